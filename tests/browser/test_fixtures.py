"""The browser fixtures notice what they are there for."""

from __future__ import annotations

import asyncio
import contextvars
import http.client
import time
from contextlib import closing
from datetime import datetime, timedelta

import pytest
from django.db import connection, connections
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


def test_the_server_leaves_no_connection_behind(live_server, call):
    """A browser that keeps its line open holds a thread, and the thread a database connection."""
    browser = http.client.HTTPConnection(live_server.thread.host, live_server.thread.port, timeout=30)
    with closing(browser):
        browser.request("GET", "/")
        browser.getresponse().read()
        assert _others()
        live_server.thread.httpd.let_go()
        assert _left_after(10) == []  # PostgreSQL ends the process of a connection a moment after it was closed


def test_the_browsers_loop_does_not_open_a_second_connection(page, db):
    """Playwright keeps an event loop running, where Django would tell connections apart by context."""
    assert asyncio.get_running_loop()
    assert contextvars.Context().run(lambda: connections["default"]) is connections["default"]


def _left_after(seconds):
    until = time.monotonic() + seconds
    while (left := _others()) and time.monotonic() < until:
        time.sleep(0.05)
    return left


def _others():
    """What the database's other connections did last."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT state, query FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        return cursor.fetchall()


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
