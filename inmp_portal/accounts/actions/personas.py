"""The people of a demonstration, created from their registry."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction

from inmp_portal.accounts.actions.roles import grant_role
from inmp_portal.accounts.models import Institution, User
from inmp_portal.accounts.personas import Persona, all_personas
from inmp_portal.journal import actions as journal
from inmp_portal.lib.verdict import Refused


@transaction.atomic
def create_personas(*, at: datetime) -> dict[str, User]:
    """Create the people that are missing, with their roles; asked again, it changes nothing. By key of the persona."""
    require_demonstration()
    institutions = {institution.code: institution for institution in Institution.objects.all()}
    return {persona.key: _create(persona, institutions, at) for persona in all_personas()}


def require_demonstration() -> None:
    """Refuse everywhere but on a demonstration."""
    if not settings.PERSONAS:
        raise Refused("Les personnes fictives n’existent que sur une instance de démonstration.")


def _create(persona: Persona, institutions: dict[str, Institution], at: datetime) -> User:
    user = User.objects.known_by(persona.email)
    if user is None:
        user = User.objects.create_user(
            persona.email,
            first_name=persona.first_name,
            last_name=persona.last_name,
            institution=institutions.get(persona.institution),
            unit=persona.unit,
            profession=persona.profession,
            date_joined=at,
            welcomed_at=at,
        )
        journal.record("account.opened", user, by=None, at=at, persona=persona.key)
    for role in persona.roles:
        grant_role(person=user, role=role, by=None, at=at)
    return user
