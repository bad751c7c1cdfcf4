"""A dossier with its team of three, two people of the coordination, and what they write to each other."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest

from applications.actions.messages.writing import Said, write
from applications.actions.team.answering import accept
from applications.actions.team.inviting import invite
from applications.models import Application, Call, Message
from applications.states import Audience, TeamRole
from inmp_portal.accounts.models import User
from inmp_portal.outbox.models import Mail
from tests.factories.deposits import deposited_once
from tests.factories.people import UserFactory

Write = Callable[..., Message]


@pytest.fixture
def helper(db: None) -> User:
    return UserFactory.create(first_name="Yann", last_name="Bazin", email="yann.bazin@exemple.fr")


@pytest.fixture
def reader(db: None) -> User:
    return UserFactory.create(first_name="Odile", last_name="Fécamp", email="odile.fecamp@exemple.fr")


@pytest.fixture
def dossier(call: Call, lead: User, helper: User, reader: User, coordinator: User, director: User, at) -> Application:
    """Deposited, with a co-lead and a reader; no mail is left from before."""
    made = deposited_once(call=call, lead=lead, acronyme="SEPSI").application
    for person, role in ((helper, TeamRole.CO_LEAD), (reader, TeamRole.READER)):
        accept(membership=invite(application=made, email=person.email, role=role, by=lead, at=at), by=person, at=at)
    Mail.objects.all().delete()
    return Application.objects.get(pk=made.pk)


@pytest.fixture
def wrote(dossier: Application, at) -> Write:
    """`wrote(by, "…", awaits=True)`: a message of this person; `note=True` for a note."""

    def written(by: User, body: str = "Bonjour.", *, awaits: bool = False, note: bool = False, at=at) -> Message:
        audience = Audience.COORDINATION if note else Audience.EVERYBODY
        said = Said(key=uuid.uuid4(), body=body, audience=audience, awaits_answer=awaits)
        return write(application=dossier, said=said, by=by, at=at)

    return written
