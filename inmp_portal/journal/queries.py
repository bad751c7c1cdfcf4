"""Reads of the journal: the history of one object, and the check of the whole chain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import models

from inmp_portal.journal.methods.hashing import seal_hash
from inmp_portal.journal.models import PORTAL, Entry, Seal
from inmp_portal.journal.sentences import sentence


@dataclass(frozen=True)
class Event:
    """One line of a history. `sentence` follows the actor's name: « Awa Diallo / a déposé la version 2 »."""

    entry_id: int
    at: datetime
    actor: str
    sentence: str
    type: str


def history(obj: models.Model) -> list[Event]:
    """What happened to an object, oldest first. The caller has checked that the object may be seen."""
    entries = Entry.objects.filter(object_type=obj._meta.label_lower, object_id=str(obj.pk)).order_by("at", "id")
    return [Event(e.pk, e.at, _who(e), sentence(e.type, e.data), e.type) for e in entries]


def _who(entry: Entry) -> str:
    """The name before the sentence; the portal's own takes an article, which its sealed entries do not hold."""
    return entry.actor_label if entry.actor_id or entry.actor_label != PORTAL else "Le portail"


@dataclass(frozen=True)
class Fault:
    """The first thing found wrong: in which seal, at which entry (None: the seal itself), and what."""

    seal: int | None
    entry: int | None
    said: str


@dataclass(frozen=True)
class Verification:
    """What the check went through, and the first fault if there is one."""

    seals: int
    sealed: int
    unsealed: int
    last_hash: str
    fault: Fault | None


def verify() -> Verification:
    """Walk the chain from its beginning: each entry against its hash, each seal against its entries and its previous."""
    seals = sealed = 0
    previous, last = "", 0
    for seal in Seal.objects.order_by("id").iterator():
        fault, count = _verify_seal(seal, previous, last)
        if fault:
            return Verification(seals, sealed, 0, previous, fault)
        seals, sealed, previous, last = seals + 1, sealed + count, seal.hash, seal.last
    unsealed = 0
    for entry in _entries(last, None):
        if entry.hash != entry.computed_hash():
            return Verification(seals, sealed, unsealed, previous, _altered(None, entry))
        unsealed += 1
    return Verification(seals, sealed, unsealed, previous, None)


def _verify_seal(seal: Seal, previous: str, after: int) -> tuple[Fault | None, int]:
    if seal.previous != previous:
        return Fault(seal.pk, None, "le sceau ne suit pas le précédent : un sceau a été retiré ou remplacé"), 0
    found: list[tuple[int, str]] = []
    for entry in _entries(after, seal.last):
        if entry.hash != entry.computed_hash():
            return _altered(seal, entry), 0
        found.append((entry.pk, entry.hash))
    if len(found) != seal.count:
        said = f"{seal.count} entrées scellées, {len(found)} trouvées : une entrée a été retirée ou ajoutée"
        return Fault(seal.pk, found[-1][0] if found else None, said), 0
    if seal_hash(previous, found) != seal.hash:
        return Fault(seal.pk, seal.first, "l’empreinte du sceau ne correspond pas aux entrées"), 0
    return None, len(found)


def _entries(after: int, until: int | None) -> Iterator[Entry]:
    entries = Entry.objects.filter(id__gt=after).order_by("id")
    return (entries if until is None else entries.filter(id__lte=until)).iterator()


def _altered(seal: Seal | None, entry: Entry) -> Fault:
    said = f"l’entrée « {entry.type} » ({entry.object_label}) ne correspond plus à son empreinte"
    return Fault(seal.pk if seal else None, entry.pk, said)
