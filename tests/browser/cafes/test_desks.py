"""The pages of desks, questions and one's own appointment: looked at by axe in each of their states, at both widths."""

from __future__ import annotations

import pytest
from django.urls import reverse

from events.actions.asking import ask
from events.actions.booking import Asked
from events.actions.questions.answering import answer
from events.actions.questions.publishing import publish
from events.models import CafeQuestion
from tests.corpus.pdfs import pdf
from tests.events.conftest import at, cafe, cafes, entry  # noqa: F401
from tests.events.desks.conftest import appointment, dossier, experts  # noqa: F401


@pytest.fixture
def look(page, axe, shot, no_sideways_scroll):
    """`look(address, name)`: opened, nothing to say about it."""

    def see(address: str, name: str) -> None:
        page.goto(address)
        axe(page)
        no_sideways_scroll(page)
        shot(page, name)

    return see


def test_the_experts_pages(page, look, axe, signed_in, appointment, experts, at, cafes):  # noqa: F811
    asked = Asked("Une question écrite au guichet, assez longue.", desk=appointment.slot.desk)
    ask(cafe=cafes[1], asked=asked, name="", email="", by=None, at=at)
    signed_in(experts["G1"])
    look("/espace/", "guichet-espace")
    look("/guichets/cafe-23-juin/G1/", "guichet-agenda")
    look("/guichets/cafe-23-juin/G1/lien/", "guichet-lien")
    look(reverse("events:question_answer", args=[appointment.question.reference]), "guichet-reponse")
    page.get_by_role("button", name="Enregistrer la réponse").click()
    axe(page)
    page.get_by_label("Réponse donnée").fill("Toutes les variables, depuis 2012.")
    page.get_by_role("button", name="Enregistrer la réponse").click()
    assert page.get_by_text("Toutes les variables, depuis 2012.").is_visible()
    axe(page)


def test_the_applicants_pages(page, look, axe, shot, signed_in, appointment, dossier, lead, experts, at):  # noqa: F811
    answer(question=appointment.question, text="Toutes, depuis 2012.", by=experts["G1"], at=at)
    signed_in(lead)
    own = reverse("events:registration_detail", args=[appointment.reference])
    look(own, "inscription-rendez-vous")
    page.get_by_label("Choisir un fichier").set_input_files(
        {"name": "protocole.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    )
    page.get_by_role("button", name="Joindre").click()
    assert page.get_by_role("link", name="protocole.pdf").is_visible()
    axe(page)
    shot(page, "inscription-document")
    look(f"{own}modification/", "inscription-modification")
    look(f"{own}dossier/", "inscription-dossier")
    look(f"{own}dossier/nouveau/", "inscription-nouveau-dossier")
    look(reverse("applications:application_detail", args=[dossier.reference]), "dossier-reponse-cafe")


def test_the_coordinations_pages(page, look, axe, signed_in, appointment, coordinator, cafes, at):  # noqa: F811
    for text in (
        "Faut-il l’avis du comité d’éthique avant le dépôt ?",
        "Avant le dépôt, faut-il l’avis du comité d’éthique ?",
    ):
        ask(cafe=cafes[0], asked=Asked(text, may_be_published=True), name="", email="a@exemple.fr", by=None, at=at)
    signed_in(coordinator)
    look("/pilotage/cafes/cafe-23-juin/questions/", "questions")
    question = CafeQuestion.objects.filter(cafe=cafes[0]).order_by("pk")[0]
    answer(question=question, text="Non, après.", by=coordinator, at=at)
    look(reverse("events:question_publish", args=[question.reference]), "question-publication")
    page.get_by_label("Réponse publiée").fill("")
    page.get_by_role("button", name="Publier").click()
    axe(page)
    publish(question=question, wording="Faut-il un avis ?", answer="Non.", by=coordinator, at=at)
    look(reverse("events:question_unpublish", args=[question.reference]), "question-retrait")
    look("/pilotage/cafes/cafe-23-juin/questions/", "questions-publiees")
    look("/pilotage/cafes/cafe-23-juin/flux/", "agendas")
