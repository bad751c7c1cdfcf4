"""Views for people who are signed in."""

from __future__ import annotations

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest

from inmp_portal.accounts.models import User


def person_of(request: HttpRequest) -> User:
    """Who asks, on a page that only signed-in people reach."""
    user = request.user
    assert isinstance(user, User), "the page lets signed-in people in only"
    return user


class SignedIn(LoginRequiredMixin):
    """Sends visitors to the sign-in page; `person` is who asks."""

    request: HttpRequest

    @property
    def person(self) -> User:
        return person_of(self.request)
