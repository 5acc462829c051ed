"""What is printed on the papers of the course: every name of `parcours.modeles.variables`, read from the rows."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Max, Min
from django.utils import timezone

from clairiere.centres.reglages import REGLAGES, lire
from clairiere.interface.francais import enumeration, heure, telephone
from parcours import regles
from parcours.models import Emargement, Evaluation
from parcours.models.competence import competences_de
from parcours.regles.papiers import dire_horaires


def du_centre(centre: Any, *, numero: str, date: dt.date) -> dict[str, Any]:
    """Who gives the paper, when and where."""
    contact = lire(centre, "contact_stagiaires") or lire(centre, "representante") or centre.nom
    return {
        "numero": numero,
        "centre_nom": centre.nom,
        "centre_adresse": adresse_du_centre(centre),
        "centre_telephone": telephone(centre.telephone) if centre.telephone else "",
        "centre_courriel": centre.courriel,
        "centre_siret": lire(centre, "siret"),
        "centre_declaration": lire(centre, "numero_declaration_activite"),
        "centre_representant": lire(centre, "representante"),
        "contact_stagiaires": contact,
        "referent_handicap": lire(centre, "referent_handicap") or contact,
        "lieu_document": centre.ville or centre.nom,
        "date_document": date,
    }


def adresse_du_centre(centre: Any) -> str:
    """« 60 rue Greneta, 75002 Paris »."""
    return ", ".join(p for p in (centre.adresse, f"{centre.code_postal} {centre.ville}".strip()) if p)


def de_la_personne(personne: Any) -> dict[str, Any]:
    """Who it is made for."""
    ville = f"{personne.code_postal} {personne.ville}".strip()
    return {
        "personne_nom": personne.nom_complet,
        "personne_prenom": personne.prenom,
        "personne_naissance": personne.naissance,
        "personne_adresse": ", ".join(p for p in (personne.adresse, ville) if p),
    }


def intitule(centre: Any) -> str:
    """The name of the course."""
    return str(lire(centre, "formation_intitule") or REGLAGES["formation_intitule"].defaut)


def lieu_des_cours(session: Any) -> str:
    """Where one comes: what the session says, else the centre."""
    lieu = session.lieu or adresse_du_centre(session.centre)
    return f"{lieu} ({session.salle})" if lieu and session.salle_id else lieu


def de_la_session(session: Any) -> dict[str, Any]:
    """Which course."""
    return {
        "formation_intitule": intitule(session.centre),
        "session_nom": session.nom,
        "session_debut": session.debut,
        "session_fin": session.fin,
        "session_lieu": lieu_des_cours(session),
        "session_formatrice": str(session.formatrice or ""),
        "programme_version": session.programme,
        "heures_prevues": session.heures_visees * 60,
    }


def seances_de(session: Any) -> list[Any]:
    """The half-days of the whole group that are not called off (one query), in order."""
    lignes = session.demi_journees.comptees().select_related("formatrice")
    return list(lignes.order_by("date", "-moment", "pk"))


def calendrier(session: Any) -> dict[str, Any]:
    """The half-days, for the convocation. The session has at least one."""
    seances = seances_de(session)
    return {
        "premier_jour": seances[0].date,
        "premiere_heure": heure(seances[0].commence_a),
        "demi_journees": [
            {"date": s.date, "heures": f"de {heure(s.commence_a)} à {heure(s.finit_a)}", "theme": s.theme}
            for s in seances
        ],
    }


def programme(session: Any) -> dict[str, Any]:
    """What is taught, by whom, when: for the sheet given before one enrols."""
    seances = seances_de(session)
    noms = dict.fromkeys(str(f) for f in [session.formatrice, *(s.formatrice for s in seances)] if f)
    suivi = session.version_programme
    return {
        "modules": _modules(suivi, seances),
        "formatrices": enumeration(noms),
        "horaires": dire_horaires([(s.date, s.commence_a, s.finit_a) for s in seances]),
        "tarif": lire(session.centre, "formation_tarif") or REGLAGES["formation_tarif"].defaut,
        "objectifs": suivi.objectifs if suivi else "",
        "prerequis": suivi.prerequis if suivi else "",
        "moyens": suivi.moyens if suivi else "",
        "modalites_evaluation": suivi.evaluation if suivi else "",
    }


def _modules(suivi: Any, seances: list[Any]) -> list[dict[str, str]]:
    """The modules of the programme; without one, the themes of the half-days with their hours."""
    if suivi is not None:
        return [
            {"titre": m.titre, "duree": regles.dire_duree(m.minutes), "objectifs": m.objectifs}
            for m in suivi.modules.all()
        ]
    themes: dict[str, int] = {}
    for seance in seances:
        if seance.theme:
            themes[seance.theme] = themes.get(seance.theme, 0) + seance.minutes
    return [{"titre": t, "duree": regles.dire_duree(m), "objectifs": ""} for t, m in themes.items()]


def heures(parcours: Any) -> dict[str, Any]:
    """Hours really followed and signed, never those of the programme. She has at least one."""
    bornes = Emargement.objects.comptees().filter(parcours=parcours).order_by()
    dates = bornes.aggregate(premier=Min("demi_journee__date"), dernier=Max("demi_journee__date"))
    aujourd_hui = timezone.localdate()
    passees = [s for s in seances_de(parcours.session) if s.date <= aujourd_hui and s.signee_le]
    return {
        "heures_suivies": parcours.minutes(),
        "heures_attendues": sum(s.minutes for s in passees),
        "suivie_du": dates["premier"],
        "suivie_au": dates["dernier"],
        "presences": [_presence(e) for e in parcours.emargements.select_related("demi_journee").order_by(*ORDRE)],
    }


ORDRE = ("demi_journee__date", "-demi_journee__moment", "pk")


def _presence(ligne: Any) -> dict[str, Any]:
    comptees = ligne.minutes if ligne.compte else 0
    return {
        "date": ligne.demi_journee.date,
        "moment": ligne.demi_journee.get_moment_display() + (", rattrapage" if ligne.demi_journee.rattrapage else ""),
        "presence": ligne.get_statut_display() + ("" if ligne.compte or not ligne.minutes else ", pas encore signée"),
        "heures": regles.dire_duree(comptees) if comptees else "0\u00a0h",
    }


def resultats(parcours: Any) -> dict[str, Any]:
    """What the evaluation says of what she has learnt. She has one."""
    evaluation = parcours.evaluations.first()
    mots = dict(Evaluation.Niveau.choices)
    niveaux = evaluation.niveaux_par_code
    suivi = parcours.session.version_programme
    return {
        "objectifs": suivi.objectifs if suivi else "",
        "resultat": evaluation.get_resultat_display(),
        "evaluation_date": evaluation.date,
        "competences": [
            {"titre": c.titre, "phrase": c.phrase, "niveau": str(mots.get(niveaux.get(c.code, ""), "non observé"))}
            for c in competences_de(evaluation)
        ],
    }


PARTS: dict[str, tuple[Any, ...]] = {  # paper → what is read of the session, then of her journey
    "information": (lambda p: programme(p.session),),
    "reglement": (),
    "convocation": (lambda p: calendrier(p.session),),
    "assiduite": (heures,),
    "fin_formation": (heures, resultats),
    "realisation": (heures,),
}


def de_la_stagiaire(code: str, parcours: Any, *, numero: str, date: dt.date) -> dict[str, Any]:
    """All the names of one paper of one trainee (a fixed number of queries)."""
    session = parcours.session
    donnees = {
        **du_centre(parcours.centre, numero=numero, date=date),
        **de_la_personne(parcours.personne),
        **de_la_session(session),
    }
    for part in PARTS[code]:
        donnees |= part(parcours)
    return donnees
