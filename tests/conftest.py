"""What every test stands on: guards that make hidden mistakes fail, the clock, people and dossiers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime

import pytest
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as properties

from applications.actions.loading import load_edition
from applications.content import read_edition
from applications.models import Application, Call
from applications.states import State
from inmp_portal.accounts.models import Role, User
from inmp_portal.lib import clock
from tests.factories.deposits import BUILDERS, ApplicationIn
from tests.factories.people import UserFactory

# Properties are about what is computed, never about the pace of the machine.
properties.register_profile("portal", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
properties.load_profile("portal")

pytest_plugins = [
    "tests.guards.asking",
    "tests.guards.network",
    "tests.guards.querysets",
    "tests.guards.templates",
    "tests.support.parallel",
    "tests.support.queries",
    "tests.support.snapshots",
]


@pytest.fixture
def at() -> datetime:
    """The instant at which tests happen unless they say otherwise: the demonstration's, Tuesday 2 September 2025, 10:00."""
    return datetime(2025, 9, 2, 10, 0, tzinfo=clock.PARIS)


@pytest.fixture(autouse=True)
def frozen_clock(request: pytest.FixtureRequest, at: datetime) -> Iterator[Callable[[datetime], None]]:
    """Nothing in a test depends on the day it runs, in any thread; `frozen_clock(instant)` moves the hands.

    A test marked `real_clock` measures or races against the database's own clock.
    """
    with ExitStack() as hands:
        if not request.node.get_closest_marker("real_clock"):
            hands.enter_context(clock.held(at))
        yield lambda instant: hands.enter_context(clock.held(instant))


@pytest.fixture
def call(db: None, at: datetime) -> Call:
    """The 2025 edition, as the portal loads it; open at the tests' instant."""
    return load_edition(edition=read_edition("inmp-2025"), by=None, at=at)


@pytest.fixture
def application_in(call: Call) -> ApplicationIn:
    """`application_in(State.DEPOSITED, lead=…, title=…)`: a dossier that reached that state."""

    def build(state: State = State.DRAFT, **details: object) -> Application:
        return BUILDERS[state](call=call, **details)

    return build


@pytest.fixture
def lead(db: None) -> User:
    """Somebody who leads a dossier, or will."""
    return UserFactory.create(first_name="Hélène", last_name="Morvan", email="helene.morvan@exemple.fr")


@pytest.fixture
def coordinator(db: None) -> User:
    return UserFactory.create(first_name="Claire", last_name="Coordination", roles=[Role.COORDINATOR])


@pytest.fixture
def director(db: None) -> User:
    return UserFactory.create(first_name="Denis", last_name="Direction", roles=[Role.DIRECTOR])


@pytest.fixture
def administrator(db: None) -> User:
    return UserFactory.create(first_name="Ada", last_name="Administration", roles=[Role.ADMIN], is_staff=True)


@pytest.fixture
def as_user() -> Callable[[User | None], Client]:
    """`as_user(person)` is a browser in which that person is signed in; None is a visitor."""

    def sign_in(user: User | None) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in
