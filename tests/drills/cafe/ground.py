"""What the drills of the cafés stand on: cafés that lie ahead, and people who press the pages ten at a time."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from tests.drills.ground import in_processes

AT_ONCE = 10  # processes, each a browser: what two cores can answer without a queue in front of the portal
ANSWERS = {
    "prenom": "Camille", "nom": "Exercice", "etablissement": "chu_rouen", "service": "Essais", "fonction": "Médecin",
    "statut_projet": "idee", "rgpd": "on", "format": "presentiel",
}  # fmt: skip


@dataclass(frozen=True)
class Pressed:
    """The status of a page's answer (500 for a failure), its words, and milliseconds."""

    status: int
    said: str
    ms: float


def prepare() -> None:
    """The call and its cafés, moved ahead of the real clock; no limit on how much one address may ask."""
    from django.conf import settings

    from applications.actions.loading import load_edition
    from applications.content import read_edition
    from events.actions.loading import load_cafes
    from events.content import read_cafes
    from events.models import Cafe, Slot
    from inmp_portal.lib import clock

    settings.ACCOUNT_RATE_LIMITS = {}
    now = clock.now().replace(minute=0, second=0, microsecond=0)
    call = load_edition(edition=read_edition("inmp-2025"), by=None, at=now)
    load_cafes(call=call, content=read_cafes("inmp-2025"), by=None, at=now)
    ahead = now + timedelta(days=30)
    shift = ahead - Cafe.objects.get(slug="cafe-23-juin").starts_at
    for slot in Slot.objects.all():
        Slot.objects.filter(pk=slot.pk).update(starts_at=slot.starts_at + shift, ends_at=slot.ends_at + shift)
    Cafe.objects.update(opens_at=now - timedelta(days=1), starts_at=ahead, ends_at=ahead + timedelta(hours=2))
    _warm()


def _warm() -> None:
    """The processes of each round are forked from this one: like a server's, they have loaded their pages already."""
    sign_up(another_session(99_999, 1), "premiere@exemple.fr", 0.0)
    sign_up("exercice-99999", "deuxieme@exemple.fr", 0.0)
    browser().get("/cafes/cafe-23-juin/rendez-vous/")
    empty_the_desks()


def another_session(number: int, capacity: int) -> str:
    """An open session of its own for one round; returns its slug."""
    from events.models import Cafe

    cafe = Cafe.objects.get(slug="cafe-27-mai")
    cafe.pk, cafe.slug, cafe.capacity, cafe.taken = None, f"exercice-{number}", capacity, 0
    cafe.save(force_insert=True)
    return str(cafe.slug)


def empty_the_desks() -> None:
    """Every slot free again, nobody registered."""
    from events.models import CafeQuestion, Registration, Slot

    CafeQuestion.objects.all().delete()
    Registration.objects.all().delete()
    Slot.objects.update(is_taken=False, holder_token="", held_until=None)


def browser() -> Any:
    """A browser of its own; a failure of the portal is answered 500, as over the network."""
    from django.test import Client

    return Client(raise_request_exception=False)


def press(client: Any, path: str, fields: dict[str, Any]) -> Pressed:
    """POST, timed."""
    begun = time.perf_counter()
    response = client.post(path, fields)
    took = (time.perf_counter() - begun) * 1000
    notice = re.search(r'role="alert">.*?<p>(.*?)</p>', response.content.decode(errors="replace"), re.S)
    return Pressed(response.status_code, notice[1] if notice else response.get("Location", ""), took)


def sign_up(slug: str, email: str, starts_at: float) -> Pressed:
    """Read the page, fill it in, send it."""
    client, path = browser(), f"/cafes/{slug}/inscription/"
    client.get(path)
    time.sleep(max(0.0, starts_at - time.time()))
    return press(client, path, {**ANSWERS, "courriel": email})


def follow(token: str) -> Any:
    """A browser that followed the link of a registration."""
    client = browser()
    client.get(f"/cafes/lien/{token}/")
    return client


def together(work: Any, jobs: Sequence[tuple[Any, ...]]) -> list[Any]:
    """`work(*job)` of every job, ten at a time."""
    return in_processes(work, jobs, processes=AT_ONCE)
