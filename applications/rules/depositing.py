"""Who may deposit, reopen, withdraw, restore, prolong and read a deposit: now, and if not, why."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from applications.models import Application, Deposit
from applications.rules.closing import is_open_for
from applications.states import APPLICATION, Phase, State
from inmp_portal.accounts.models import COORDINATION
from inmp_portal.lib.verdict import Verdict

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from inmp_portal.accounts.models import User


def can_deposit(user: User, application: Application, at: datetime) -> Verdict:
    """For buttons and pages; the action asks `is_depositable` and lets the database decide the instant."""
    return is_depositable(user, application, at) and is_open_for(application, at)


def is_depositable(user: User, application: Application, at: datetime) -> Verdict:
    """Everything that depositing asks, except the close."""
    if not application.is_led_by(user):
        return Verdict.no("Seule la personne porteuse peut déposer le dossier.")
    if application.state == State.DEPOSITED and not application.reopened_at:
        return Verdict.no(
            "Cette version est déjà déposée. Tant que le dépôt est ouvert, rouvrez le dossier pour la modifier."
        )
    if application.state == State.WITHDRAWN:  # the table allows it, but for restoring
        return Verdict.no("Ce dossier est retiré\u202f: rétablissez-le avant de le déposer.")
    if application.state == State.DEPOSITED:
        return Verdict.yes()
    if application.state == State.COMPLEMENT:
        return Verdict.no("Un complément vous est demandé\u00a0: il s’envoie depuis la page du complément.")
    return APPLICATION.verdict(application.state, State.DEPOSITED)


def can_reopen(user: User, application: Application, at: datetime) -> Verdict:
    """Open a working copy of a deposited dossier; the deposited version stays valid."""
    if not application.is_led_by(user):
        return Verdict.no("Seule la personne porteuse peut rouvrir le dossier.")
    if application.state != State.DEPOSITED:
        return Verdict.no(f"Seul un dossier déposé se rouvre\u202f; celui-ci est «\u00a0{_said(application)}\u00a0».")
    in_time = is_open_for(application, at)
    if in_time and application.reopened_at:
        return Verdict.no("Le dossier est déjà rouvert.")
    return in_time


def can_abandon_changes(user: User, application: Application, at: datetime) -> Verdict:
    """Come back to the deposited version."""
    if not application.is_led_by(user):
        return Verdict.no("Seule la personne porteuse peut abandonner les modifications.")
    if application.state != State.DEPOSITED or not application.reopened_at:
        return Verdict.no("Aucune modification n’est en cours\u202f: la version déposée est celle que vous voyez.")
    return is_open_for(application, at)


def can_withdraw(user: User, application: Application, at: datetime) -> Verdict:
    if not application.is_led_by(user):
        return Verdict.no("Seule la personne porteuse peut retirer le dossier.")
    if application.call.phase(at) >= Phase.SITTING:
        return Verdict.no("Le comité a commencé à siéger\u202f: écrivez à la coordination.")
    return APPLICATION.verdict(application.state, State.WITHDRAWN)


def can_restore(user: User, application: Application, at: datetime) -> Verdict:
    if not application.is_led_by(user):
        return Verdict.no("Seule la personne porteuse peut rétablir le dossier.")
    if application.call.phase(at) >= Phase.SITTING:
        return Verdict.no("Le comité a commencé à siéger\u202f: écrivez à la coordination.")
    return APPLICATION.verdict(application.state, State.DEPOSITED if application.deposit_count else State.DRAFT)


def can_grant_extension(user: User, application: Application, at: datetime) -> Verdict:
    """More time for one dossier, until the reviews begin."""
    if not _is_staff(user):
        return Verdict.no("Seules la coordination et la direction du projet accordent une prolongation.")
    if application.state not in (State.DRAFT, State.DEPOSITED):
        return Verdict.no(
            f"Une prolongation ne vaut que pour un brouillon ou un dossier déposé\u202f; celui-ci est «\u00a0{_said(application)}\u00a0»."
        )
    if application.call.phase(at) >= Phase.REVIEW:
        return Verdict.no("Les évaluations ont commencé\u202f: une prolongation n’est plus possible.")
    return Verdict.yes()


def can_preview(user: User, application: Application, at: datetime) -> Verdict:
    """Read the working copy as a PDF."""
    if application.role_of(user):
        return Verdict.yes()
    return Verdict.no("L’aperçu d’un brouillon est réservé à l’équipe du dossier.")


def can_follow(user: User, application: Application, at: datetime) -> Verdict:
    """Read the page of one's own dossier: where it stands, its deposits, its history."""
    if application.role_of(user):
        return Verdict.yes()
    return Verdict.no("Cette page est réservée à l’équipe du dossier.")


def can_read_deposit(user: User, deposit: Deposit, at: datetime) -> Verdict:
    """Read a deposited version, its receipt and its PDFs."""
    if deposit.application.role_of(user) or user.reads_contents(at):
        return Verdict.yes()
    return Verdict.no("Ce dépôt est réservé à l’équipe du dossier et à la coordination.")


def _is_staff(user: User | AnonymousUser) -> bool:
    return user.is_authenticated and bool(user.roles & COORDINATION)


def _said(application: Application) -> str:
    return str(State(application.state).label)
