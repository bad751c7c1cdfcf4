"""The dashboard: counts that are true, links that lead to those very dossiers, what calls for attention, nothing of a draft's content."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from applications.actions.deposits.reopening import reopen
from applications.actions.deposits.withdrawing import withdraw
from applications.methods.drawing import columns
from applications.models import Application, Axis
from applications.queries.dashboard import figures
from applications.states import State
from inmp_portal.accounts.models import Institution
from inmp_portal.lib.clock import PARIS
from tests.factories.deposits import BUILDERS

pytestmark = pytest.mark.django_db
PAGE = "/pilotage/"


def text_of(client) -> str:
    page = re.sub(r"<[^>]+>", " ", client.get(PAGE).content.decode())
    return re.sub(r"\s+", " ", page.replace("\u00a0", " ").replace("\u202f", " "))


@pytest.fixture
def axes(call):
    return list(Axis.objects.filter(call=call).order_by("number"))


def test_before_anything(desk, call):
    said = text_of(desk)
    assert "Déposés 0" in said and "Brouillons 0" in said and "Axes et établissements" not in said
    assert said.count("ni dossier déposé ni brouillon") == 4  # six days before the close


def test_counts_and_their_lists(desk, call, axes):
    place = Institution.objects.get(code="chb")
    for axis in (axes[0], axes[0], axes[2]):
        made = BUILDERS[State.DEPOSITED](call=call)
        Application.objects.filter(pk=made.pk).update(
            main_axis=axis, institution=place, project_type="parcours", requested_amount=40_000
        )
    BUILDERS[State.DRAFT](call=call, main_axis=axes[1], completeness=100)
    said = text_of(desk)
    assert "Déposés 3" in said and "Aide demandée 120 000" in said and "Brouillons 1" in said
    assert (
        "Axe 4" in said
        and "ni dossier déposé ni brouillon" in said
        and "aucun dossier déposé, 1 brouillon en cours" in said
    )
    assert "1 brouillon complet n’est pas déposé." in said
    page = desk.get(PAGE).content.decode()
    link = re.search(r'href="([^"]*axe=1[^"]*etablissement=chb[^"]*)">2<', page)
    listed = desk.get(link[1].replace("&amp;", "&"))
    assert len(listed.context["rows"]) == 2
    assert "Parcours de soins" in said


def test_days_are_those_of_paris(call, coordinator, at):
    made = BUILDERS[State.DEPOSITED](call=call)
    Application.objects.filter(pk=made.pk).update(first_deposited_at=datetime(2025, 9, 1, 0, 30, tzinfo=PARIS))
    assert figures(call, user=coordinator, at=at).days == {date(2025, 9, 1): 1}


def test_a_deposit_is_counted_at_once(desk, call):
    BUILDERS[State.DEPOSITED](call=call)
    assert "Déposés 1" in text_of(desk)
    later = BUILDERS[State.DEPOSITED](call=call)
    Application.objects.filter(pk=later.pk).update(last_deposited_at=later.last_deposited_at + timedelta(seconds=1))
    assert "Déposés 2" in text_of(desk)


def test_reopened_and_withdrawn(desk, call, at):
    made = BUILDERS[State.DEPOSITED](call=call)
    reopen(application=made, by=made.lead, at=at)
    gone = BUILDERS[State.DEPOSITED](call=call)
    withdraw(application=gone, by=gone.lead, at=at, reason="Autre financement")
    said = text_of(desk)
    assert "Déposés 1" in said and "Déposés puis retirés 1" in said
    assert "1 dossier rouvert n’est pas redéposé" in said


def test_after_the_close_drafts_press_nobody(desk, call, frozen_clock):
    BUILDERS[State.DRAFT](call=call, completeness=100)
    frozen_clock(datetime(2025, 9, 9, 10, 0, tzinfo=PARIS))
    said = text_of(desk)
    assert "Dépôt clos depuis" in said and "brouillon complet" not in said and "aucun dossier déposé." in said


def test_nothing_of_a_draft_but_counts(desk, call, lead):
    BUILDERS[State.DRAFT](
        call=call, lead=lead, title="Titre secret", acronym="SECRET", institution=Institution.objects.first()
    )
    page = desk.get(PAGE).content.decode()
    assert not [word for word in ("Titre secret", "SECRET", lead.last_name, "Axes et établissements") if word in page]


def test_same_queries_with_one_and_three(desk, call, same_query_count):
    same_query_count(lambda: desk.get(PAGE), lambda: BUILDERS[State.DEPOSITED](call=call), at_most=12)


def test_columns_hold_every_day_and_stay_inside():
    drawn = columns.draw({date(2025, 9, 1): 2, date(2025, 9, 8): 10})
    assert len(drawn.columns) == 8 and drawn.total == 12
    assert all(one.x >= 0 and one.x + one.width <= drawn.width and one.y >= 0 for one in drawn.columns)
    assert [one.count for one in drawn.told] == [2, 10]
    assert "lundi 8 septembre 2025" in drawn.description.replace("\u00a0", " ")
    long = columns.draw({date(2025, 1, 1): 1, date(2025, 12, 31): 1})
    assert len(long.columns) == columns.MOST_DAYS
    assert columns.draw({}) is None


def test_the_way_in(desk, call):
    assert f'href="{PAGE}"' in desk.get(reverse("home:space")).content.decode()
