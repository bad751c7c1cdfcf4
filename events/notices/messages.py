"""What the coordination wrote to a group: plain text, its gaps filled for each person (a text of the coordination's own)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from events.methods.writing.placeholders import fill
from events.models import GroupMessage, Registration
from events.notices.links import own_link
from events.notices.registrations import RegistrationNotice
from inmp_portal.lib.french import short_moment
from inmp_portal.lib.verdict import Verdict
from inmp_portal.outbox.models import Mail

HIDDEN_LINK = "(lien personnel)"  # in a preview and a test: the link of somebody else is nobody's business
FIELDS = ("prenom", "nom", "debut", "lieu", "lien")
_WORTH = timedelta(days=7)


def values_for(registration: Registration, *, link: str) -> Mapping[str, str]:
    """What fills the gaps for one person."""
    return dict(
        zip(
            FIELDS,
            (registration.first_name, registration.last_name, short_moment(registration.starts_at), registration.place, link),
            strict=True,
        )
    )  # fmt: skip


class GroupNotice(RegistrationNotice):
    """One person's copy of a group message."""

    kind = "cafe_message"
    prose = frozenset({"texte"})

    def __init__(self, registration: Registration, message: GroupMessage) -> None:
        super().__init__(registration)
        self.message = message

    def expires_at(self) -> datetime:
        return self.message.sent_at + _WORTH

    def context(self) -> dict[str, Any]:
        values = values_for(self.obj, link=own_link(self.obj))
        return {"objet": fill(self.message.subject, values), "texte": fill(self.message.body, values)}

    @classmethod
    def still_wanted(cls, mail: Mail) -> Verdict:
        """Until the person is forgotten: who is written to was chosen when the message left."""
        if Registration.objects.filter(pk=mail.object_id, anonymised_at__isnull=True).exists():
            return Verdict.yes()
        return Verdict.no("L’inscription a été anonymisée.")


class GroupTest(GroupNotice):
    """The same to whoever writes it, filled for a person of the group, without that person's link."""

    kind = "cafe_message_essai"

    def __init__(self, registration: Registration, message: GroupMessage, *, to: str) -> None:
        super().__init__(registration, message)
        self.to = to

    def recipients(self) -> list[str]:
        return [self.to]

    def context(self) -> dict[str, Any]:
        values = values_for(self.obj, link=HIDDEN_LINK)
        return {"objet": fill(self.message.subject, values), "texte": fill(self.message.body, values)}
