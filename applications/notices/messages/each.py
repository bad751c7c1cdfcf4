"""One mail a message and a reader: from the coordination, from a team, or the word that a note was written."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from applications.models import Addressee, Message
from applications.notices.links import link, preferences
from applications.queries.samples import some_addressees
from applications.states import Side
from inmp_portal.lib import clock
from inmp_portal.lib.clock import PARIS
from inmp_portal.lib.verdict import Verdict
from inmp_portal.outbox.models import Mail
from inmp_portal.outbox.notices import About, Notice


def page_of(row: Addressee) -> str:
    """The address of the thread, on this reader's side."""
    name = "message_list" if row.side == Side.TEAM else "desk_message_list"
    return link(name, reference=row.message.application.reference)


class OfAMessage(Notice):
    """About one reader of one message."""

    app = "applications"
    obj: Addressee

    def recipients(self) -> list[str]:
        return [self.obj.user.email]

    def contact(self) -> str:
        return self.obj.message.application.call.contact_email

    def subject_matter(self) -> str:
        return f"un message sur le dossier «\u00a0{self.obj.message.application.label}\u00a0»"

    def context(self) -> dict[str, Any]:
        row, message = self.obj, self.obj.message
        return {
            "prenom": row.user.first_name, "nom": row.user.last_name, "auteur": str(message.author),
            "role_auteur": message.author_role.lower(), "acronyme_ou_titre": message.application.label,
            "ecrit_le": message.written_at.astimezone(PARIS), "message": message.body,
            "reponse_attendue": message.awaits_answer and message.side != row.side, "lien_messages": page_of(row),
            "lien_preferences": preferences(),
        }  # fmt: skip

    @classmethod
    def samples(cls, user: Any, at: datetime) -> list[Notice]:
        return [cls(row) for row in some_addressees(user, at) if kind_of(row.message) is cls]

    @classmethod
    def still_wanted(cls, mail: Mail) -> Verdict:
        """Somebody who left the team before the mail did is no longer written to."""
        row = Addressee.objects.select_related("user", "message").filter(pk=mail.object_id).first()
        if row and Message.objects.visible_to(row.user, clock.now()).filter(pk=row.message_id).exists():
            return Verdict.yes()
        return Verdict.no("Cette personne ne lit plus les messages du dossier.")


class FromCoordination(OfAMessage):
    """What the coordination writes; an address in it is a link."""

    kind = "message_coordination"
    prose = frozenset({"message"})
    needed = frozenset({"message"})
    about = About(
        "Dépôt et recevabilité",
        "Message de la coordination",
        "Équipe du dossier et coordination",
        "À l’envoi du message",
    )


class FromTeam(OfAMessage):
    """What somebody of a team writes: a plain text, whatever it holds."""

    kind = "message_equipe"
    needed = frozenset({"message"})
    about = About(
        "Dépôt et recevabilité", "Message d’une équipe", "Équipe du dossier et coordination", "À l’envoi du message"
    )


class NoteWritten(OfAMessage):
    """That there is a note: its text stays on the portal, since mails are forwarded."""

    kind = "note_interne"
    about = About("Dépôt et recevabilité", "Note interne sur un dossier", "Coordination", "À l’envoi de la note")

    def context(self) -> dict[str, Any]:
        return super().context() | {"message": ""}


BY_KIND: tuple[type[OfAMessage], ...] = (FromCoordination, FromTeam, NoteWritten)


def kind_of(message: Message) -> type[OfAMessage]:
    if message.is_note:
        return NoteWritten
    return FromTeam if message.side == Side.TEAM else FromCoordination


def notice_of(row: Addressee) -> OfAMessage:
    return kind_of(row.message)(row)
