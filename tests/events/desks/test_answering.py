"""The answer given to a question: who notes it, who is told, and that no reviewer ever reads it."""

from __future__ import annotations

import json
import re

import pytest
from django.urls import reverse

from applications.models import Deposit
from applications.queries.beside import notes_beside
from applications.states import State
from events.actions.asking import ask
from events.actions.booking import Asked
from events.actions.questions.answering import answer
from events.models import CafeQuestion
from inmp_portal.accounts.models import COORDINATION, Role
from inmp_portal.journal.models import Entry
from inmp_portal.lib.verdict import Refused
from inmp_portal.outbox.models import Mail
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
ANSWER = "Les variables de Télémaque y sont depuis 2012."


def page_of(question) -> str:
    return reverse("events:question_answer", args=[question.reference])


@pytest.fixture
def question(appointment):
    return appointment.question


@pytest.fixture
def answered(question, experts, at):
    return answer(question=question, text=ANSWER, by=experts["G1"], at=at)


def test_the_expert_notes_it_and_it_is_journalled(question, experts, as_user):
    client = as_user(experts["G1"])
    assert client.get(page_of(question)).status_code == 200
    assert client.post(page_of(question), {"answer": ANSWER}).status_code == 302
    question.refresh_from_db()
    assert (question.answer, question.answered_by) == (ANSWER, experts["G1"])
    assert Entry.objects.filter(type="question.answered").count() == 1


def test_an_empty_answer_is_asked_for(question, experts, as_user):
    page = as_user(experts["G1"]).post(page_of(question), {"answer": " "}).content.decode()
    assert "Écrivez la réponse." in page
    question.refresh_from_db()
    assert question.answered_at is None


def test_nobody_else_notes_or_reads_it(question, experts, lead, administrator, as_user, at):
    for person in (experts["G2"], lead, administrator, UserFactory.create()):
        assert as_user(person).get(page_of(question)).status_code == 404
        with pytest.raises(Refused):
            answer(question=question, text=ANSWER, by=person, at=at)
    question.refresh_from_db()
    assert question.answer == ""


def test_the_applicant_reads_it_on_their_registration_and_on_their_dossier(
    answered, appointment, dossier, lead, as_user
):
    client = as_user(lead)
    assert ANSWER in client.get(reverse("events:registration_detail", args=[appointment.reference])).content.decode()
    page = client.get(reverse("applications:application_detail", args=[dossier.reference])).content.decode()
    assert "Réponse donnée au café" in page
    assert ANSWER in page


def test_told_once_even_when_it_is_corrected(answered, experts, at, snapshot):
    answer(question=answered, text=f"{ANSWER} Ou presque.", by=experts["G1"], at=at)
    mails = Mail.objects.filter(kind="cafe_reponse")
    assert mails.count() == 1
    said = re.sub(r"/lien/[0-9a-f]{40}/", "/lien/…/", f"{mails[0].subject}\n\n{mails[0].text}")
    snapshot("mails/cafe_reponse.txt", said)


def test_a_question_without_an_address_is_told_to_nobody(cafes, coordinator, at):
    asked = ask(cafe=cafes[1], asked=Asked("Une question écrite, assez longue."), name="", email="", by=None, at=at)
    answer(question=asked, text=ANSWER, by=coordinator, at=at)
    assert not Mail.objects.filter(kind="cafe_reponse").exists()


def test_no_reviewer_reaches_it(answered, appointment, dossier, at):
    """Whoever reads dossiers in any role, but leads not this one, finds no answer: beside the dossier or in the questions.

    Reviewers will be people like these, with a role of their own: they lead nothing and keep no desk.
    """
    others = [UserFactory.create(), *(UserFactory.create(roles=[role]) for role in Role)]
    for person in others:
        assert notes_beside(dossier, person, at) == []
        assert not CafeQuestion.objects.about(dossier, person).exists()
    for person in (one for one in others if not one.roles & COORDINATION):
        assert not CafeQuestion.objects.visible_to(person, at).exists()


def test_a_deposit_never_holds_it(answered, appointment, application_in, lead):
    """What is made of a dossier for those who judge it comes from its deposit."""
    appointment.application = application_in(State.DEPOSITED, lead=lead)
    appointment.save()
    deposit = Deposit.objects.get(application=appointment.application)
    assert ANSWER not in json.dumps([deposit.snapshot, deposit.frozen_form.form], ensure_ascii=False)
    assert len(notes_beside(appointment.application, lead, deposit.deposited_at)) == 1
