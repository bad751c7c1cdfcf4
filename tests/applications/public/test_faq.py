"""The frequent questions and their search."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from applications.models import Question
from applications.queries.definitions import definition_for
from tests.applications.public.reading import plain


def test_questions_are_searched_whatever_the_accents(call, client):
    html = client.get("/faq/?q=EQUIPES+partenariat").content.decode()
    assert "<mark>équipes</mark>" in html
    assert html.count("<details id=") == 1
    assert "1 réponse pour" in plain(html)


@pytest.mark.parametrize("asked", ["visa", "VISAS", "les visas", "faut-il un visa ?"])
def test_a_word_is_not_found_inside_another(call, client, asked):
    text = plain(client.get("/faq/", {"q": asked}).content.decode())
    assert "Qui doit signer mon dossier ?" in text
    assert "Mon projet peut-il être cofinancé ?" not in text  # « envisagés » holds the letters of « visa »


def test_a_search_reads_the_answers_as_people_do(call, client):
    assert 'id="question-5"' in client.get("/faq/?q=50+000").content.decode()


def test_what_proves_a_deposit_is_the_receipt_s_page_not_a_mail_that_may_be_late(call, client):
    text = plain(client.get("/faq/?q=accusé+déposé").content.decode())
    assert "L’accusé de réception s’affiche aussitôt" in text and "le dépôt n’en dépend pas" in text
    assert "Sans cet accusé" not in text


def test_what_is_published_of_a_laureate_is_one_list_wherever_it_is_said(call, client):
    """The consent is the promise: the introduction, the FAQ and the personal data page say neither more nor less."""
    published = call.parameter("elements_publies")
    definition = definition_for(call)
    consent = definition.field("d_publication").label
    assert consent.endswith(f"j’accepte que soient publiés\u00a0: {published}.")
    assert published in definition.section("identification").intro
    assert published in plain(client.get("/faq/").content.decode())
    assert f"{published[0].upper()}{published[1:]}" in plain(client.get("/donnees-personnelles/").content.decode())
    call.parameters["elements_publies"]["value"] = "le titre"
    call.save()
    assert definition_for(call).field("d_publication").label.endswith("publiés\u00a0: le titre.")
    assert "publiés : le titre." in plain(client.get("/faq/").content.decode())


def test_no_answer_invites_to_a_past_café(call, client):
    text = plain(client.get("/faq/").content.decode())
    assert "café du 27 mai 2025 est" in text and "café du 23 juin 2025 permet" in text
    assert not re.search(r"Inscrivez-vous au café|profitez du café", text)


def test_a_search_without_answer_says_what_to_do(call, client):
    html = client.get("/faq/?q=zythum").content.decode()
    assert "Aucune question ne correspond." in html and "mailto:inmp@campus-sante-rouen.fr" in html


def test_a_search_of_a_whole_text_is_cut_and_says_so(call, client):
    html = client.get("/faq/", {"q": "a" * 5000}).content.decode()
    assert f'value="{"a" * 100}"' in html and "Seuls les 100 premiers caractères" in html
    assert "premiers caractères" not in client.get("/faq/?q=annexe").content.decode()


def test_what_was_searched_is_shown_and_never_run(call, client):
    html = client.get("/faq/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in html and "&lt;script&gt;" in html


def test_the_questions_keep_two_queries_whatever_their_number(call, client):
    with CaptureQueriesContext(connection) as few:
        client.get("/faq/?q=")  # an address with a question is not kept
    Question.objects.bulk_create(
        Question(call=call, position=100 + n, question="Encore ?", answer="Oui.", folded="encore oui")
        for n in range(30)
    )
    with CaptureQueriesContext(connection) as many:
        client.get("/faq/?q=")  # an address with a question is not kept
    assert len(few) == len(many) == 3
