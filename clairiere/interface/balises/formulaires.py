"""Forms: the whole form, its error summary, one field."""

from collections.abc import Iterable

from django.forms import BaseForm, BoundField
from django.forms.formsets import BaseFormSet
from django.template import Context
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from clairiere.interface.balises.registre import dessiner, register


def ancre(champ: BoundField) -> str:
    """The id that a link of the error summary must reach: the input, or the first one of a group."""
    premier = getattr(champ.field.widget, "id_du_premier", None)
    if premier is not None:
        return str(premier(champ.auto_id))
    return str(champ.id_for_label or f"{champ.auto_id}_0")


def points_a_corriger(formulaires: Iterable[BaseForm | BaseFormSet]) -> list[dict[str, str]]:
    """Every error of these forms as ``{"phrase", "champ", "ancre"}``, in the order of the page.

    Global errors have no anchor.
    """
    points: list[dict[str, str]] = []
    for formulaire in formulaires:
        if isinstance(formulaire, BaseFormSet):
            points += [{"phrase": str(e), "champ": "", "ancre": ""} for e in formulaire.non_form_errors()]
            points += points_a_corriger(formulaire.forms)
            continue
        points += [{"phrase": str(e), "champ": "", "ancre": ""} for e in formulaire.non_field_errors()]
        for champ in formulaire:
            cible = "" if champ.is_hidden else ancre(champ)
            points += [
                {"phrase": str(e), "champ": str(champ.label).rstrip(" \u00a0\u202f.?:"), "ancre": cible}
                for e in champ.errors
            ]
    return points


@register.simple_tag(takes_context=True)
def resume_erreurs(context: Context, *formulaires: BaseForm | BaseFormSet, focus: bool = True) -> SafeString:
    """The summary of errors, on top, with a link to each field; takes the focus; nothing when all is right."""
    return dessiner(context, "resume_erreurs", {"points": points_a_corriger(formulaires), "focus": focus})


@register.simple_tag
def champ(lie: BoundField) -> SafeString:
    """``{% champ form.telephone %}``: label, help, error and input (``django/forms/field.html``)."""
    return lie.as_field_group()


@register.simple_block_tag(takes_context=True)
def formulaire(
    context: Context,
    content: str,
    form: BaseForm,
    bouton: str = "",
    action: str = "",
    annuler: str = "",
    annonce: str = "",
    attendu: str = "",
    brouillon: str = "",
    methode: str = "post",
    ton: str = "principal",
    champs: bool = True,
    focus: bool = True,
) -> SafeString:
    """A whole form: ``{% formulaire form bouton="Proposer" annuler=retour %}…{% endformulaire %}``.

    Draws the CSRF token, the error summary, all the fields, then what is between the tags (``champs=False``:
    only that), what will happen (``annonce="Un SMS partira à…"``), the button and a link back (``annuler``).
    ``attendu``: the state that was on screen. ``brouillon="name"`` keeps what is typed in the tab. A form with files
    is sent as such by itself. ``focus=False``: the error summary does not take the focus.
    """
    valeurs = {
        "contenu": mark_safe(content.strip()),  # noqa: S308 — already rendered
        "form": form,
        "bouton": bouton or _("Enregistrer"),
        "action": action,
        "annuler": annuler,
        "annonce": annonce,
        "attendu": attendu,
        "brouillon": brouillon,
        "methode": methode,
        "ton": ton,
        "champs": champs,
        "points": points_a_corriger([form]),
        "focus": focus,
    }
    return dessiner(context, "formulaire", valeurs)
