"""Error pages: never a bare one, and none that needs the database."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from inmp_portal.urls import handler400, handler403, handler404, handler500  # noqa: F401 (read by Django here too)
from tests.applications.public.reading import faults, seen

pytestmark = pytest.mark.urls(__name__)


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("secret detail")


def refused(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("Seule la personne porteuse peut déposer.")


def closed(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def suspicious(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation("secret detail")


def posted(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [
    path("casse/", broken),
    path("refus/", refused),
    path("ferme/", closed),
    path("louche/", suspicious),
    path("envoi/", posted),
]


@pytest.fixture
def visitor() -> Client:
    """A browser without a database: a query would fail the test."""
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


@pytest.fixture(autouse=True)
def production_clock(settings):
    settings.TIME_TRAVEL = False


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/rien/", 404, "Cette page n’existe pas ou n’existe plus."),
        ("/casse/", 500, "Votre saisie enregistrée n’est pas perdue."),
        ("/refus/", 403, "Seule la personne porteuse peut déposer."),
        ("/ferme/", 403, "Cette page est réservée aux membres de l’équipe du dossier."),
        ("/louche/", 400, "Cette demande n’a pas pu être lue"),
    ],
)
def test_each_error_says_what_happened_and_what_to_do(visitor, address, status, said):
    response = visitor.get(address)
    html = response.content.decode()
    assert response.status_code == status
    assert said in html
    assert re.search(r'class="reference">[0-9a-f]{8}<', html)
    assert "inmp@campus-sante-rouen.fr" in html
    assert "secret detail" not in html
    assert not faults(seen(html))
    assert response["Cache-Control"] == "no-store"


def test_the_reference_is_the_number_of_the_request_in_the_logs(visitor, caplog):
    with caplog.at_level("INFO"):
        html = visitor.get("/casse/").content.decode()
    reference = re.search(r'class="reference">(\w+)<', html)[1]
    assert reference in caplog.text


def test_a_form_whose_token_expired_keeps_what_was_typed(visitor):
    response = visitor.post("/envoi/", {"titre": "Long texte"})
    html = response.content.decode()
    assert response.status_code == 403
    assert "Rien de ce qui était enregistré n’est perdu." in html and "flèche de votre navigateur" in html


def test_a_program_is_answered_in_its_language(visitor):
    response = visitor.get("/casse/", headers={"Accept": "application/json"})
    assert response.json()["error"] == 500 and len(response.json()["incident"]) == 8
