"""A draft, empty or filled, and its lead signed in."""

from __future__ import annotations

import pytest
from django.urls import reverse

from applications.actions.drafting import open_draft
from applications.demo.answers import answers_of
from applications.models import Application
from inmp_portal.accounts.models import Institution, User
from tests.applications.drafting.conftest import CREATION
from tests.applications.sections.conftest import demonstration_sheets


@pytest.fixture
def lead(call):
    institution = Institution.objects.get(code="chu_rouen")
    return User.objects.create_user(
        "helene.morvan@exemple.fr", first_name="Hélène", last_name="Morvan", institution=institution
    )


@pytest.fixture
def draft(call, lead, at, signed_in):
    made = open_draft(call=call, by=lead, at=at, answers=CREATION)
    signed_in(lead)
    return made


@pytest.fixture
def filled(draft):
    draft.answers = answers_of(demonstration_sheets()[0])
    draft.save(update_fields=["answers"])
    return draft


@pytest.fixture
def section(page, draft):
    """`section("resumes")` opens a section in the browser."""

    def go(key, on=page):
        on.goto(reverse("applications:section_edit", args=[draft.reference, key]))
        return on

    return go


@pytest.fixture
def stored(draft):
    """`stored("titre")`: the answer as the database has it now."""
    return lambda name: Application.objects.get(pk=draft.pk).answers.get(name)
