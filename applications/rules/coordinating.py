"""Who may see the whole of a call, and how much of a dossier."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from applications.states import DocumentState
from inmp_portal.accounts.models import COORDINATION
from inmp_portal.lib.verdict import Verdict

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from applications.models import Application, Document
    from inmp_portal.accounts.models import User


def can_coordinate(user: User | AnonymousUser, at: datetime) -> Verdict:
    """May this person act for the coordination?"""
    if user.is_authenticated and user.is_active and user.roles & COORDINATION:
        return Verdict.yes()
    return Verdict.no("Ces pages sont celles de la coordination et de la direction du projet.")


def can_consult(user: User | AnonymousUser, at: datetime) -> Verdict:
    """May this person read the coordination's pages? By role, or by an exceptional access, which gives no action."""
    if user.is_authenticated and user.is_active and user.reads_contents(at):
        return Verdict.yes()
    return can_coordinate(user, at)


def can_read_deposits(user: User | AnonymousUser, application: Application, at: datetime) -> Verdict:
    """May the coordination read what the team wrote? Only what was deposited is its business."""
    if not (verdict := can_consult(user, at)):
        return verdict
    if application.deposit_count:
        return Verdict.yes()
    return Verdict.no("Ce dossier n’est pas déposé : seuls son titre, son axe et sa complétude sont visibles.")


def can_rebuild(user: User | AnonymousUser, document: Document, at: datetime) -> Verdict:
    """May this PDF be queued again? Only one that was given up: the others are made, or will be."""
    if not (verdict := can_coordinate(user, at)):
        return verdict
    if document.state == DocumentState.FAILED:
        return Verdict.yes()
    if document.state == DocumentState.READY:
        return Verdict.no("Ce PDF est prêt\u00a0: il n’est jamais refait.")
    return Verdict.no("La fabrication de ce PDF est déjà en cours ou prévue.")
