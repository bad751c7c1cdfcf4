"""What is left to do leads to where it is done; nobody is told to do what they may not."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from applications.actions.team.answering import accept
from applications.actions.team.inviting import invite
from applications.models import Application
from applications.states import TeamRole
from tests.applications.drafting.conftest import url
from tests.applications.public.reading import plain
from tests.factories.deposits import ready
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def doubtful(filled):
    """Two lines that a reader would question, the first one second in the table."""
    lines = filled.answers["lignes_budget"]
    for line in lines[1:3]:
        line["intitule"], line["financeur"] = "Mobilier de bureau", "inmp"
    filled.save(update_fields=["answers"])
    return filled


def test_points_to_check_lead_to_their_line(client, doubtful):
    first = f"{url(doubtful, 'budget')}#champ-lignes_budget-1-intitule"
    aside = client.get(url(doubtful, "resumes")).content.decode()
    assert re.search(rf'<a href="{re.escape(first)}">\d+\u00a0points à vérifier dans le budget</a>', aside)
    page = client.get(_check(doubtful))
    assert f'<a href="{first}">Budget, ligne 2</a>' in page.content.decode()
    assert 'id="champ-lignes_budget-1-intitule"' in client.get(url(doubtful, "budget")).content.decode()


def test_the_count_of_a_section_leads_to_its_first_question(client, draft):
    page = client.get(_detail(draft)).content.decode()
    assert f'<a href="{url(draft, "resumes")}#champ-resume_public">' in page


def test_a_co_lead_is_not_told_to_deposit(call, lead, client, as_user, at):
    application = ready(call=call, lead=lead)
    person = UserFactory.create()
    accept(
        membership=invite(application=application, email=person.email, role=TeamRole.CO_LEAD, by=lead, at=at),
        by=person, at=at,
    )  # fmt: skip
    for address in (url(application, "resumes"), _check(application)):
        assert "puis déposez-le" in plain(client.get(address).content.decode())
        told = plain(as_user(person).get(address).content.decode())
        assert "déposez-le" not in told and "seule la personne porteuse peut le déposer" in told


def test_after_the_close_the_confirmation_says_what_is_still_possible(call, lead, as_user, frozen_clock):
    draft = ready(call=call, lead=lead)
    Application.objects.filter(pk=draft.pk).update(answers={**draft.answers, "resume_public": ""})
    frozen_clock(call.closes_at + timedelta(days=1))
    told = plain(as_user(lead).get(_confirm(draft)).content.decode())
    assert "Il restait 1 élément à compléter." in told and "avant le dépôt" not in told
    assert "Le dépôt est clos depuis le lundi 8 septembre 2025" in told
    assert "Ce que vous pouvez faire" in told and "Avant de confirmer" not in told


def _check(application):
    return f"/dossiers/{application.reference}/verifier/"


def _detail(application):
    return f"/dossiers/{application.reference}/"


def _confirm(application):
    return f"/dossiers/{application.reference}/depot/"
