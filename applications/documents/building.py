"""Which document is made for which row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from applications.documents.dossier import dossier_document
from applications.documents.receipt import receipt_document
from applications.documents.source import source_of_deposit
from applications.models import Deposit
from applications.states import DocumentKind

Built = tuple[str, Mapping[str, bytes]]
_BUILDERS: dict[str, Callable[[Deposit, datetime], Built]] = {
    DocumentKind.COMPLETE: lambda deposit, at: dossier_document(source_of_deposit(deposit), at),
    DocumentKind.REVIEWER: lambda deposit, at: dossier_document(source_of_deposit(deposit, "reviewer"), at),
    DocumentKind.RECEIPT: receipt_document,
}


def document_for(deposit: Deposit, kind: str, at: datetime) -> Built:
    """The HTML and the assets of one PDF of a deposit."""
    return _BUILDERS[kind](deposit, at)
