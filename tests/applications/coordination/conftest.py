"""The coordination at its desk."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from inmp_portal.accounts.models import User


@pytest.fixture
def desk(as_user: Callable[[User], Client], coordinator: User) -> Client:
    return as_user(coordinator)
