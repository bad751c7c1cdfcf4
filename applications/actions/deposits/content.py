"""What a deposit keeps for ever: answers, totals, files by hash, people and facts of the call; and its fingerprint."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from applications.actions.deposits.deciding import Decision
from applications.actions.deposits.freezing import Named
from applications.methods.deposits.canonical import canonical, plain, sha256_of_bytes
from applications.models import Application, Attachment
from applications.sections.screening.checks import CHECKS
from inmp_portal.accounts.models import User

_SCHEMA = 1


def snapshot_of(
    application: Application,
    decision: Decision,
    *,
    by: User,
    files: Iterable[Attachment],
    totals: Any,
    complement: Any = None,
) -> dict[str, Any]:
    """The content as plain JSON. Read back from the database it gives the same fingerprint.

    `complement` is what a version that answers a request says of it (`actions/screening/telling.py`).
    """
    call = application.call
    told = plain({
        "schema": _SCHEMA,
        "deposit": {"number": decision.number, "version": decision.version, "at": decision.at},
        "application": {
            "reference": application.reference, "title": application.title, "acronym": application.acronym,
            "main_axis": application.main_axis and application.main_axis.number,
            "institution": application.institution and application.institution.code,
            "requested_amount": application.requested_amount,
        },
        "call": {
            "slug": call.slug, "title": call.title, "edition": call.edition, "profile": call.profile,
            "closes_at": application.closing, "visas_due_at": call.visas_due_at, "contact_email": call.contact_email,
            "parameters": {
                **{key: parameter["value"] for key, parameter in call.parameters.items() if key != CHECKS},
                "edition.numero": call.number,
            },
            "axes": {axis.code: axis.title for axis in call.axes.all()},
        },
        "people": {"lead": _person(application.lead), "deposited_by": _person(by)},
        "totals": totals,
        "files": [_file(item) for item in files],
        **({"complement": complement} if complement else {}),
    })  # fmt: skip
    return {**told, "answers": application.answers}  # plain already: they come from the database


def fingerprint(snapshot: dict[str, Any], form: Named) -> str:
    """SHA-256 of the canonical JSON of {"form": …, "snapshot": …}: keys sorted, no space, UTF-8."""
    return sha256_of_bytes(b'{"form":' + form.written + b',"snapshot":' + canonical(snapshot) + b"}")


def _person(user: User) -> dict[str, Any]:
    return {
        "id": user.pk, "name": str(user), "email": user.email,
        "institution": user.institution.name if user.institution else "",
    }  # fmt: skip


def _file(item: Attachment) -> dict[str, Any]:
    return {
        "key": str(item.key), "field": item.field, "name": item.name, "content_type": item.content_type,
        "sha256": item.sha256, "size": item.size, "pages": item.pages, "caption": item.caption,
        "alt_text": item.alt_text,
    }  # fmt: skip
