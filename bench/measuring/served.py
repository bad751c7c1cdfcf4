"""Figures that are asked over HTTP: the portal's page and the floor's, in turn; queries are counted apart."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from applications.models import Application
from bench.measuring.interleaving import interleaved
from bench.measuring.serving import Answer, Server, form_of
from inmp_portal.accounts.models import User
from tests.support.queries import statements

DESK = "bureau@exemple.fr"
BACKEND = "django.contrib.auth.backends.ModelBackend"


def home(ours: Server, floor: Server, rounds: int) -> dict[str, Any]:
    ours.cookies.clear()
    return of_page("accueil public", "/", "/", ours, floor, rounds)


def listing(ours: Server, floor: Server, rounds: int) -> dict[str, Any]:
    user = signed_in(ours, DESK)
    path = f"{reverse('applications:coordination_list')}?volet=deposes"
    return of_page("liste de 50 dossiers", path, "/liste/", ours, floor, rounds, user)


def dashboard(ours: Server, floor: Server, rounds: int) -> dict[str, Any]:
    """Its counts are at most a minute old: the first visitor of each minute, and of each deposit, pays for the reading."""
    user = signed_in(ours, DESK)
    return of_page("tableau de bord", reverse("applications:dashboard"), "/tableau/", ours, floor, rounds, user)


def section(ours: Server, floor: Server, rounds: int) -> dict[str, Any]:
    draft = _ready()[0]
    user = signed_in(ours, draft.lead.email)
    path = reverse("applications:section_edit", args=[draft.reference, "science"])
    return of_page("page d’une section", path, f"/section/{draft.reference}/", ours, floor, rounds, user)


def autosave(ours: Server, floor: Server, rounds: int) -> dict[str, Any]:
    """One field saved by the page's own script: what the script sends, answered 200."""
    draft, other = _ready()[-2:]
    user = signed_in(ours, draft.lead.email)
    page = ours.ask("GET", reverse("applications:section_edit", args=[draft.reference, "science"]))
    path = reverse("applications:section_autosave", args=[draft.reference, "science"])
    sent = form_of(page.body)
    versions = iter(range(10_000))

    def save() -> float:
        data = {**sent, "contexte": f"Un contexte de travail, essai {next(versions)}."}
        answer = ours.ask("POST", path, data, X_CSRFToken=ours.cookies["portal_csrf"], Referer="http://localhost/")
        _expect(answer, 200)
        _follow_version(sent, answer.body)
        return answer.ms

    def bare() -> float:
        text = json.dumps({"contexte": "Un contexte de travail."})
        return _expect(floor.ask("POST", f"/enregistrement/{other.reference}/", text), 200).ms

    client = _client(user)

    def counted() -> Any:
        response = client.post(path, {**sent, "contexte": f"Un contexte compté, essai {next(versions)}."})
        _follow_version(sent, response.content)
        return response

    queries = _queries(counted)
    return _figure("enregistrement automatique", *interleaved(save, bare, rounds), queries=queries)


def deposit(ours: Server, floor: Server, rounds: int) -> dict[str, Any]:
    """All requests of a deposit: the summary, then its confirmation; each on a dossier of its own."""
    drafts: Iterator[Application] = iter(_ready())
    _ensure_floor_table()

    def whole() -> float:
        draft = next(drafts)
        signed_in(ours, draft.lead.email)
        path = reverse("applications:deposit_confirm", args=[draft.reference])
        summary = _expect(ours.ask("GET", path), 200)
        answer = ours.ask("POST", path, form_of(summary.body), Referer=f"http://localhost{path}")
        _expect(answer, 302)
        return summary.ms + answer.ms

    spare = _ready()[-1].reference

    def bare() -> float:
        return _expect(floor.ask("POST", f"/depot/{spare}/", ""), 200).ms

    return _figure("dépôt, toutes requêtes", *interleaved(whole, bare, min(rounds, 30)))


def memory(ours: Server, floor: Server, rounds: int) -> dict[str, Any]:
    """Resident memory of a worker after what a day asks of it."""
    listing(ours, floor, 20)
    home(ours, floor, 20)
    return _figure("mémoire d’un processus web", ours.resident_mb(), floor.resident_mb(), unit="Mo")


PARTS: dict[str, Callable[[Server, Server, int], dict[str, Any]]] = {
    "home": home, "section": section, "list": listing, "dashboard": dashboard, "autosave": autosave, "deposit": deposit, "memory": memory,
}  # fmt: skip


def of_page(
    name: str, path: str, floor_path: str, ours: Server, floor: Server, rounds: int, user: User | None = None
) -> dict[str, Any]:
    size = len(_expect(ours.ask("GET", path), 200).body)
    times = interleaved(
        lambda: _expect(ours.ask("GET", path), 200).ms, lambda: _expect(floor.ask("GET", floor_path), 200).ms, rounds
    )
    client = _client(user)
    return _figure(name, *times, queries=_queries(lambda: client.get(path)), kilobytes=size / 1024)


def _figure(name: str, ours: float, floor: float, *, unit: str = "ms", **more: Any) -> dict[str, Any]:
    return {"name": name, "ours": ours, "floor": floor, "unit": unit, **more}


def _queries(read: Callable[[], Any]) -> int:
    read()
    with CaptureQueriesContext(connection) as captured:
        response = read()
    if response.status_code != 200:
        raise RuntimeError(f"counting queries: {response.status_code}")
    return len(statements(captured))


def _client(user: User | None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user, backend=BACKEND)
    return client


def signed_in(server: Server, email: str) -> User:
    user = User.objects.get(email=email)
    session = SessionStore()
    session["_auth_user_id"], session["_auth_user_backend"] = str(user.pk), BACKEND
    session["_auth_user_hash"] = user.get_session_auth_hash()
    session.save()
    server.cookies = {"portal_session": session.session_key}
    return user


def _ready() -> list[Application]:
    """Complete drafts that are not deposited yet."""
    rows = Application.objects.filter(reference__startswith="T", state="draft")
    return list(rows.select_related("lead").defer("answers").order_by("pk"))


def _follow_version(sent: dict[str, str], body: bytes) -> None:
    """The next save speaks of the version that this one made, as the page's script does."""
    said = json.loads(body)
    sent["version"] = str(said["version"])
    sent.update({f"base-{name}": base for name, base in said["bases"].items()})


def _expect(answer: Answer, status: int) -> Answer:
    if answer.status != status:
        raise RuntimeError(f"expected {status}, got {answer.status}: {answer.body[:300]!r}")
    return answer


def _ensure_floor_table() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE IF NOT EXISTS bench_floor_deposit (id bigserial PRIMARY KEY, application_id bigint NOT NULL, "
            "snapshot jsonb NOT NULL, at timestamptz NOT NULL)"
        )
