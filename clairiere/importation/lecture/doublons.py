"""Who is probably the same person? Keys in dictionaries only: ten thousand lines cost, line for line, what ten cost.

Evidence, any one of which is enough: the same telephone; the same name and birth date; nearly the same name (one
letter, order swapped) with the same birth date or e-mail address. Accents, hyphens, apostrophes, capitals never count.
A 1 January is often a default birth date: it makes a duplicate of the very same name only, and not a sure one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from clairiere.importation.lecture.textes import compact

MIN_LETTRES = 4  # under this, one letter more or less makes another name


@dataclass(frozen=True)
class Connue:
    """What identifies a person, already recorded or just read.

    ``telephone`` in E.164, ``courriel`` in small letters.
    """

    id: object
    nom: str
    prenom: str = ""
    naissance: date | None = None
    telephone: str | None = None
    courriel: str | None = None

    @property
    def nom_complet(self) -> str:
        return f"{self.prenom} {self.nom}".strip()


@dataclass(frozen=True)
class Doublon:
    """``avec``: the first record of that person. ``sur``: False when the evidence may also be that of a relative."""

    avec: Connue
    raison: str
    sur: bool


def paire(personne: Connue) -> tuple[str, str]:
    """Both names without accents or signs, in alphabetical order: the same when they were swapped."""
    un, deux = sorted((compact(personne.nom), compact(personne.prenom)))
    return un, deux


def une_lettre_pres(un: str, deux: str) -> bool:
    """True when one letter added, removed, changed, or two neighbours swapped, make one word of the other."""
    if un == deux:
        return True
    if abs(len(un) - len(deux)) > 1 or max(len(un), len(deux)) < MIN_LETTRES:
        return False
    debut = next((i for i, (a, b) in enumerate(zip(un, deux, strict=False)) if a != b), min(len(un), len(deux)))
    reste_un, reste_deux = un[debut:], deux[debut:]
    return (
        reste_un[1:] == reste_deux[1:]
        or reste_un[1:] == reste_deux
        or reste_un == reste_deux[1:]
        or (reste_un[:2] == reste_deux[:2][::-1] and reste_un[2:] == reste_deux[2:])
    )


def noms_proches(un: Connue, deux: Connue) -> bool:
    """True when the two names are the same but for one letter in one of them, in either order."""
    (a, b), (c, d) = paire(un), paire(deux)
    return any(
        (x == z and une_lettre_pres(y, t)) or (y == t and une_lettre_pres(x, z))
        for x, y, z, t in ((a, b, c, d), (a, b, d, c))
    )


@dataclass
class Index:
    """People already met, under every key that can find them again.

    ``chercher`` and ``ajouter`` cost the same for any size.
    """

    _cles: dict[tuple[object, ...], Connue] = field(default_factory=dict)

    def ajouter(self, personne: Connue) -> None:
        """The first person met under a key stays."""
        for cle in _cles(personne):
            self._cles.setdefault(cle, personne)

    def chercher(self, personne: Connue) -> Doublon | None:
        """The person already met with the most evidence in common, or None."""
        vus: dict[int, Connue] = {}
        for cle in _cles(personne):
            trouvee = self._cles.get(cle)
            if trouvee is not None:
                vus.setdefault(id(trouvee), trouvee)
        doublons = [doublon for autre in vus.values() if (doublon := comparer(personne, autre))]
        return max(doublons, key=lambda doublon: (doublon.sur, len(doublon.raison)), default=None)


def _cles(personne: Connue) -> Iterator[tuple[object, ...]]:
    noms = paire(personne)
    if personne.telephone:
        yield "telephone", personne.telephone
    if not all(noms):
        return
    preuves: list[object] = [personne.courriel] if personne.courriel else []
    if personne.naissance:
        yield "naissance", personne.naissance, noms
        if not _est_par_defaut(personne.naissance):
            preuves.append(personne.naissance)
    for preuve in preuves:
        for variante in _variantes(*noms):
            yield "proche", preuve, variante


def _variantes(un: str, deux: str) -> Iterator[tuple[str, ...]]:
    """The pair, and the pair with any one letter left out: two pairs one letter apart always share one of these."""
    yield tuple(sorted((un, deux)))
    for court, entier in ((un, deux), (deux, un)):
        for i in range(len(court)):
            yield tuple(sorted((court[:i] + court[i + 1 :], entier)))


def _est_par_defaut(naissance: date) -> bool:
    return (naissance.day, naissance.month) == (1, 1)


def comparer(personne: Connue, autre: Connue) -> Doublon | None:
    """The reasons, in French, to take two records for one person; None when there are not enough of them."""
    meme_tel = bool(personne.telephone) and personne.telephone == autre.telephone
    meme_mail = bool(personne.courriel) and personne.courriel == autre.courriel
    meme_date = personne.naissance is not None and personne.naissance == autre.naissance
    meme_nom = all(paire(personne)) and paire(personne) == paire(autre)
    proche = meme_nom or noms_proches(personne, autre)
    date_probante = meme_date and (meme_nom or not _est_par_defaut(personne.naissance or date.min))
    if not (meme_tel or (proche and (date_probante or meme_mail))):
        return None
    autre_date = None not in (personne.naissance, autre.naissance) and not meme_date
    communs = [
        mot
        for mot, vrai in (
            ("même téléphone", meme_tel),
            ("même courriel", meme_mail),
            ("même nom", meme_nom),
            (f"nom presque pareil ({autre.nom_complet})", proche and not meme_nom),
            ("même date de naissance", meme_date),
        )
        if vrai
    ]
    raison = " et ".join([", ".join(communs[:-1]), communs[-1]] if len(communs) > 1 else communs)
    ecarts = [
        mot
        for mot, vrai in (
            (f"un autre nom ({autre.nom_complet})", not proche),
            ("une autre date de naissance", autre_date),
        )
        if vrai
    ]
    if ecarts:
        raison += ", mais " + " et ".join(ecarts)
    par_defaut = meme_date and _est_par_defaut(personne.naissance or date.min) and not meme_tel
    return Doublon(autre, raison, sur=meme_nom and not ecarts and not par_defaut)


def chercher_doublons(personnes: Iterable[Connue], connues: Iterable[Connue] = ()) -> dict[object, Doublon]:
    """For each person who is probably a repetition, by ``id``, the first record of her.

    Among ``connues``, else further up.

    A third repetition points to the first record, not to the second.
    """
    index = Index()
    for connue in connues:
        index.ajouter(connue)
    trouves: dict[object, Doublon] = {}
    for personne in personnes:
        doublon = index.chercher(personne)
        index.ajouter(personne)
        if doublon:
            premiere = trouves.get(doublon.avec.id)
            if premiere and doublon.avec is not premiere.avec:
                doublon = Doublon(premiere.avec, doublon.raison, doublon.sur and premiere.sur)
            trouves[personne.id] = doublon
    return trouves
