"""Words of the screening of free text: lower case, without accents. Data only; the reasoning is in `textes`."""

from __future__ import annotations

import re

ORIGINE = "son origine ou sa nationalité"
RELIGION = "sa religion"
AGE = "son âge"
APPARENCE = "son apparence"
SANTE = "sa santé ou un handicap"
SITUATION = "sa situation de famille ou une grossesse"
SEXE = "son sexe"
MOEURS = "sa vie privée ou ses opinions"


def _mots(texte: str) -> frozenset[str]:
    return frozenset(texte.split())


_MOTS_PAR_CRITERE = {
    ORIGINE: """
        francais francaise francaises europeen europeenne europeennes occidentale occidentales africain africaine
        africains africaines maghrebin maghrebine maghrebines arabe arabes asiatique asiatiques philippine philippines
        malienne maliennes senegalaise senegalaises ivoirienne ivoiriennes congolaise congolaises camerounaise
        comorienne comoriennes antillaise antillaises creole creoles algerienne algeriennes marocaine marocaines
        tunisienne tunisiennes kabyle portugais portugaise portugaises espagnole espagnoles italienne italiennes
        polonaise polonaises roumaine roumaines ukrainienne ukrainiennes russe russes turque turques chinoise chinoises
        vietnamienne lankaise indienne indiennes pakistanaise bengalie haitienne bresilienne colombienne
        peruvienne latine anglaise anglaises allemande rom roms gitane tzigane manouche etrangere etrangeres
        immigree immigrees noire noires blanche blanches black metisse typee basanee caucasienne""",
    RELIGION: """
        musulmane musulmanes musulman catholique catholiques chretienne chretiennes protestante protestantes juive
        juives bouddhiste hindoue evangelique pratiquante pratiquantes croyante croyantes athee voilee voilees""",
    AGE: "jeune jeunes agee agees vieille vieilles senior seniors retraitee retraitees mure trentenaire quadragenaire",
    APPARENCE: "mince jolie jolies grosse grosses obese ronde tatouee tatouees",
    SANTE: "handicapee handicapees handicape malade malades depressive invalide",
    SITUATION: "celibataire celibataires enceinte enceintes mariee mariees divorcee divorcees",
    MOEURS: "homosexuelle lesbienne heterosexuelle transgenre syndiquee syndiquees",
}
MOTS = {mot: critere for critere, mots in _MOTS_PAR_CRITERE.items() for mot in mots.split()}

PERSONNES = _mots("""
    personne personnes nounou nounous nourrice femme femmes dame dames fille auxiliaire auxiliaires candidate
    candidates garde assistante employee salariee sitter babysitter intervenante quelqu profil profils maman
""")

CHOSES = _mots("""
    langue langues cuisine cuisines plat plats repas recette recettes nourriture musique musiques chanson
    chansons comptine comptines culture cultures ecole ecoles creche lycee college livre livres histoire
    histoires conte contes famille familles fete fetes tradition traditions papiers carte conversation cours
    litterature presse tele television radio accent quartier residence pays education pedagogie methode danse
    couche couches robe voiture porte chambre piece table bulle pomme pommes salade the viande jupe peinture
    creme lessive chaussure chaussures tache taches lumiere eau semaine page feuille liste enfant enfants bebe
    bebes public parents parent couple chien chiens chat chats frere soeur soeurs garcon garcons fils maman papa
    pousses age grammaire dictee dictees lecture devoirs leur ville region cote mer litt vacances republique loi
    societe securite
""")

DE_LA_FAMILLE = _mots("""
    notre nos mon ma mes ancienne ancien precedente actuelle suis sommes est sont etait papa mari epoux epouse
    mere pere grand grands maman mamans enfant enfants fils bebe bebes parents couple jumeaux jumelles
""")

# Who the sentence is about when it says « en bonne santé ».
ENFANTS = _mots("""
    enfant enfants fils fille filles bebe bebes garcon garcons jumeaux jumelles petit petite chien chat
""")

# Words that may stand between the noun and the criterion.
LIAISONS = _mots("""
    d de du des origine origines nationalite type peau et ou tres plutot bien si trop assez un peu l serieuse
    douce dynamique calme patiente motivee experimentee gentille souriante disponible
""")

MARQUES_AVANT = _mots("""
    pas ni sauf aucune aucun eviter evitez evite plutot uniquement seulement exclusivement preference preferons
    prefere preferez preferee prefererions prefererait preferable voulons veux voudrais voudrions souhaitons
    souhaite souhaiterions cherchons cherche recherchons recherche imperativement obligatoirement non idealement
    trop
""")
MARQUES_APRES = _mots("""
    preference uniquement seulement exclusivement exigee exige obligatoire imperatif imperativement possible svp
    souhaitee souhaite souhaitees preferee bienvenue refusee refusees abstenir dynamique
""")

# Names of languages as well as of people: « parle arabe » is a skill, « pas d’Arabe » is not.
FORMES_DE_LANGUE = _mots("""
    francais portugais arabe kabyle russe creole polonais
""")


def _motif(texte: str) -> re.Pattern[str]:
    return re.compile(texte)


_ADULTE = r"(?:19|[2-7][0-9])\s*ans"
_SUITE_ADMISE = r"(?!\s*(?:d'|de\s+)(?:experience|anciennete|metier|pratique|carriere|anniversaire))"
EXPRESSIONS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (ORIGINE, _motif(r"\b(?:personnes?|femmes?|nounous?|dames?|gens) de couleur\b")),
    (ORIGINE, _motif(r"\blangue maternelle francaise (?:exigee|obligatoire|uniquement|de preference)\b")),
    (ORIGINE, _motif(r"\b(?:sans|pas d'|aucun) accent\b(?! (?:sur|aigu|grave))")),
    (ORIGINE, _motif(r"\bde souche\b")),
    (
        ORIGINE,
        _motif(r"\b(?:meme|notre) (?:origine|nationalite|communaute) que nous\b|\bde (?:la meme|notre) communaute\b"),
    ),
    (RELIGION, _motif(r"\b(?:sans|pas de|ni|aucun|non au|contre le) (?:voile|foulard|hijab|signes? religieux)\b")),
    (RELIGION, _motif(r"\b(?:porte|portant|porter|mettre?) (?:pas )?(?:le|de|un) (?:voile|foulard|hijab)\b")),
    (
        RELIGION,
        _motif(r"\bmeme religion\b|\breligion (?:catholique|musulmane|juive|chretienne)\b"),
    ),
    (RELIGION, _motif(r"\b(?:de notre|de la meme|sans) religion\b")),
    (
        AGE,
        _motif(r"(?<!depuis )(?<!pendant )\b(?:plus|moins) (?:jeune )?(?:de |que )" + _ADULTE + r"\b" + _SUITE_ADMISE),
    ),
    (AGE, _motif(r"\b(?:entre|de) [1-7][0-9](?:\s*ans)? (?:et|a) " + _ADULTE + r"\b" + _SUITE_ADMISE)),
    (AGE, _motif(r"\b[1-7][0-9]\s*[-–/]\s*" + _ADULTE + r"\b" + _SUITE_ADMISE)),
    (AGE, _motif(r"\b(?:maximum|max|agee? de|jusqu'a|au-dela de|pas plus de) " + _ADULTE + r"\b" + _SUITE_ADMISE)),
    (AGE, _motif(_ADULTE + r" (?:maximum|maxi|max|au plus)\b")),
    (
        AGE,
        _motif(
            r"\bd'(?:un certain age|age mur)\b|\b(?:la |une )(?:vingtaine|trentaine|quarantaine|cinquantaine)\b(?! d)"
        ),
    ),
    (
        APPARENCE,
        _motif(r"\b(?:bonne|belle|excellente) presentation\b|\bpresentant bien\b|\bphysique (?:agreable|avantageux)\b"),
    ),
    (APPARENCE, _motif(r"\b(?:sans|pas de|ni|aucun) (?:tatouages?|piercings?)\b")),
    (SANTE, _motif(r"\ben (?:tres )?bonne sante\b")),
    (SANTE, _motif(r"\b(?:sans|pas de|aucun) (?:problemes? de (?:sante|dos)|handicap|maladie chronique)\b")),
    (SITUATION, _motif(r"\b(?:sans|pas d'|n'ayant pas d') ?enfants? (?:a charge|a elle|en bas age)\b")),
    (SITUATION, _motif(r"\b(?:personne|nounou|femme|dame|auxiliaire|candidate) sans enfants?\b")),
    (SITUATION, _motif(r"\b(?:sans|pas de) (?:projet de )?(?:grossesse|bebe en route)\b|\bcharges? de famille\b")),
    (SEXE, _motif(r"\b(?:pas d'|ni d'|aucun |sauf (?:un |les )?)hommes?\b|\bhommes? (?:s'abstenir|refuses?)\b")),
    (
        SEXE,
        _motif(r"\b(?:femmes?|hommes?) (?:uniquement|exclusivement|seulement|obligatoire|de preference)\b"),
    ),
    (SEXE, _motif(r"\b(?:uniquement|exclusivement|seulement) (?:une? |des )?(?:femmes?|hommes?)\b")),
)
