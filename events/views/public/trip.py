"""What a browser said on its way to an appointment: kept in its session, never in the address."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest

from events.actions.own.joining import Joined, examined
from events.methods.reading.questionnaire import DOCUMENT
from events.models import Cafe, Slot
from inmp_portal.lib.limiting import LIMITED, is_allowed
from inmp_portal.lib.verdict import Refused

_KEY = "events.trip"
_MOST_TYPED = 8_000  # characters of half-filled answers


OVER = (
    "Cette demande est terminée : elle a déjà été confirmée, ou la page a attendu trop longtemps. "
    "Si vous avez reçu le courriel de confirmation, il n’y a rien à refaire."
)
ANOTHER = (
    "Vous avez choisi un autre créneau dans une autre fenêtre : c’est celui qui s’affiche maintenant. "
    "Relisez-le, puis confirmez."
)


class Trip:
    """The question asked, the slot kept and what was typed so far, for one café."""

    def __init__(self, session: Any, cafe: Cafe) -> None:
        self._session = session
        self._key = f"{_KEY}.{cafe.slug}"
        self._said: dict[str, Any] = session.get(self._key, {})

    @property
    def asked(self) -> dict[str, str]:
        """`question` and `theme`, empty before the first step."""
        return dict(self._said.get("asked", {}))

    def ask(self, question: str, theme: str) -> None:
        self._keep(asked={"question": question, "theme": theme})

    @property
    def token(self) -> str:
        """The secret that holds a slot for this browser; drawn when it is first needed."""
        if "token" not in self._said:
            self._keep(token=secrets.token_hex(16))
        return str(self._said["token"])

    @property
    def waits(self) -> bool:
        """The waiting list was chosen instead of a slot."""
        return bool(self._said.get("waits"))

    def choose(self, slot: Slot | None) -> None:
        """A slot, or the waiting list (None)."""
        self._keep(slot=slot.pk if slot else None, waits=slot is None)

    @property
    def chosen(self) -> dict[str, Any]:
        """For the page that follows: the key of the slot (None: the waiting list), and whether one waits."""
        return {"slot": self._said.get("slot"), "waits": self.waits}

    def slot_of(self, cafe: Cafe) -> Slot | None:
        """The slot that was chosen, whether it is still kept or not."""
        chosen = Slot.objects.filter(desk__cafe=cafe, pk=self._said.get("slot") or 0)
        return chosen.select_related("desk__expert").first()

    @property
    def typed(self) -> dict[str, Any]:
        """Answers of the questionnaire typed before the slot was lost or kept longer."""
        return dict(self._said.get("typed", {}))

    def type_in(self, posted: Any, names: Iterable[str] | None = None) -> None:
        """Keep what was typed, unless it is far too long to lie in a session."""
        known = set(posted) - {"csrfmiddlewaretoken"} if names is None else set(names) & set(posted)
        typed = {name: _value(posted, name) for name in known}
        if sum(len(str(value)) for value in typed.values()) <= _MOST_TYPED:
            self._keep(typed=typed)

    @property
    def file(self) -> Joined | None:
        """The document that was sent and passed the inspection: an answer to put right does not lose it."""
        kept = self._said.get("file")
        return Joined(**kept) if kept else None

    def receive(self, request: HttpRequest) -> str:
        """Keep the document that was sent for the steps to come, or drop it when asked to; the reason when it is refused."""
        if request.POST.get("sans_document"):
            self._keep(file=None)
        uploaded = request.FILES.get(DOCUMENT)
        if uploaded is None:
            return ""
        if not is_allowed(request, "cafe_file", self.token):
            return LIMITED
        try:
            self._keep(file=examined(uploaded).as_kept())
        except Refused as refusal:
            return refusal.reason
        return ""

    def end(self) -> None:
        """Forget all of it: the appointment is made."""
        self._session.pop(self._key, None)
        self._said = {}

    def _keep(self, **said: Any) -> None:
        self._said = {**self._said, **said}
        self._session[self._key] = self._said


def _value(posted: Any, name: str) -> Any:
    values = posted.getlist(name) if hasattr(posted, "getlist") else [posted[name]]
    return values if len(values) > 1 else values[0]
