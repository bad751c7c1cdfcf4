"""Who may do what with accounts and roles, and the sentence when not."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from inmp_portal.accounts.models import BreakGlass, Grant, Role, User
from inmp_portal.accounts.models.grant import CONTENT_READERS
from inmp_portal.lib.verdict import Verdict

Anyone = User | AnonymousUser
REASON_AT_LEAST = 15  # characters: a sentence, not « test »
NOT_A_MANAGER = "Seules la direction du projet et l’administration technique accordent et retirent les rôles."


def has_role(user: Anyone, role: str) -> bool:
    return user.is_authenticated and user.is_active and role in user.roles


def is_coordinator(user: Anyone) -> bool:
    return has_role(user, Role.COORDINATOR)


def is_director(user: Anyone) -> bool:
    return has_role(user, Role.DIRECTOR)


def is_admin(user: Anyone) -> bool:
    """Technical administration: accounts and the instance, never the content of dossiers."""
    return has_role(user, Role.ADMIN)


def is_staff(user: Anyone) -> bool:
    """Holds a role, whichever: a second factor is asked of these people."""
    return user.is_authenticated and user.is_active and bool(user.roles)


def can_manage_roles(user: Anyone, at: datetime) -> Verdict:
    return Verdict.yes() if is_director(user) or is_admin(user) else Verdict.no(NOT_A_MANAGER)


def can_grant(user: User, person: User, role: str, at: datetime) -> Verdict:
    """May `user` give `role` to `person`?"""
    if not (verdict := can_manage_roles(user, at)):
        return verdict
    if person.pk == user.pk:
        return Verdict.no("On ne s’accorde pas un rôle à soi-même : demandez-le à une autre personne habilitée.")
    if not person.is_active:
        return Verdict.no("Ce compte est désactivé : réactivez-le avant de lui accorder un rôle.")
    if role in person.roles:
        return Verdict.no("Cette personne a déjà ce rôle.")
    return Verdict.yes()


def can_revoke(user: User, grant: Grant, at: datetime, *, directors: int) -> Verdict:
    """May `user` take this role back? `directors` is how many people direct the project now."""
    if not (verdict := can_manage_roles(user, at)):
        return verdict
    if grant.revoked_at is not None:
        return Verdict.no("Ce rôle a déjà été retiré.")
    if grant.role == Role.DIRECTOR and directors <= 1:
        return Verdict.no("C’est la dernière personne de la direction du projet : nommez-en une autre d’abord.")
    return Verdict.yes()


def can_switch_account(user: User, person: User, at: datetime) -> Verdict:
    """May `user` close or reopen the account of `person`?"""
    if not (verdict := can_manage_roles(user, at)):
        return verdict
    if person.pk == user.pk:
        return Verdict.no("On ne désactive pas son propre compte.")
    if person.is_active and person.roles:
        return Verdict.no("Cette personne a encore un rôle : retirez-le d’abord.")
    return Verdict.yes()


def can_follow_glass(user: Anyone, at: datetime) -> Verdict:
    """Know of the exceptional accesses: the administration of its own, the coordination and the direction of all."""
    if is_staff(user):
        return Verdict.yes()
    return Verdict.no("Cette page est celle de l’administration, de la coordination et de la direction du projet.")


def can_break_glass(user: User, at: datetime, *, witnesses: int, reason: str | None = None) -> Verdict:
    """May `user` read contents for an hour? `witnesses` is how many people would be told.

    `reason` is None for the page that asks for it; the action gives what was written.
    """
    if user.roles & CONTENT_READERS:
        return Verdict.no("Votre rôle vous donne déjà la lecture des dossiers.")
    if not is_admin(user):
        return Verdict.no("Seule l’administration technique ouvre un accès exceptionnel.")
    if user.break_glass is not None and user.break_glass.is_running(at):
        return Verdict.no("Un accès exceptionnel est déjà ouvert.")
    if not witnesses:
        return Verdict.no("Personne de la coordination ni de la direction ne serait prévenu\u00a0: nommez-en d’abord.")
    if reason is not None and len(reason.strip()) < REASON_AT_LEAST:
        return Verdict.no("Dites en une phrase pourquoi vous devez lire des dossiers.")
    return Verdict.yes()


def can_close_glass(user: User, access: BreakGlass, at: datetime) -> Verdict:
    """Whoever opened it, or one of those who were told."""
    if access.person_id != user.pk and not user.roles & CONTENT_READERS:
        return Verdict.no("Seules la personne qui l’a ouvert, la coordination et la direction referment cet accès.")
    if not access.is_running(at):
        return Verdict.no("Cet accès a déjà pris fin.")
    return Verdict.yes()


def has_a_name(user: Anyone) -> Verdict:
    """A dossier carries the name of its lead, so the profile must have one."""
    if user.is_authenticated and user.first_name.strip() and user.last_name.strip():
        return Verdict.yes()
    return Verdict.no("Indiquez d’abord votre prénom et votre nom dans « Mon compte ».")
