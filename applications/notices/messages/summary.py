"""The daily summary of messages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.text import Truncator

from applications.models import Addressee
from applications.notices.links import preferences
from applications.notices.messages.each import page_of
from applications.queries.samples import some_addressees
from inmp_portal.accounts.models import User
from inmp_portal.lib.clock import PARIS
from inmp_portal.outbox.notices import About, Notice

EXCERPT = 300  # characters of each message


class Summary(Notice):
    """What was written to one person since the summary before; of a note, that it was written."""

    kind = "messages_resume"
    app = "applications"
    obj: User
    about = About(
        "Dépôt et recevabilité",
        "Résumé du jour des messages",
        "Qui l’a choisi dans « Mon compte »",
        "Chaque matin à 8 h",
    )

    def __init__(self, user: User, rows: Iterable[Addressee]) -> None:
        super().__init__(user)
        self.rows = list(rows)

    @classmethod
    def samples(cls, user: Any, at: datetime) -> list[Notice]:
        rows = some_addressees(user, at)
        return [cls(row.user, [row]) for row in rows[:1]]

    def recipients(self) -> list[str]:
        return [self.obj.email]

    def contact(self) -> str:
        return self.rows[0].message.application.call.contact_email

    def subject_matter(self) -> str:
        return "vos dossiers"

    def context(self) -> dict[str, Any]:
        return {
            "prenom": self.obj.first_name, "nom": self.obj.last_name, "nombre": len(self.rows),
            "messages": [_line(row) for row in self.rows], "lien_preferences": preferences(),
        }  # fmt: skip


def _line(row: Addressee) -> dict[str, Any]:
    message = row.message
    return {
        "acronyme": message.application.label, "auteur": str(message.author), "role": message.author_role.lower(),
        "ecrit_le": message.written_at.astimezone(PARIS), "note": message.is_note,
        "texte": "" if message.is_note else Truncator(message.body).chars(EXCERPT),
        "reponse_attendue": message.awaits_answer and message.side != row.side, "lien": page_of(row),
    }  # fmt: skip
