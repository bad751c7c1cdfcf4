"""A draft opened by the real action."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from applications.actions.drafting import open_draft
from applications.actions.saving import Conflict, Saved, save_section
from applications.demo.answers import answers_of
from applications.models import Application, Call, SectionVersion
from inmp_portal.accounts.models import Institution, User
from tests.applications.sections.conftest import demonstration_sheets

CREATION: dict[str, Any] = {
    "titre": "Œdèmes rares : mieux les repérer",
    "type_projet": "parcours",
    "axe_principal": "axe3",
    "nom": "Morvan",
    "prenom": "Hélène",
    "statut": "ph",
    "courriel": "helene.morvan@exemple.fr",
    "etablissement": "chu_rouen",
}


@pytest.fixture
def lead(call: Call) -> User:
    institution = Institution.objects.get(code="chu_rouen")
    return User.objects.create_user(
        "helene.morvan@exemple.fr", first_name="Hélène", last_name="Morvan", institution=institution
    )


@pytest.fixture
def draft(call: Call, lead: User, at: Any) -> Application:
    return open_draft(call=call, by=lead, at=at, answers=CREATION)


@pytest.fixture
def save(draft: Application, lead: User, at: Any) -> Callable[..., Saved | Conflict]:
    """`save("resumes", version=0, resume_public="…")`."""

    def act(section: str, *, version: int | None = None, by: User | None = None, **values: Any) -> Saved | Conflict:
        bases = values.pop("bases", None)
        if version is None:
            known = SectionVersion.objects.filter(application=draft, section=section).first()
            version = known.version if known else 0
        return save_section(
            application=draft, by=by or lead, at=values.pop("at", at), section=section, values=values,
            version=version, bases=bases,
        )  # fmt: skip

    return act


@pytest.fixture
def client(as_user, lead):
    return as_user(lead)


@pytest.fixture
def filled(draft):
    """The draft with every answer of a whole dossier."""
    draft.answers = answers_of(demonstration_sheets()[0])
    draft.save(update_fields=["answers"])
    return draft


def url(draft, key, name="section_edit"):
    return reverse(f"applications:{name}", args=[draft.reference, key])


def sent(page, **changes):
    """What a browser would send from a page, with some answers changed."""
    html = page.content.decode()
    form = html[html.index("data-section-form") :]
    names = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return {**dict(names), **changes}
