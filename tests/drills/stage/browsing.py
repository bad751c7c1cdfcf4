"""A signed-in person pressing real buttons, over plain HTTP."""

from __future__ import annotations

import html
import http.client
import re
import time
from dataclasses import dataclass
from urllib.parse import urlencode

CSRF = "drill0123456789drill0123456789dr"  # a cookie and a field that agree: what the protection asks for
_HIDDEN = re.compile(r'<input type="hidden" name="(token|seen|shown)" value="([^"]*)"')


@dataclass(frozen=True)
class Answer:
    """`status` is 0 when no answer came in time."""

    status: int
    seconds: float
    body: str = ""


@dataclass(frozen=True)
class Browser:
    """One person at one server; gives up an answer after `patience` seconds."""

    port: int
    session: str
    patience: float

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None)

    def post(self, path: str, **fields: str) -> Answer:
        return self._ask("POST", path, urlencode({**fields, "csrfmiddlewaretoken": CSRF}))

    def deposit(self, reference: str) -> Answer:
        """Read the summary, confirm; the answer of the confirmation (302 when deposited)."""
        page = self.get(f"/dossiers/{reference}/depot/")
        if page.status != 200:
            return page
        fields = {name: html.unescape(value) for name, value in _HIDDEN.findall(page.body)}
        return self.post(f"/dossiers/{reference}/depot/", **fields)

    def _ask(self, method: str, path: str, body: str | None) -> Answer:
        headers = {"Host": "localhost", "Cookie": f"portal_session={self.session}; portal_csrf={CSRF}"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.patience)
        started = time.monotonic()
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            said = response.read().decode(errors="replace")
            return Answer(response.status, time.monotonic() - started, said)
        except OSError:
            return Answer(0, time.monotonic() - started)
        finally:
            connection.close()


def signed_in(user: object) -> str:
    """The session key of somebody who has just signed in."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)  # type: ignore[attr-defined]
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()  # type: ignore[attr-defined]
    session.create()
    return session.session_key or ""
