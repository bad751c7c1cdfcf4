"""Writing a message about a dossier: to its team and the coordination, or a note between people of the coordination."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from applications.models import Addressee, Application, Message
from applications.notices.messages import notice_of
from applications.queries.messages import Person, mark_of, readers_of
from applications.rules.messages import can_send, is_sendable, side_of
from applications.states import Audience, Side
from inmp_portal.accounts.models import MailRhythm, User
from inmp_portal.journal import actions as journal
from inmp_portal.lib.verdict import Refused
from inmp_portal.outbox import actions as outbox

_OTHER = {Side.TEAM: Side.COORDINATION, Side.COORDINATION: Side.TEAM}


class ReadersChanged(Refused):
    """Somebody joined or left since the page was read: the author looks again at who will read."""


@dataclass(frozen=True)
class Said:
    """What somebody confirmed. `key` names this sending; `seen`, when given, is the mark of the readers that were shown."""

    key: UUID
    body: str
    audience: str = Audience.EVERYBODY
    awaits_answer: bool = False
    seen: str | None = None


@transaction.atomic
def write(*, application: Application, said: Said, by: User, at: datetime) -> Message:
    """Keep the message, tell its readers, and settle what waited for this side's answer. Sent twice, it is one message."""
    application = Application.objects.locked(application)
    if before := _already(application, said.key, by):
        return before
    can_send(by, application, said.audience, at).require()
    is_sendable(said.body).require()
    readers = readers_of(application)
    if said.seen is not None and said.seen != mark_of(readers):
        raise ReadersChanged(
            "Les personnes qui liront ce message ont changé\u00a0: vérifiez la liste avant de l’envoyer."
        )
    side = side_of(by, application, at)
    assert side is not None  # the rule
    chosen = readers[Audience(said.audience)]
    is_note = said.audience == Audience.COORDINATION
    message = Message.objects.create(
        key=said.key, application=application, author=by, author_role=_role(chosen.people, by), side=side,
        audience=said.audience, body=said.body.strip(), written_at=at, awaits_answer=said.awaits_answer and not is_note,
    )  # fmt: skip
    if not is_note:
        _settle(message)
    journal.record(
        "message.noted" if is_note else "message.written", application, by=by, at=at, message=message.pk,
        readers=chosen.words, awaits=message.awaits_answer,
    )  # fmt: skip
    _tell(message, chosen.besides(by))
    return message


def _already(application: Application, key: UUID, by: User) -> Message | None:
    """The message that this sending made; a key is nobody else's."""
    found = Message.objects.filter(key=key).first()
    if found and (found.application_id, found.author_id) != (application.pk, by.pk):
        raise Refused("Cette page a servi à un autre message\u00a0: rouvrez-la et envoyez de nouveau.")
    return found


def _role(people: tuple[Person, ...], author: User) -> str:
    return next(person.role for person in people if person.user.pk == author.pk)


def _settle(answer: Message) -> None:
    """Whatever the other side waited for has its answer."""
    waiting = Message.objects.filter(application=answer.application).waiting(written_by=_OTHER[Side(answer.side)])
    waiting.update(settled_at=answer.written_at, settled_by=answer.author, settled_with=answer)


def _tell(message: Message, people: list[Person]) -> None:
    """A row for each reader, and the mail of those who want one a message."""
    rows = Addressee.objects.bulk_create(
        Addressee(message=message, user=one.user, role=one.role, side=one.side, mails=one.user.message_mails)
        for one in people
    )
    outbox.queue_many((notice_of(row), (row.pk,)) for row in rows if row.mails == MailRhythm.EACH)
