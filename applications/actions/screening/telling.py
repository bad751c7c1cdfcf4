"""A complement changes what its request names and nothing else: kept out while it is written, checked when it is sent."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from applications.actions.deposits.attempts import NotDeposited
from applications.methods.merging import fingerprint
from applications.models import Application, Attachment, Complement, Deposit
from applications.queries.deposits.working_copy import changed_since
from applications.rules.complementing import is_open_to_change


def told_of(application: Application, complement: Complement, files: Iterable[Attachment]) -> dict[str, Any]:
    """What the snapshot keeps of the request; NotDeposited when something else was changed, or nothing at all."""
    last = Deposit.objects.filter(application=application).latest("version")
    changed = changed_since(last, application, files)
    if changed - complement.fields:
        raise NotDeposited(
            "Le dossier a été modifié ailleurs que dans les éléments demandés\u00a0: écrivez à la coordination, "
            "qui peut vous rendre le dossier tel que déposé."
        )
    return {
        "asked_at": complement.asked_at, "due_at": complement.due_at, "items": complement.items,
        "changed": sorted(changed), "follows": _followed(last),
    }  # fmt: skip


def withheld(application: Application, sent: dict[str, Any]) -> dict[str, str]:
    """Take out of `sent` what a complement does not ask for; of what would have changed something, the reason by field."""
    locked = {name: verdict.reason for name in sent if not (verdict := is_open_to_change(application, name))}
    values = {name: sent.pop(name) for name in locked}
    return {
        name: reason
        for name, reason in locked.items()
        if fingerprint(values[name]) != fingerprint(application.answers.get(name))
    }


def _followed(last: Deposit) -> dict[str, Any]:
    """The deposit made before the close: the first that was no complement, going back."""
    earlier = last.snapshot.get("complement")
    if earlier:
        followed: dict[str, Any] = earlier["follows"]
        return followed
    return {"version": last.version, "at": last.deposited_at, "closes_at": last.closes_at}
