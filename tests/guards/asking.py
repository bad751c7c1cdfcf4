"""Deny by default: a page answers 200 only after it asked a rule or read through `visible_to`.

What is open to everybody or speaks only of the person who asks says so in `tests/permissions/declared.py`.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from typing import Any

import pytest
from django.apps import apps
from django.http import HttpRequest, HttpResponse

from inmp_portal.lib import verdict
from tests.permissions import declared

_asked: ContextVar[list[str] | None] = ContextVar("asked", default=None)


class NobodyAsked(AssertionError):
    """A page answered without having asked whether it may."""


def note(question: str) -> None:
    """Remember that the current request asked `question`."""
    asked = _asked.get()
    if asked is not None:
        asked.append(question)


class AskingMiddleware:
    """Outermost: fails the request of a page that answered 200 without a question."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked: list[str] = []
        token = _asked.set(asked)
        try:
            response = self.get_response(request)
        finally:
            _asked.reset(token)
        if response.status_code == 200 and not asked and _must_ask(request):
            raise NobodyAsked(
                f"{request.method} {request.path} ({request.resolver_match.view_name}) answered without asking a rule "
                "or visible_to; if it is meant for everybody or speaks only of the person who asks, say so in "
                "tests/permissions/declared.py"
            )
        return response


def _must_ask(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and not declared.is_exempt(match.view_name, match.func.__module__)


@pytest.fixture(autouse=True, scope="session")
def _questions_are_noted() -> Iterator[None]:
    """Every verdict given and every `visible_to` count as questions."""
    patch = pytest.MonkeyPatch()
    for name in ("yes", "no"):
        patch.setattr(verdict.Verdict, name, classmethod(_noting(getattr(verdict.Verdict, name).__func__, name)))
    for queryset_class in _querysets_with_visibility():
        patch.setattr(queryset_class, "visible_to", _noting(queryset_class.visible_to, "visible_to"))
    yield
    patch.undo()


def _noting(function: Callable[..., Any], question: str) -> Callable[..., Any]:
    @functools.wraps(function)
    def noted(*args: Any, **kwargs: Any) -> Any:
        note(question)
        return function(*args, **kwargs)

    return noted


def _querysets_with_visibility() -> set[type]:
    querysets = (type(model._default_manager.all()) for model in apps.get_models())
    return {queryset for queryset in querysets if hasattr(queryset, "visible_to")}
