"""Browsers of those who screen: one person of the coordination, and the direction."""

from __future__ import annotations

import pytest


@pytest.fixture
def desk(as_user, coordinator):
    return as_user(coordinator)


@pytest.fixture
def second(as_user, director):
    return as_user(director)
