"""The encrypted note: only its own case, with the key of this server, gives it back."""

from __future__ import annotations

import pytest
from cryptography.fernet import Fernet
from django.core import serializers
from django.core.exceptions import FieldError
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from clairiere.centres.chiffrement import CleInconnue, Jeton, JetonDeplace, chiffrer, dechiffrer
from relais.actions.notes import ecrire_note
from relais.models import NoteMediation
from tests.relais.conftest import SECRET


def brut(note):
    with connection.cursor() as curseur:
        curseur.execute("SELECT texte FROM relais_notemediation WHERE id = %s", [note.pk])
        return curseur.fetchone()[0]


@pytest.fixture
def note(prise):
    return ecrire_note(prise.mediation, par=prise.mediatrice, texte=SECRET)


@given(st.text(), st.text(alphabet="abc:=._1234", max_size=20))
def test_whatever_is_written_comes_back_and_empty_stays_empty(texte, lien):
    assert dechiffrer(chiffrer(texte, lien), lien) == texte
    assert chiffrer("", lien) == ""


def test_the_column_holds_no_word_of_the_note_and_the_page_gives_it_back(note):
    assert SECRET not in brut(note)
    assert "Marcus" not in brut(note)
    assert NoteMediation.objects.get(pk=note.pk).texte == SECRET


def test_with_another_key_the_note_is_refused_and_never_shown_as_cipher(note, settings):
    settings.CLES_CONFIDENTIELLES = [Fernet.generate_key().decode()]
    relue = NoteMediation.objects.get(pk=note.pk)
    with pytest.raises(CleInconnue):
        _ = relue.texte
    assert "gAAAA" not in f"{relue!r} {relue.__dict__}"


def test_a_new_key_in_front_keeps_the_old_notes_readable(note, settings):
    settings.CLES_CONFIDENTIELLES = [Fernet.generate_key().decode(), *settings.CLES_CONFIDENTIELLES]
    assert NoteMediation.objects.get(pk=note.pk).texte == SECRET


def test_a_cipher_copied_into_another_case_is_refused(note, prise):
    from relais.actions.mediation import demander, prendre_en_charge

    seconde, _ = demander(demandeuse=prise.lieu.contact, autre_nom="Mme Roux", par=prise.famille, motifs=["conges"])
    prendre_en_charge(seconde, par=prise.mediatrice)
    autre = ecrire_note(seconde, par=prise.mediatrice, texte="Rien")
    with connection.cursor() as curseur:
        curseur.execute("UPDATE relais_notemediation SET texte = %s WHERE id = %s", [brut(note), autre.pk])
    with pytest.raises(JetonDeplace):
        _ = NoteMediation.objects.get(pk=autre.pk).texte


def test_clear_text_put_in_the_column_by_hand_is_not_shown(note):
    with connection.cursor() as curseur:
        curseur.execute("UPDATE relais_notemediation SET texte = %s WHERE id = %s", ["en clair", note.pk])
    with pytest.raises(CleInconnue):
        _ = NoteMediation.objects.get(pk=note.pk).texte


def test_notes_cannot_be_searched_compared_or_written_around_the_row(note):
    for recherche in ("texte", "texte__contains", "texte__startswith", "texte__isnull"):
        with pytest.raises(FieldError):
            list(NoteMediation.objects.filter(**{recherche: "a"}))
    with pytest.raises(FieldError), transaction.atomic():
        NoteMediation.objects.update(texte="en clair")
    assert isinstance(NoteMediation.objects.values_list("texte", flat=True).get(), Jeton)
    assert str(NoteMediation.objects.values_list("texte", flat=True).get()) == "<texte chiffré>"


def test_saving_again_without_reading_keeps_the_note_and_a_dump_holds_the_cipher_only(note):
    avant = brut(note)
    relue = NoteMediation.objects.get(pk=note.pk)
    relue.save()
    assert brut(note) == avant
    copie = serializers.serialize("json", NoteMediation.objects.all())
    assert "gAAAA" in copie
    assert "Marcus" not in copie


def test_notes_created_in_bulk_are_encrypted_too(prise):
    (note,) = NoteMediation.objects.bulk_create(
        [
            NoteMediation(
                centre=prise.lieu.centre,
                mediation=prise.mediation,
                auteur=prise.mediatrice.utilisateur,
                texte=SECRET,
            )
        ]
    )
    assert "Marcus" not in brut(note)
    assert NoteMediation.objects.get(pk=note.pk).texte == SECRET
