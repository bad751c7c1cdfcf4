"""The browser fixtures notice what they are there for."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.http import HttpResponse
from django.urls import path

from inmp_portal.lib import clock
from tests.permissions import declared

FAULTY = """<!doctype html><html lang="fr"><head><title>Essai</title></head><body><main><h1>Essai</h1>
<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="></main></body></html>"""


def test_axe_sees_an_image_without_words(page, axe):
    page.set_content(FAULTY)
    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)
    page.set_content(FAULTY.replace("<img ", '<img alt="point" '))
    axe(page)


def test_a_console_error_is_remembered(page, troubles):
    page.set_content(FAULTY)
    page.evaluate("console.error('perdu')")
    assert troubles == ["perdu"]
    troubles.clear()


def what_time_is_it(request):
    return HttpResponse(f'<link rel="icon" href="data:,">{clock.now().isoformat()}')


urlpatterns = [path("heure/", what_time_is_it, name="heure")]


def test_the_server_stands_at_the_tests_instant(page, live_server, settings, monkeypatch, at, frozen_clock):
    """The server answers from another thread: the held clock must hold there too."""
    settings.ROOT_URLCONF = __name__
    monkeypatch.setattr(declared, "PUBLIC", declared.PUBLIC | {"heure"})
    page.goto("/heure/")
    assert datetime.fromisoformat(page.inner_text("body")) == at
    frozen_clock(at + timedelta(days=6))
    page.reload()
    assert datetime.fromisoformat(page.inner_text("body")) == at + timedelta(days=6)
