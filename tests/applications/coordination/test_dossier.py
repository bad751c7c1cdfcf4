"""One deposited dossier, read-only: its versions, its last content, its journal; never a working copy."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from applications.actions.depositing import deposit
from applications.actions.deposits.withdrawing import withdraw
from applications.models import Application
from applications.states import State
from inmp_portal.lib import clock
from tests.factories.deposits import ready


def page_of(desk, application):
    return desk.get(reverse("applications:coordination_detail", args=[application.reference]))


def test_it_shows_the_deposit_with_its_content_and_its_journal(desk, application_in):
    application = application_in(State.DEPOSITED)
    made = application.deposits.get()
    page = page_of(desk, application).content.decode()
    assert made.number in page and made.fingerprint in page
    assert application.title in page and "<h2" in page
    assert "2\u00a0septembre 2025 à 10" in page or "mardi 2 septembre 2025 à 10" in page
    assert made.snapshot["answers"]["resume_public"][:60] in page.replace("&#x27;", "'")
    assert "a déposé" in page


@pytest.mark.parametrize("person", ["lead", "administrator"])
def test_nobody_else_finds_it(as_user, application_in, lead, administrator, person):
    application = application_in(State.DEPOSITED, lead=lead)
    client = as_user({"lead": lead, "administrator": administrator}[person])
    assert page_of(client, application).status_code == 404


def test_what_is_typed_after_the_deposit_stays_with_the_team(desk, application_in):
    application = application_in(State.DEPOSITED)
    answers = {**application.answers, "resume_public": "Texte de travail que personne d’autre ne lit."}
    Application.objects.filter(pk=application.pk).update(answers=answers, reopened_at=clock.now(), reopened_by=application.lead)  # fmt: skip
    page = page_of(desk, application).content.decode()
    assert "Texte de travail" not in page
    assert "L’équipe a rouvert son dossier" in page


def test_a_withdrawn_dossier_keeps_its_page(desk, application_in):
    application = application_in(State.DEPOSITED)
    withdraw(application=application, by=application.lead, at=clock.now(), reason="Financement obtenu ailleurs")
    page = page_of(desk, application).content.decode()
    assert "Financement obtenu ailleurs" in page and "Retiré" in page


def test_the_page_costs_the_same_for_a_longer_history(desk, call, same_query_count):
    application = ready(call=call)

    def deposit_again():
        Application.objects.filter(pk=application.pk, deposit_count__gt=0).update(
            reopened_at=clock.now(), reopened_by=application.lead
        )
        deposit(application=application, by=application.lead, at=clock.now(), token=uuid.uuid4())

    same_query_count(lambda: page_of(desk, application), deposit_again, at_most=14)


def test_an_axis_is_said_with_its_number_and_its_name(desk, application_in):
    application = application_in(State.DEPOSITED)
    Application.objects.filter(pk=application.pk).update(secondary_axes=[2, 4])
    axes = [str(axis) for axis in application.call.axes.filter(number__in=[2, 4]).order_by("number")]
    page = page_of(desk, application).content.decode().replace("&#x27;", "'")
    assert f"{axes[0]}, {axes[1]}" in page and "Axes secondaires" in page
