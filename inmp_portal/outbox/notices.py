"""What a mail is before it is a row: one class a kind, in each app's `notices`."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models

if TYPE_CHECKING:
    from inmp_portal.outbox.models import Mail

KINDS: dict[str, type[Notice]] = {}


class Notice:
    """One kind of mail about one object.

    A subclass sets `kind` (slug of the text, e.g. "accuse_reception") and `app` (its template folder), and answers
    `recipients()` and `context()`. `still_wanted(mail)` is asked again just before sending: False aborts the mail.
    """

    kind: ClassVar[str]
    app: ClassVar[str]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "kind" in cls.__dict__:
            KINDS[cls.kind] = cls

    def __init__(self, obj: models.Model) -> None:
        self.obj = obj

    def recipients(self) -> list[str]:
        """Addresses of the `To:` header."""
        raise NotImplementedError

    def copies(self) -> list[str]:
        """Addresses of the `Cc:` header."""
        return []

    def context(self) -> dict[str, Any]:
        """The placeholders of the text, with the names that the text uses."""
        raise NotImplementedError

    def subject_matter(self) -> str:
        """What the mail is about, for its footer (« relatif à … »)."""
        raise NotImplementedError

    def attachments(self) -> list[dict[str, str]]:
        """Files to join: dicts with `name`, `content_type` and `file` (a key of the default storage)."""
        return []

    def expires_at(self) -> datetime | None:
        """After this instant the mail would make no sense any more."""
        return None

    @classmethod
    def still_wanted(cls, mail: Mail) -> bool:
        """Read the state again just before sending."""
        return True
