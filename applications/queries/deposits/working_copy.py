"""What is read of a working copy before it is deposited: what it holds, and who else holds the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from applications.methods.deposits.canonical import sha256_of
from applications.models import Application, Attachment, Deposit


def digest(answers: Mapping[str, Any], files: Iterable[Attachment]) -> str:
    """Names this very content, files included: two readings with the same digest saw the same dossier."""
    return sha256_of(digests_by_field(answers, files))


def digests_by_field(answers: Mapping[str, Any], files: Iterable[Attachment]) -> dict[str, str]:
    """A short digest for each answer and each field of files, to tell later what has changed."""
    listed: dict[str, list[Any]] = {}
    for item in files:
        listed.setdefault(item.field, []).append([item.sha256, item.name, item.caption, item.alt_text])
    return {key: sha256_of(value)[:12] for key, value in {**answers, **listed}.items()}


def changed_since(last: Deposit, application: Application, files: Iterable[Attachment]) -> set[str]:
    """The questions whose answers or files, in the working copy, differ from those of a deposit."""
    kept = [
        Attachment(**{name: file[name] for name in ("field", "sha256", "name", "caption", "alt_text")})
        for file in last.snapshot["files"]
    ]
    before, after = digests_by_field(last.snapshot["answers"], kept), digests_by_field(application.answers, files)
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def acronym_is_taken(application: Application, acronym: Any) -> bool:
    """Does another dossier of the call have this acronym, without regard to case?"""
    if not isinstance(acronym, str) or not acronym.strip():
        return False
    others = Application.objects.filter(call_id=application.call_id).exclude(pk=application.pk)
    return others.filter(acronym__iexact=acronym.strip()).exists()


def other_deposits_of_the_lead(application: Application) -> int:
    """How many other dossiers of the same person are deposited in the call."""
    others = Application.objects.filter(call_id=application.call_id, lead_id=application.lead_id)
    return others.deposited().exclude(pk=application.pk).count()
