"""Opening a draft: once, by whom, when, and what follows."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection

from applications.actions.drafting import open_draft
from applications.models import Application, Axis
from applications.rules.depositing import can_deposit
from applications.rules.drafting import can_edit
from applications.states import State
from inmp_portal.accounts.models import Institution
from inmp_portal.journal.models import Entry
from inmp_portal.lib.references import new_reference
from inmp_portal.lib.verdict import Refused
from inmp_portal.outbox.models import Mail
from tests.applications.drafting.conftest import CREATION

pytestmark = pytest.mark.django_db


def test_a_draft_shows_its_title_its_lead_and_its_axis(draft, call):
    draft.refresh_from_db()
    assert (draft.state, draft.title, draft.lead_name) == (State.DRAFT, CREATION["titre"], "Hélène Morvan")
    assert draft.title_folded == "oedemes rares : mieux les reperer"
    assert draft.lead_name_folded == "morvan helene"
    assert draft.main_axis == Axis.objects.get(call=call, number=3)
    assert draft.institution == Institution.objects.get(code="chu_rouen")
    assert draft.acronym is None and draft.project_type == "parcours"
    assert 5 < draft.completeness < 30
    assert set(draft.answers) == set(CREATION)


def test_it_is_found_by_folded_words(draft):
    found = Application.objects.extra(where=["search @@ to_tsquery('french', 'oedemes & rares')"])
    assert found.get() == draft
    assert not Application.objects.extra(where=["search @@ to_tsquery('french', 'parcours')"]).exists()


def test_it_leaves_a_trace_and_a_mail(draft, lead):
    assert Entry.objects.get(type="application.opened").object_id == str(draft.pk)
    mail = Mail.objects.get(kind="brouillon_enregistre")
    assert mail.to == [lead.email]
    assert draft.reference in mail.text and "lundi 8 septembre 2025 à 23\u00a0h\u00a059, heure de Paris" in mail.text
    assert "n’est pas un dépôt" in mail.text


def test_references_are_random_and_readable():
    drawn = {new_reference() for _ in range(500)}
    assert len(drawn) == 500
    assert all(len(reference) == 8 and not set(reference) & set("01258BILOSUVZ") for reference in drawn)


def test_a_second_click_gives_the_same_draft(call, lead, at):
    first = open_draft(call=call, by=lead, at=at, answers=CREATION, reference="ACDEFGHJ")
    again = open_draft(call=call, by=lead, at=at, answers=CREATION, reference="ACDEFGHJ")
    assert first.pk == again.pk
    assert Application.objects.count() == Mail.objects.filter(kind="brouillon_enregistre").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_give_one_draft(call, lead, at, in_parallel):
    results = in_parallel(6, lambda _: open_draft(call=call, by=lead, at=at, answers=CREATION, reference="ACDEFGHJ"))
    assert {getattr(result, "reference", result) for result in results} == {"ACDEFGHJ"}
    assert Application.objects.count() == 1
    connection.close()


@pytest.mark.parametrize(
    ("changes", "told"),
    [({"titre": " "}, "Titre du projet"), ({"axe_principal": "axe9"}, "Axe principal"), ({"courriel": "x"}, "Adresse")],
)
def test_every_answer_of_creation_is_needed_and_right(call, lead, at, changes, told):
    with pytest.raises(Refused, match=told):
        open_draft(call=call, by=lead, at=at, answers={**CREATION, **changes})
    assert not Application.objects.exists() and not Mail.objects.exists()


@pytest.mark.parametrize(
    ("instant", "told"),
    [("2025-04-01T19:59:59+02:00", "ouvre le mardi 1er avril 2025 à 20"), ("2025-09-09T00:00:00+02:00", "clos depuis")],
)
def test_only_while_the_call_is_open(call, lead, instant, told):
    with pytest.raises(Refused, match=told):
        open_draft(call=call, by=lead, at=datetime.fromisoformat(instant), answers=CREATION)


def test_not_when_one_was_deposited_nor_with_too_many_drafts(call, lead, at, application_in):
    for _ in range(5):
        open_draft(call=call, by=lead, at=at, answers=CREATION)
    with pytest.raises(Refused, match="déjà 5 brouillons"):
        open_draft(call=call, by=lead, at=at, answers=CREATION)
    Application.objects.all().delete()
    application_in(State.DEPOSITED, lead=lead)
    with pytest.raises(Refused, match="déjà déposé un dossier"):
        open_draft(call=call, by=lead, at=at + timedelta(hours=1), answers=CREATION)


@pytest.mark.parametrize("tolerance", [0, 5])
def test_writing_and_depositing_open_and_close_at_the_same_instant_and_say_it_alike(draft, lead, call, tolerance):
    draft.call.grace_minutes = tolerance
    last = call.closes_at + timedelta(minutes=tolerance)
    for at, is_open in ((call.opens_at, True), (last, True), (last + timedelta(microseconds=1), False)):
        assert (bool(can_edit(lead, draft, at)), bool(can_deposit(lead, draft, at))) == (is_open, is_open)
    said = {
        rule(lead, draft, last + timedelta(days=1)).reason.partition(", heure de Paris")[0]
        for rule in (can_edit, can_deposit)
    }
    assert said == {"Le dépôt est clos depuis le lundi 8 septembre 2025 à 23\u00a0h\u00a059"}
    early = call.opens_at - timedelta(seconds=1)
    assert can_edit(lead, draft, early).reason == can_deposit(lead, draft, early).reason
