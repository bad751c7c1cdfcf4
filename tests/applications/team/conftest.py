"""A draft with its lead, and people to invite."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from applications.actions.team.answering import accept
from applications.actions.team.inviting import invite
from applications.models import Application, Call, Membership
from applications.states import TeamRole
from inmp_portal.accounts.models import Institution, User
from tests.factories.deposits import ready
from tests.factories.people import UserFactory


@pytest.fixture
def helper(db: None) -> User:
    return UserFactory.create(first_name="Yann", last_name="Bazin", email="yann.bazin@exemple.fr")


@pytest.fixture
def dossier(call: Call, lead: User) -> Application:
    lead.institution = Institution.objects.get(code="chu_rouen")
    lead.save(update_fields=["institution"])
    return ready(call=call, lead=lead)


@pytest.fixture
def invited(dossier: Application, lead: User, helper: User, at) -> Membership:
    return invite(application=dossier, email=helper.email, role=TeamRole.CO_LEAD, by=lead, at=at)


@pytest.fixture
def join(dossier: Application, lead: User, at) -> Callable[..., Membership]:
    """`join(user, role)` invites and accepts by the real actions."""

    def joined(user: User, role: TeamRole = TeamRole.CO_LEAD) -> Membership:
        membership = invite(application=dossier, email=user.email, role=role, by=lead, at=at)
        return accept(membership=membership, by=user, at=at)

    return joined
