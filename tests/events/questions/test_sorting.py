"""Questions put together, answered once, published without a name and with consent only."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from applications.models import Question
from events.actions.asking import ask
from events.actions.booking import Asked
from events.actions.questions.answering import answer
from events.actions.questions.grouping import merge, split
from events.actions.questions.publishing import publish, unpublish
from events.models import CafeQuestion
from events.queries.questions import questions_of_call
from inmp_portal.accounts.models import Role
from inmp_portal.lib.verdict import Refused
from inmp_portal.outbox.models import Mail
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
ALIKE = (
    "Peut-on demander le recrutement d’un ingénieur de recherche sur le budget du projet ?",
    "Le budget du projet peut-il demander le recrutement d’un ingénieur de recherche ?",
    "Faut-il l’avis du comité d’éthique avant le dépôt ?",
)
PUBLISHED = {"wording": "Peut-on recruter un ingénieur ?", "answer": "Oui, pour la durée du projet."}


@pytest.fixture
def asked(cafes, at):
    """Two that ask the same, each to one café, and another; the second may not be published."""
    emails, consents = ("circe@exemple.fr", "enee@exemple.fr", ""), (True, False, True)
    return [
        ask(cafe=cafes[n % 2], asked=Asked(text, may_be_published=consents[n]), name="Circé Secrète", email=emails[n],
            by=None, at=at)
        for n, text in enumerate(ALIKE)
    ]  # fmt: skip


def references(questions) -> list[str]:
    return [question.reference for question in questions]


def test_those_that_ask_the_same_are_proposed_together(asked, call, coordinator, at):
    groups = questions_of_call(call, coordinator, at)
    assert [len(group.asked) for group in groups] == [2, 1]
    assert questions_of_call(call, UserFactory.create(), at) == []


def test_put_together_answered_once_each_told_once(asked, coordinator, at):
    head = merge(references=references(asked[:2]), by=coordinator, at=at)
    answer(question=head, text="Oui.", by=coordinator, at=at)
    answer(question=CafeQuestion.objects.get(pk=head.pk), text="Oui, à temps plein.", by=coordinator, at=at)
    told = Mail.objects.filter(kind="cafe_reponse")
    assert sorted(mail.to[0] for mail in told) == ["circe@exemple.fr", "enee@exemple.fr"]
    with pytest.raises(Refused, match="réunie à une autre"):
        answer(question=asked[1], text="Non.", by=coordinator, at=at)


def test_joined_to_an_answered_one_the_asker_is_told(asked, coordinator, at):
    answer(question=asked[0], text="Oui.", by=coordinator, at=at)
    merge(references=references(asked[:2]), by=coordinator, at=at)
    assert Mail.objects.filter(kind="cafe_reponse", to=["enee@exemple.fr"]).count() == 1


def test_two_answers_are_not_put_together(asked, coordinator, at):
    for question in asked[:2]:
        answer(question=question, text=f"Réponse {question.pk}", by=coordinator, at=at)
    with pytest.raises(Refused, match="différentes"):
        merge(references=references(asked[:2]), by=coordinator, at=at)


def test_put_apart_it_waits_for_its_own_answer(asked, coordinator, at):
    merge(references=references(asked), by=coordinator, at=at)
    apart = split(question=CafeQuestion.objects.get(pk=asked[2].pk), by=coordinator, at=at)
    assert apart.said_answer == ""
    assert apart.same_as is None


def test_published_without_a_name_and_taken_off(asked, coordinator, as_user, at):
    answer(question=asked[0], text="Oui.", by=coordinator, at=at)
    publish(question=asked[0], by=coordinator, at=at, **PUBLISHED)
    faq = as_user(None).get(reverse("applications:faq")).content.decode()
    assert PUBLISHED["wording"] in faq
    assert "Circé" not in faq
    unpublish(question=CafeQuestion.objects.get(pk=asked[0].pk), by=coordinator, at=at)
    assert not Question.objects.filter(question=PUBLISHED["wording"]).exists()


def test_never_without_consent_not_even_by_the_database(asked, coordinator, call, at):
    answer(question=asked[1], text="Oui.", by=coordinator, at=at)
    with pytest.raises(Refused, match="n’a pas accepté"):
        publish(question=asked[1], by=coordinator, at=at, **PUBLISHED)
    with pytest.raises(IntegrityError), transaction.atomic():
        CafeQuestion.objects.filter(pk=asked[1].pk).update(published_as=call.questions.order_by("pk")[0])


def test_nobody_else_sorts_or_publishes(asked, lead, at, coordinator):
    answer(question=asked[0], text="Oui.", by=coordinator, at=at)
    for person in (lead, UserFactory.create(roles=[Role.ADMIN])):
        for act in (
            lambda who: merge(references=references(asked), by=who, at=at),
            lambda who: publish(question=asked[0], by=who, at=at, **PUBLISHED),
        ):
            with pytest.raises(Refused):
                act(person)
    assert not Question.objects.filter(question=PUBLISHED["wording"]).exists()


def test_the_page_puts_together_apart_and_publishes(asked, coordinator, as_user, at):
    client, page = as_user(coordinator), reverse("events:question_list", args=["cafe-23-juin"])
    assert "2 questions semblables" in client.get(page).content.decode()
    client.post(page, {"question": references(asked[:2])})
    assert CafeQuestion.objects.filter(same_as__isnull=False).count() == 1
    client.post(page, {"separer": asked[1].reference})
    assert not CafeQuestion.objects.filter(same_as__isnull=False).exists()
    refused = client.post(page, {"question": references(asked[:1])}, follow=True)
    assert "au moins deux questions" in refused.content.decode()
    answer(question=asked[0], text="Oui.", by=coordinator, at=at)
    address = reverse("events:question_publish", args=[asked[0].reference])
    assert "accolades" in client.post(address, {**PUBLISHED, "answer": "{{ cloture }}"}).content.decode()
    client.post(address, PUBLISHED)
    assert Question.objects.filter(question=PUBLISHED["wording"]).exists()


def test_the_page_costs_the_same_with_more_questions(
    asked, coordinator, as_user, cafes, at, django_assert_max_num_queries
):
    client, page = as_user(coordinator), reverse("events:question_list", args=["cafe-23-juin"])
    client.get(page)
    with django_assert_max_num_queries(6):
        client.get(page)
    for number in range(5):
        ask(cafe=cafes[0], asked=Asked(f"{ALIKE[2]} {number}"), name="", email="", by=None, at=at)
    with django_assert_max_num_queries(6):
        client.get(page)
