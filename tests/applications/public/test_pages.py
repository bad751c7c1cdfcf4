"""Each public page: it answers, says its copy and the deadline, in clean French, within its queries."""

from __future__ import annotations

import re
from datetime import datetime
from html.parser import HTMLParser

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from applications.models import Call, CallDocument, Question
from inmp_portal.lib.clock import PARIS

# address: a sentence that must stand on it (spaces read as they are seen)
PAGES = {
    "/": "Un premier appel à projets pour la médecine de précision",
    "/appel/": "Aide maximale par projet",
    "/axes/": "Axe 3 – Spécificités du territoire normand",
    "/calendrier/": "Recevabilité, compléments et visas",
    "/cafes/": "Deux rendez-vous pour préparer votre projet",
    "/evaluation/": "Un projet qui traite bien un seul axe n’est pas pénalisé.",
    "/faq/": "Comment savoir si mon dossier est bien déposé ?",
    "/documents/": "Formulaire vierge",
    "/laureats/": "Les lauréats seront annoncés en octobre 2025.",
    "/contact/": "inmp@campus-sante-rouen.fr",
    "/mentions-legales/": "Les dossiers déposés restent la propriété de leurs auteurs.",
    "/donnees-personnelles/": "Le portail n’est pas conçu pour recevoir des données relatives à des patients.",
    "/accessibilite/": "Aucun audit de conformité n’a encore été réalisé.",
}
# Literal counts in a demonstration: one query is its clock, one the call.
QUERIES = {"/": 4, "/appel/": 3, "/axes/": 3, "/calendrier/": 3, "/cafes/": 3, "/faq/": 3, "/documents/": 3}
LAST_HOUR = datetime(2025, 9, 8, 23, 31, tzinfo=PARIS)
CLOSED = datetime(2025, 9, 10, 9, 0, tzinfo=PARIS)
BEFORE = datetime(2025, 3, 1, 9, 0, tzinfo=PARIS)


class Seen(HTMLParser):
    """The text that a reader sees, a line a block."""

    INLINE = frozenset({"a", "b", "strong", "em", "span", "mark", "time", "sup", "tspan"})

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in {"script", "style"}
        if tag not in self.INLINE:
            self.text.append("\n")
        self.text.extend(value for name, value in attributes if name in {"aria-label", "title", "alt"} and value)

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in {"script", "style"}
        if tag not in self.INLINE:
            self.text.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.text.append(data)


def seen(html: str) -> str:
    parser = Seen()
    parser.feed(html)
    return "".join(parser.text)


def plain(html: str) -> str:
    """Seen text with every space read as one ordinary space."""
    return " ".join(seen(html).split())


@pytest.mark.parametrize("address", PAGES)
def test_the_page_says_its_copy_and_the_deadline(call, client, address):
    response = client.get(address)
    text = plain(response.content.decode())
    assert response.status_code == 200
    assert PAGES[address] in text
    assert re.search(r"lundi 8 septembre 2025 à 23 h 59, heure de Paris", text), text[:600]


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("instant", [BEFORE, LAST_HOUR, CLOSED], ids=["before", "last-hour", "closed"])
def test_the_deadline_is_told_at_every_moment(call, client, frozen_clock, address, instant):
    frozen_clock(instant)
    text = plain(client.get(address).content.decode())
    assert "lundi 8 septembre 2025 à 23 h 59, heure de Paris" in text
    assert ("Déposer un projet" in text) <= (instant == LAST_HOUR)


FAULTS = (
    r".{0,20}['\"]",
    r".{0,20}[ \n][;!?»](?:\s|$)",
    r".{0,20} :(?:\s|$)",
    r"« .{0,20}",
    r".{0,20}\d [€%]",
    r"\{\{.{0,20}|\[[CF]\]",
    r"2[\u202f\u00a0]025",
)


def faults(text: str) -> list[str]:
    """What a proof-reader would circle."""
    return [found for fault in FAULTS for found in re.findall(fault, text)]


@pytest.mark.parametrize("address", PAGES)
def test_french_is_typeset(call, client, address):
    assert not faults(seen(client.get(address).content.decode()))


@pytest.mark.parametrize(
    "written",
    [
        "l'appel",
        "Quoi ?",
        "un ; deux",
        "Note : ceci",
        "« oui\u00a0»",
        "50 €",
        "{{ plafond }}",
        "texte [C]",
        "2\u202f025",
    ],
)
def test_the_proof_reader_sees_each_fault(written):
    assert faults(seen(f"<p>{written}</p>"))


@pytest.mark.parametrize("address", PAGES)
def test_the_page_has_its_landmarks_and_one_title(call, client, address):
    html = client.get(address).content.decode()
    assert html.count("<h1") == 1
    assert 'lang="fr"' in html and 'id="contenu"' in html and 'href="#contenu"' in html
    assert html.count("<main") == 1


@pytest.mark.parametrize("address", PAGES)
def test_queries(call, client, address, settings):
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    sql = [query["sql"] for query in queries.captured_queries]
    assert len(sql) == QUERIES.get(address, 2), "\n".join(sql)
    assert not [statement for statement in sql if "session" in statement]


def test_production_pays_no_query_for_the_clock(call, client, settings):
    settings.TIME_TRAVEL = False
    with CaptureQueriesContext(connection) as queries:
        client.get("/")
    assert len(queries) == 3


def test_a_visitor_may_keep_the_page_a_minute_a_signed_in_person_asks_again(call, client, as_user, lead, settings):
    settings.TIME_TRAVEL = False
    public = client.get("/axes/")
    assert public["Cache-Control"] == "public, max-age=60"
    assert "Cookie" in public["Vary"]
    assert not public.cookies
    assert "private" in as_user(lead).get("/axes/")["Cache-Control"]


def test_a_clock_that_moves_forbids_keeping(call, client):
    assert "no-cache" in client.get("/axes/")["Cache-Control"]


def test_who_is_signed_in_finds_the_way_to_the_personal_page(call, as_user, lead):
    html = as_user(lead).get("/axes/").content.decode()
    assert 'href="/espace/"' in html and "Se déconnecter" in html and "Se connecter" not in html


def test_documents_that_do_not_exist_yet_are_not_links(call, client):
    CallDocument.objects.filter(code="texte-appel").update(url_name="applications:axis_list")
    text = client.get("/documents/").content.decode()
    assert '<a href="/axes/">Texte de l’appel</a>' in text
    assert '<span class="file-title">Modèle de budget</span>' in text


@pytest.mark.parametrize(
    ("instant", "said"),
    [(datetime(2025, 5, 20, tzinfo=PARIS), "Inscriptions à venir"), (CLOSED, "Ce café a eu lieu")],
)
def test_cafes_promise_nothing_that_does_not_exist(call, client, frozen_clock, instant, said):
    frozen_clock(instant)
    html = client.get("/cafes/").content.decode()
    assert html.count(said) == 2
    assert "inscription/" not in html


def test_what_the_institute_has_not_given_shows_as_such(call, client):
    assert client.get("/mentions-legales/").content.decode().count("à compléter par l’éditeur") >= 8
    parameters = {**call.parameters, "editeur_nom": {"value": "Madame <Exemple>", "provenance": "C"}}
    Call.objects.update(parameters=parameters)
    html = client.get("/mentions-legales/").content.decode()
    assert "représenté par Madame &lt;Exemple&gt;," in html


def test_accessibility_never_claims_an_audit(call, client):
    text = plain(client.get("/accessibilite/").content.decode())
    assert "non conforme" in text
    assert not re.search(r"(totalement|partiellement) conforme|% des critères", text)


def test_without_a_call_the_site_says_so(db, client):
    response = client.get("/")
    assert response.status_code == 503
    assert "Aucun appel n’est publié" in response.content.decode()


def test_questions_are_searched_whatever_the_accents(call, client):
    html = client.get("/faq/?q=EQUIPES+partenariat").content.decode()
    assert "<mark>équipe</mark>s" in html
    assert html.count("<details id=") == 1
    assert "1 réponse pour" in plain(html)


def test_a_search_reads_the_answers_as_people_do(call, client):
    assert 'id="question-5"' in client.get("/faq/?q=50+000").content.decode()


def test_a_search_without_answer_says_what_to_do(call, client):
    html = client.get("/faq/?q=zythum").content.decode()
    assert "Aucune question ne correspond." in html and "mailto:inmp@campus-sante-rouen.fr" in html


def test_what_was_searched_is_shown_and_never_run(call, client):
    html = client.get("/faq/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in html and "&lt;script&gt;" in html


def test_the_questions_keep_two_queries_whatever_their_number(call, client):
    with CaptureQueriesContext(connection) as few:
        client.get("/faq/")
    Question.objects.bulk_create(
        Question(call=call, position=100 + n, question="Encore ?", answer="Oui.", folded="encore oui")
        for n in range(30)
    )
    with CaptureQueriesContext(connection) as many:
        client.get("/faq/")
    assert len(few) == len(many) == 3


def test_a_demonstration_stays_out_of_search_engines(client, db, settings):
    assert "Disallow: /\n" in client.get("/robots.txt").content.decode()
    settings.PRODUCTION = True
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /\n" not in text and "Disallow: /dossiers/" in text


def test_security_txt_gives_a_contact_and_expires(client, db):
    text = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:" in text
    assert "Expires: 2026-03-01T08:00:00Z" in text


def test_nothing_public_answers_to_a_post(call):
    assert Client().post("/faq/", {"q": "x"}).status_code == 405
