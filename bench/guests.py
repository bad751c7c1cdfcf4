"""The cafés of the workload: those of the edition, and one guest for ten dossiers signed up to the open session.

Names out of the workload's leads, establishments in turn, one party in ten of two, one in five cancelled, the
stage of the project and one axis as answers. Nothing is random.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any


def fill(count: int, call: Any) -> None:
    """Write the cafés and `count` registrations."""
    from events.actions.loading import load_cafes
    from events.content import read_cafes
    from events.models import Cafe, Registration
    from events.states import CafeKind
    from inmp_portal.accounts.models import Institution
    from inmp_portal.lib import clock

    at = datetime(2025, 4, 28, 10, 0, tzinfo=clock.PARIS)
    load_cafes(call=call, content=read_cafes("inmp-2025"), by=None, at=at)
    cafe = Cafe.objects.get(call=call, kind=CafeKind.OPEN)
    places = list(Institution.objects.order_by("pk"))
    Registration.objects.bulk_create(
        [_guest(cafe, places[n % len(places)], n, at + timedelta(minutes=n)) for n in range(count)], batch_size=500
    )
    Cafe.objects.filter(pk=cafe.pk).update(taken=sum(_party(n) for n in range(count) if n % 5 != 4))


def _guest(cafe: Any, place: Any, n: int, at: datetime) -> Any:
    from events.models import Registration
    from inmp_portal.lib.folding import fold

    first, last = f"Prénom{n % 97}", f"Nom{n % 1009}"
    guest = Registration(
        reference=f"G{n:09d}", cafe=cafe, state="cancelled" if n % 5 == 4 else "confirmed", first_name=first,
        last_name=last, name_folded=fold(f"{last} {first}"), email=f"invite{n}@exemple.fr", institution=place,
        unit=f"Unité {n % 40}", profession="Médecin", party_size=_party(n), answers=_answers(n),
        created_at=at, updated_at=at, cancelled_at=at if n % 5 == 4 else None,
    )  # fmt: skip
    guest.token_hash = f"{n:064x}"
    return guest


def _party(n: int) -> int:
    return 2 if n % 10 == 0 else 1


def _answers(n: int) -> dict[str, Any]:
    return {"statut_projet": ("idee", "redaction", "pret")[n % 3], "axes": [f"axe{1 + n % 4}"]}
