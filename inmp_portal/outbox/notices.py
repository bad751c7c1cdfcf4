"""What a mail is before it is a row: one class a kind, in each app's `notices`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from typing import TYPE_CHECKING, Any, ClassVar

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.module_loading import module_has_submodule

from inmp_portal.lib.verdict import Verdict
from inmp_portal.outbox.states import Priority

if TYPE_CHECKING:
    from inmp_portal.outbox.models import Mail


@dataclass(frozen=True)
class About:
    """What a kind of mail is to whoever looks after the texts: its name, to whom it goes and when; `group` is one of `GROUPS`."""

    group: str
    name: str
    audience: str
    moment: str


GROUPS = (
    "Compte", "Préparation du dossier", "Rappels avant la clôture", "Dépôt et recevabilité", "Cafés de l’INMP",
    "Évaluation", "Pilotage et comité", "Résultats",
)  # fmt: skip
KINDS: dict[str, type[Notice]] = {}


class Notice:
    """One kind of mail about one object.

    A subclass sets `kind` (slug of the text, e.g. "accuse_reception") and `app` (its template folder), and answers
    `recipients()`, `context()` and `subject_matter()`. `still_wanted(mail)` is asked again just before sending: no
    aborts the mail, with the reason. `sensitive` contents are shown to nobody and erased after sending. `prose` names the
    placeholders that the portal's own people write: an address in them is a link, in all others it stays a plain text.
    `may_be_early`: a reminder whose text tells by itself how much time is left.
    With `about`, the coordination may write the text anew; it then keeps the placeholders that are `needed`, besides its
    links.
    """

    kind: ClassVar[str]
    app: ClassVar[str]
    priority: ClassVar[Priority] = Priority.NORMAL
    sensitive: ClassVar[bool] = False
    prose: ClassVar[frozenset[str]] = frozenset()
    needed: ClassVar[frozenset[str]] = frozenset()
    may_be_early: ClassVar[bool] = False
    about: ClassVar[About | None] = None

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

    def contact(self) -> str:
        """The address of the signature, also the `adresse_contact` of the text."""
        return settings.CONTACT_EMAIL

    def attachments(self) -> list[dict[str, Any]]:
        """Files to join: dicts with `name`, `content_type` and `sha256` (the key of the content store).

        With `is_alternative`, the file is also another form of the text, shown by mail programs that understand it: an
        invitation with its buttons. Only for texts in UTF-8.
        """
        return []

    def expires_at(self) -> datetime | None:
        """After this instant the mail would make no sense any more."""
        return None

    @classmethod
    def samples(cls, user: Any, at: datetime) -> Sequence[Notice]:
        """Real ones among what this person sees, to show a text on, never to be sent; none: made-up values are shown."""
        return ()

    @classmethod
    def still_wanted(cls, mail: Mail) -> bool | Verdict:
        """Read the state again just before sending; a `Verdict` says why not."""
        return True


def kinds() -> list[type[Notice]]:
    """Every kind whose text may be written anew, in the order of their groups and names."""
    _load_all()
    told = [(GROUPS.index(kind.about.group), kind.about.name, kind) for kind in KINDS.values() if kind.about]
    return [kind for _, _, kind in sorted(told, key=lambda one: one[:2])]


def kind(slug: str) -> type[Notice] | None:
    """The class of a kind, whichever app declares it; None for a kind that no longer exists."""
    _load_all()
    return KINDS.get(slug)


@cache
def _load_all() -> None:
    """Import every `notices` module of every app: a worker starts without having met any."""
    for config in apps.get_app_configs():
        if not module_has_submodule(config.module, "notices"):
            continue
        module = import_module(f"{config.name}.notices")
        for found in walk_packages(getattr(module, "__path__", []), f"{module.__name__}."):
            import_module(found.name)
