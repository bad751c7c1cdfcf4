"""One deposited dossier as the coordination reads it: its facts, its versions with their PDFs, its history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from applications.models import Application, Deposit


@dataclass(frozen=True)
class DepositedDossier:
    """What the page shows; `deposits` come latest first, each with its documents."""

    application: Application
    deposits: list[Deposit]

    @property
    def last(self) -> Deposit:
        return self.deposits[0]


def deposited_dossier(application: Application) -> DepositedDossier:
    """Read it all; the caller has checked that the dossier may be seen."""
    deposits: Any = (
        Deposit.objects.filter(application=application)
        .select_related("deposited_by")
        .prefetch_related("documents")
        .order_by("-version")
    )
    return DepositedDossier(application, list(deposits))
