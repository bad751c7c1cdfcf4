"""What a team and the coordination write to each other in the demonstration, by the real actions."""

from __future__ import annotations

import uuid
from datetime import datetime

from applications.actions.messages.writing import Said, write
from applications.demo.calendar import Moment
from applications.models import Application, Message
from applications.states import Audience
from inmp_portal.accounts.models import User
from inmp_portal.lib.clock import PARIS

_COORDINATION = "solene.varengeville@inmp.example"
_DOSSIER = "SEPSIPROFIL"  # written by two
_NAMESPACE = uuid.UUID("8d0a3f0e-6a3b-4b0c-9f6b-5a7c0e5f2025")


def _at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2025, 9, day, hour, minute, tzinfo=PARIS)


# (instant, from the team, to whom, awaits an answer, text), in their order
_SAID = (
    (_at(1, 10, 12), True, Audience.EVERYBODY, True, "Bonjour,\n\nNotre projet peut-il être cofinancé ?"),
    (_at(1, 15, 40), False, Audience.EVERYBODY, False, "Bonjour,\n\nOui. Indiquez les cofinancements acquis, demandés ou envisagés. Un projet déjà entièrement financé n’est pas éligible."),
    (_at(1, 15, 46), False, Audience.COORDINATION, False, "La réponse est celle des questions fréquentes : y renvoyer la prochaine fois."),
    (_at(2, 8, 30), False, Audience.EVERYBODY, True, "Bonjour,\n\nVos visas seront-ils signés avant la clôture, ou les enverrez-vous ensuite ? Ne les attendez pas pour déposer."),
)  # fmt: skip


def moments_of_messages(until: datetime) -> list[Moment]:
    """Each message at its instant, about one dossier."""
    return [Moment(at, _DOSSIER, "say") for at, *_ in _SAID if at <= until]


def say(application: Application, at: datetime) -> bool:
    """The message of this instant; False when it is written already."""
    _, of_team, audience, awaits, body = next(one for one in _SAID if one[0] == at)
    key = uuid.uuid5(_NAMESPACE, at.isoformat())
    if Message.objects.filter(key=key).exists():
        return False
    by = application.lead if of_team else User.objects.get(email=_COORDINATION)
    body = body.replace(" ?", "\u00a0?").replace(" :", "\u00a0:")
    write(application=application, said=Said(key, body, audience, awaits), by=by, at=at)
    return True
