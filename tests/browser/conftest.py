"""Real Chromium on a live server: a console error, a refused style or a failed request fails the test.

Django's check against database access from an event loop is switched off here: playwright's synchronous interface
keeps one running in the test's thread, and the tests themselves are not asynchronous. For the same reason the database
connections are kept per thread and nothing else: Django would take another one as soon as the loop runs, and forget the
first, which nobody then closes before the database is dropped.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import connections
from playwright.sync_api import BrowserContext, Page

from inmp_portal.accounts.models import User
from tests.browser import serving  # noqa: F401  (the live server that leaves nothing)

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
connections._connections = threading.local()  # type: ignore[attr-defined]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
HINT = "Chromium manque : « apt-get install chromium » sur Debian, puis relancer ./portal test"
SHOTS = Path(settings.BASE_DIR) / "var" / "shots"
WIDTHS = (1280, 390)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All that lies in this folder is a browser test."""
    for item in items:
        if "tests/browser" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason=HINT))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    return {"executable_path": CHROMIUM, "args": arguments, "headless": True}


@pytest.fixture
def browser_context_args(live_server: Any) -> dict[str, Any]:
    return {
        "base_url": live_server.url.replace("127.0.0.1", "localhost"),
        "locale": "fr-FR",
        "timezone_id": "Europe/Paris",
        "viewport": {"width": 1280, "height": 900},
        "reduced_motion": "reduce",
    }


@pytest.fixture(autouse=True)
def nothing_left_behind(transactional_db: None, live_server: Any) -> Iterator[None]:
    """The browser has gone when this ends, and the tables are emptied afterwards: nobody may be reading them."""
    yield
    live_server.thread.httpd.let_go()


@pytest.fixture
def troubles() -> list[str]:
    """What the browser complained of; a test that provokes a complaint on purpose empties it."""
    return []


@pytest.fixture
def page(context: BrowserContext, troubles: list[str]) -> Iterator[Page]:
    page = context.new_page()
    page.on("console", lambda said: troubles.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    yield page
    assert not troubles, troubles


@pytest.fixture
def page_without_javascript(new_context: Any, troubles: list[str]) -> Iterator[Page]:
    page = new_context(java_script_enabled=False).new_page()
    page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
    yield page
    assert not troubles, troubles


@pytest.fixture
def signed_in(context: BrowserContext, live_server: Any) -> Callable[[User], None]:
    """`signed_in(person)` puts the person's session into the browser."""

    def sign_in(user: User) -> None:
        session = SessionStore()
        session["_auth_user_id"] = str(user.pk)
        session["_auth_user_backend"] = "django.contrib.auth.backends.ModelBackend"
        session["_auth_user_hash"] = user.get_session_auth_hash()
        session.save()
        context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "domain": "localhost", "path": "/"}]
        )

    return sign_in


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """`axe(page)` finds nothing to say about the page's accessibility."""

    def check(page: Page) -> None:
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()

    return check


@pytest.fixture
def shot() -> Callable[[Page, str], None]:
    """`shot(page, name)` keeps the page at both widths under var/shots/, when `SHOTS=1` asks for pictures to look at."""

    def take(page: Page, name: str) -> None:
        if not os.environ.get("SHOTS"):
            return
        SHOTS.mkdir(parents=True, exist_ok=True)
        before = page.viewport_size or {"width": WIDTHS[0], "height": 900}
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=SHOTS / f"{name}-{width}.png", full_page=True)
        page.set_viewport_size(before)

    return take


@pytest.fixture
def no_sideways_scroll() -> Callable[[Page], None]:
    """`no_sideways_scroll(page)`: at 320 px nothing runs out of the page."""

    def check(page: Page) -> None:
        before = page.viewport_size
        page.set_viewport_size({"width": 320, "height": 800})
        widths = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        page.set_viewport_size(before)
        assert widths[0] <= widths[1], widths

    return check
