"""Joining and taking out: the file is clean, counted, journalled; the limits hold, also when two come at once."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest

from applications.actions.attaching import attach, describe, remove
from applications.actions.deposits.reopening import abandon_changes, reopen
from applications.models import Application, Attachment
from applications.states import State
from inmp_portal.journal.models import Entry
from inmp_portal.lib.files import store
from inmp_portal.lib.files.refusals import Rejected
from inmp_portal.lib.verdict import Refused
from tests.applications.attaching.conftest import heavy, sent
from tests.corpus.pdfs import pdf, with_metadata
from tests.corpus.pictures import picture


def test_a_file_is_cleaned_stored_and_journalled(draft, joined, lead, at):
    attachment = joined(data=pdf(with_metadata, pages=2), name="..\\CV de Jeanne.PDF")
    kept = store.read(attachment.sha256)
    assert (attachment.name, attachment.pages, attachment.content_type) == ("CV de Jeanne.pdf", 2, "application/pdf")
    assert attachment.size == len(kept) and b"Jeanne Secret" not in kept
    assert (attachment.added_at, attachment.added_by) == (at, lead)
    entry = Entry.objects.get(type="application.attachment_added")
    assert entry.data["sha256"] == attachment.sha256 == hashlib.sha256(kept).hexdigest()
    draft.refresh_from_db()
    assert draft.updated_at == at


def test_a_required_file_counts_in_the_completeness(draft, joined, lead, at):
    attachment = joined()
    draft.refresh_from_db()
    with_file = draft.completeness
    remove(attachment=attachment, by=lead, at=at)
    draft.refresh_from_db()
    assert draft.completeness < with_file


def test_a_refused_file_leaves_its_reason_in_the_journal_and_nothing_else(draft, lead, at):
    with pytest.raises(Rejected):
        attach(application=draft, by=lead, at=at, field="cv_porteur", uploaded=sent(b"MZ" + bytes(99)))
    assert not Attachment.objects.exists()
    assert Entry.objects.get(type="application.attachment_refused").data["code"] == "not_accepted"


@pytest.mark.parametrize("field", ["titre", "inconnu", "", "figures"])  # figures: hidden by the edition's profile
def test_only_a_question_that_asks_for_files_takes_one(draft, lead, at, field):
    with pytest.raises(Refused, match="n’attend pas de fichier"):
        attach(application=draft, by=lead, at=at, field=field, uploaded=sent())


def test_the_number_of_files_of_a_question_is_limited(joined):
    joined()
    with pytest.raises(Refused, match="1\u00a0fichier au plus"):
        joined(data=pdf(pages=2))


def test_the_same_file_is_not_joined_twice(joined):
    joined("lettres_soutien")
    with pytest.raises(Refused, match="déjà joint"):
        joined("lettres_soutien", name="Copie.pdf")


def test_the_question_s_own_limit_holds_below_the_edition_s(joined):
    with pytest.raises(Refused, match="la limite est de 2\u00a0Mo"):
        joined("cv_porteur", heavy(2_100_000))
    assert joined("devis", heavy(2_100_000)).size > 2_000_000


def test_the_quota_of_the_dossier_counts_every_question(joined, lead, at):
    letters = [joined("lettres_soutien", heavy(4_800_000, mark)) for mark in range(5)]
    for mark in range(5, 8):
        joined("devis", heavy(4_800_000, mark))
    with pytest.raises(Refused, match=r"pèsent déjà 38,4\u00a0Mo.*dépasseraient la limite de 40\u00a0Mo"):
        joined("devis", heavy(4_800_000, 9))
    remove(attachment=letters[0], by=lead, at=at)
    assert joined("devis", heavy(4_800_000, 9))


def test_a_removed_file_cannot_be_removed_again(joined, lead, at):
    attachment = joined()
    remove(attachment=attachment, by=lead, at=at)
    with pytest.raises(Refused, match="déjà retiré"):
        remove(attachment=attachment, by=lead, at=at)
    assert Entry.objects.filter(type="application.attachment_removed").count() == 1


def test_nobody_else_joins_or_removes(draft, joined, coordinator, at):
    attachment = joined()
    with pytest.raises(Refused, match="l’équipe du dossier"):
        attach(application=draft, by=coordinator, at=at, field="devis", uploaded=sent())
    with pytest.raises(Refused, match="l’équipe du dossier"):
        remove(attachment=attachment, by=coordinator, at=at)
    assert Attachment.objects.present().count() == 1


def test_after_the_close_nothing_moves(draft, joined, lead, at):
    attachment = joined()
    late = draft.call.closes_at.replace(microsecond=0) + (draft.call.closes_at - at)
    for act in (
        lambda: attach(application=draft, by=lead, at=late, field="devis", uploaded=sent()),
        lambda: remove(attachment=attachment, by=lead, at=late),
    ):
        with pytest.raises(Refused, match="clos"):
            act()
    assert Attachment.objects.present().count() == 1


def test_a_deposited_dossier_asks_to_be_reopened_first(draft, joined, deposit_with, lead, at):
    deposit_with(draft, joined())
    with pytest.raises(Refused, match="rouvrez-le"):
        attach(application=Application.objects.get(pk=draft.pk), by=lead, at=at, field="devis", uploaded=sent())


def test_a_figure_needs_its_words(draft, lead, at, joined):
    draft.call.profile = "complet"
    draft.call.save()
    figure = {"field": "figures", "data": picture(), "name": "schema.png"}
    with pytest.raises(Refused, match="légende et un texte de remplacement"):
        joined(**figure, caption="Schéma", alt_text=" ")
    attachment = joined(**figure, caption="Schéma", alt_text="Trois étapes reliées par des flèches")
    assert (attachment.caption, attachment.pages, attachment.content_type) == ("Schéma", None, "image/png")
    with pytest.raises(Rejected):
        joined("figures", pdf(), caption="Schéma", alt_text="Trois étapes")


@pytest.mark.django_db(transaction=True)
def test_two_sendings_at_once_cannot_pass_the_quota(joined, draft, lead, at, in_parallel):
    for mark in range(7):
        joined(["lettres_soutien", "devis"][mark > 4], heavy(4_900_000, mark))
    files = [sent(heavy(4_900_000, 20 + i)) for i in range(4)]
    outcomes = in_parallel(4, lambda i: attach(application=draft, by=lead, at=at, field="devis", uploaded=files[i]))
    assert sum(isinstance(outcome, Attachment) for outcome in outcomes) == 1
    assert all(isinstance(outcome, Attachment | Refused) for outcome in outcomes)
    assert sum(Attachment.objects.present().values_list("size", flat=True)) <= 40_000_000


@pytest.mark.django_db(transaction=True)
def test_two_sendings_at_once_leave_one_curriculum(draft, lead, at, in_parallel):
    files = [sent(pdf(pages=1 + i)) for i in range(4)]
    outcomes = in_parallel(
        4, lambda i: attach(application=draft, by=lead, at=at, field="cv_porteur", uploaded=files[i])
    )
    assert sum(isinstance(outcome, Attachment) for outcome in outcomes) == 1
    assert Attachment.objects.present().count() == 1 and Application.objects.get(pk=draft.pk).state == State.DRAFT


@pytest.fixture
def figure(draft, joined):
    """A figure of the complete profile, joined with its words."""
    draft.call.profile = "complet"
    draft.call.save()
    return joined("figures", picture(), name="schema.png", caption="Schéma", alt_text="Trois étapes")


def test_the_words_of_a_figure_are_changed_without_joining_it_again(figure, lead, at):
    describe(attachment=figure, by=lead, at=at, caption=" Le par\u202ecours ", alt_text="Cinq étapes\u200b")
    figure.refresh_from_db()
    assert (figure.caption, figure.alt_text) == ("Le parcours", "Cinq étapes")
    assert Entry.objects.filter(type="application.attachment_described").count() == 1
    with pytest.raises(Refused, match="légende et un texte de remplacement"):
        describe(attachment=figure, by=lead, at=at, caption="Le parcours", alt_text=" ")


def test_nobody_else_describes_nor_after_the_close_nor_what_was_removed(figure, coordinator, lead, at):
    words = {"caption": "Autre", "alt_text": "Autre"}
    with pytest.raises(Refused):
        describe(attachment=figure, by=coordinator, at=at, **words)
    with pytest.raises(Refused, match="clos"):
        describe(attachment=figure, by=lead, at=figure.application.call.closes_at + timedelta(seconds=1), **words)
    remove(attachment=figure, by=lead, at=at)
    with pytest.raises(Refused, match="retiré"):
        describe(attachment=figure, by=lead, at=at, **words)
    figure.refresh_from_db()
    assert figure.caption == "Schéma"


def test_abandoning_the_changes_brings_the_deposited_words_back(figure, deposit_with, lead, at):
    deposit_with(figure.application, figure)
    reopen(application=figure.application, by=lead, at=at)
    describe(attachment=figure, by=lead, at=at, caption="Autre", alt_text="Autre")
    abandon_changes(application=figure.application, by=lead, at=at)
    figure.refresh_from_db()
    assert (figure.caption, figure.alt_text) == ("Schéma", "Trois étapes")
