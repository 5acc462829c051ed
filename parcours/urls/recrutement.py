"""Promotion actions, application, selection, barriers, waiting list of a session."""

from django.urls import URLPattern, path

from parcours.views import attente, candidature, entonnoir, freins, promotion, selection

urlpatterns: list[URLPattern] = [
    path("devenir/", candidature.devenir, name="devenir"),
    path("devenir/fiche/", candidature.fiche, name="fiche_metier"),
    path("devenir/candidature/", candidature.candidature, name="candidature"),
    path("devenir/candidature/recue/", candidature.recue, name="candidature_recue"),
    path("recrutement/affiche.pdf", candidature.affiche, name="affiche_candidature"),
    path("recrutement/candidatures/", candidature.candidatures, name="candidatures"),
    path("recrutement/candidatures/<int:pk>/lire/", candidature.lire, name="lire_candidature"),
    path("recrutement/candidatures/<int:pk>/separer/", candidature.separer, name="separer_candidature"),
    path("recrutement/promotion/", promotion.promotion, name="promotion"),
    path("recrutement/promotion/nouvelle/", promotion.noter_action, name="nouvelle_action"),
    path("recrutement/promotion/<int:pk>/", promotion.action, name="action_promotion"),
    path("recrutement/promotion/<int:pk>/modifier/", promotion.noter_action, name="modifier_action"),
    path("recrutement/partenaires/", promotion.partenaires, name="partenaires"),
    path("recrutement/partenaires/nouveau/", promotion.noter_partenaire, name="nouveau_partenaire"),
    path("recrutement/partenaires/<int:pk>/", promotion.partenaire, name="partenaire"),
    path("recrutement/partenaires/<int:pk>/modifier/", promotion.noter_partenaire, name="modifier_partenaire"),
    path("recrutement/entonnoir/", entonnoir.entonnoir, name="entonnoir"),
    path("recrutement/entonnoir/<slug:etape>/", entonnoir.noms, name="entonnoir_noms"),
    path("parcours/<int:pk>/selection/", selection.decider, name="decider_selection"),
    path("parcours/<int:pk>/freins/nouveau/", freins.nouveau_frein, name="nouveau_frein"),
    path("freins/<int:pk>/", freins.frein, name="frein"),
    path("parcours/<int:pk>/droit-au-travail/", freins.droit_au_travail, name="droit_au_travail"),
    path("parcours/<int:pk>/france-travail/", freins.france_travail, name="france_travail"),
    path("parcours/<int:pk>/france-travail/resume/", freins.resume_conseillere, name="resume_conseillere"),
    path("sessions/<int:pk>/admissions/", attente.admissions, name="admissions_session"),
    path("places/<int:pk>/", attente.offre, name="offre"),
    path("formation/place/<str:jeton_offre>/", attente.place, name="place"),
]
