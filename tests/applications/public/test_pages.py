"""Each public page: it answers, says its copy and the deadline, in clean French, within its queries."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client

from applications.models import Call, CallDocument
from inmp_portal.lib.clock import PARIS
from tests.applications.public.reading import faults, plain, seen

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
LAST_HOUR = datetime(2025, 9, 8, 23, 31, tzinfo=PARIS)
CLOSED = datetime(2025, 9, 10, 9, 0, tzinfo=PARIS)
BEFORE = datetime(2025, 3, 1, 9, 0, tzinfo=PARIS)


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


def test_who_is_signed_in_finds_the_way_to_the_personal_page(call, as_user, lead):
    html = as_user(lead).get("/axes/").content.decode()
    assert 'href="/espace/"' in html and "Se déconnecter" in html and "Se connecter" not in html


def test_the_way_to_the_dossiers_is_shown_to_those_who_follow_them_only(
    call, as_user, lead, coordinator, administrator
):
    assert 'href="/pilotage/"' in as_user(coordinator).get("/axes/").content.decode()
    for person in (lead, administrator):
        assert "/pilotage/" not in as_user(person).get("/axes/").content.decode()


def test_documents_that_do_not_exist_yet_are_not_links(call, client):
    CallDocument.objects.filter(code="texte-appel").update(url_name="applications:axis_list")
    text = client.get("/documents/").content.decode()
    assert '<a href="/axes/">Texte de l’appel</a>' in text
    assert '<span class="file-title">Modèle de budget</span>' in text


def test_what_the_institute_has_not_given_shows_as_such(call, client):
    assert client.get("/mentions-legales/").content.decode().count("à compléter par l’éditeur") >= 8
    parameters = {**call.parameters, "editeur_nom": {"value": "Madame <Exemple>", "provenance": "C"}}
    Call.objects.update(parameters=parameters)
    html = client.get("/mentions-legales/").content.decode()
    assert "représenté par Madame &lt;Exemple&gt;," in html


def test_the_page_of_personal_data_tells_of_all_that_stays_on_the_device(call, client, settings):
    """Whoever writes to the browser's storage elsewhere, or changes how long a cookie lasts, tells it on the page."""
    scripts = Path(settings.BASE_DIR, "static/portal/js")
    keeping = re.compile(r"localStorage|sessionStorage|indexedDB|document\.cookie\s*=|caches\.open")
    writers = {
        path.relative_to(scripts).as_posix() for path in scripts.rglob("*.js") if keeping.search(path.read_text())
    }
    assert writers == {"dossier/buffer.js", "dossier/kept.js", "cafes/shelf.js"}
    text = plain(client.get("/donnees-personnelles/").content.decode())
    told = {writer.split("/")[0] for writer in writers}  # one paragraph for the dossier, one for the cafés
    assert text.count("Stockage local du navigateur") == len(told)
    assert "même après la déconnexion, jusqu’à ce que vous rouvriez la même rubrique du dossier" in text
    assert (settings.SESSION_COOKIE_AGE, settings.CSRF_COOKIE_AGE // (24 * 3600)) == (3600, 364)
    assert settings.SESSION_LONGEST == 12 * 3600
    assert "après une heure sans activité, et au plus tard au bout de douze heures" in text and "Il dure un an." in text


def test_accessibility_never_claims_an_audit(call, client):
    text = plain(client.get("/accessibilite/").content.decode())
    assert "non conforme" in text
    assert not re.search(r"(totalement|partiellement) conforme|% des critères", text)


def test_without_a_call_the_site_says_so(db, client):
    response = client.get("/")
    assert response.status_code == 503
    assert "Aucun appel n’est publié" in response.content.decode()


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


def test_after_the_close_nobody_is_told_how_to_deposit(call, client, frozen_clock):
    assert "puis déposez-le" in plain(client.get("/appel/").content.decode())
    frozen_clock(CLOSED)
    told = plain(client.get("/appel/").content.decode())
    assert "déposez-le" not in told and "Comment déposer" not in told and "À préparer" not in told
    assert "L’appel s’est clos le lundi 8 septembre 2025 à 23 h 59, heure de Paris" in told and "votre espace" in told
