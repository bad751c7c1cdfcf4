"""Who may open what: every address of the portal, declared by its name. An undeclared one fails its test.

To add a page: one line in `PAGES`, with who may open it, what it needs in its address (`of`, see `world.py`) and, for
what changes something, `method="post"`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

ROLES = {
    "visitor": "visite",
    "lead": "porteur ou porteuse du dossier",
    "co_lead": "co-porteur ou co-porteuse",
    "reader": "lecture seule du dossier",
    "other": "autre porteur ou porteuse",
    "coordinator": "coordination",
    "director": "direction",
    "administrator": "administration technique",
    "glass": "administration, accès exceptionnel ouvert",
}
OPEN, SIGN_IN, ABSENT, REFUSED = "ouvert", "connexion", "introuvable", "refusé"
LEGEND = (
    "« ouvert » : la page répond. « connexion » : elle demande de se connecter. « introuvable » : elle répond comme si "
    "elle n’existait pas. « refusé » : elle dit pourquoi elle n’est pas permise.\n"
)
Access = Mapping[str, str]


def _access(visitor: str, others: str, **those: str) -> Access:
    return {"visitor": visitor, **{role: others for role in ROLES if role != "visitor"}, **those}


EVERYBODY = _access(OPEN, OPEN)
MEMBERS = _access(SIGN_IN, OPEN)
STAFF = _access(SIGN_IN, ABSENT, coordinator=OPEN, director=OPEN)  # acting for the coordination
CONSULTING = STAFF | {"glass": OPEN}  # reading what it reads
WITHOUT_FACTOR = _access(SIGN_IN, REFUSED)  # confirms a factor; nobody of these roles has set one up here
NOBODY = _access(SIGN_IN, ABSENT)  # of these roles: what it speaks of is somebody else's
LEAD = _access(SIGN_IN, ABSENT, lead=OPEN)
TEAM = LEAD | {"co_lead": OPEN, "reader": OPEN}
WRITERS = TEAM | {"reader": REFUSED}
GUEST = _access(ABSENT, ABSENT, lead=OPEN)  # whoever registered: by the link of a mail, or by one's account
READERS = CONSULTING | {"lead": OPEN, "co_lead": OPEN, "reader": OPEN}
MANAGERS = _access(SIGN_IN, ABSENT, director=OPEN, administrator=OPEN, glass=OPEN)
HOLDERS = MANAGERS | {"coordinator": OPEN}  # of any role
WITNESSES = STAFF | {"glass": OPEN}  # the coordination, the direction, and the person herself
MAIL_KEEPERS = STAFF | {"glass": REFUSED}  # an exceptional access sees the mail, and may do nothing with it


@dataclass(frozen=True)
class Page:
    """`access` by role; `of` names what the address speaks of in the test's world."""

    access: Access
    of: str = ""
    method: str = "get"
    asks: str = "a rule"  # or "everybody" (says nothing of anyone), or "oneself" (speaks only of who asks)


def _public(of: str = "") -> Page:
    return Page(EVERYBODY, of=of, asks="everybody")


PAGES: dict[str, Page] = {
    "events:cafe_list": _public(),
    "events:cafe_detail": _public("cafe"),
    "events:registration_create": _public("cafe"),
    "events:registration_done": _public("cafe"),
    "events:booking_start": _public("appointments"),
    "events:slot_choose": _public("appointments"),
    "events:booking_confirm": _public("appointments"),
    "events:hold_extend": Page(EVERYBODY, of="appointments", method="post", asks="everybody"),
    "events:question_ask": _public("cafe"),
    "events:link_ask": _public(),
    "events:appointment_move": Page(GUEST, of="registration"),
    "events:offer_accept": Page(GUEST, of="offered"),
    "events:registration_open": _public("registration"),
    "events:registration_detail": Page(GUEST, of="registration"),
    "events:registration_change": Page(GUEST, of="registration"),
    "events:registration_cancel": Page(GUEST, of="registration"),
    "events:registration_calendar": Page(GUEST, of="registration"),
    "events:feedback_give": Page(GUEST, of="registration"),
    "events:registration_held": Page(GUEST, of="registration"),
    "events:registration_held_file": Page(GUEST, of="registration"),
    "events:consents_withdraw": Page(GUEST, of="registration", method="post"),
    "events:sign_in_sheet": Page(STAFF, of="cafe"),
    "events:badges": Page(STAFF, of="cafe"),
    "events:feedback_results": Page(STAFF, of="cafe"),
    "events:reception": Page(STAFF, of="cafe"),
    "events:walk_in": Page(STAFF, of="cafe", method="post"),
    "events:absences_note": Page(STAFF, of="cafe", method="post"),
    "events:absences_undo": Page(STAFF, of="cafe", method="post"),
    "events:arrival_note": Page(STAFF, of="seated", method="post"),
    "events:arrival_undo": Page(STAFF, of="seated", method="post"),
    "events:walk_in_address": Page(STAFF, of="seated", method="post"),
    "events:desk_agenda": Page(STAFF, of="desk"),
    "events:desk_pdf": Page(STAFF, of="desk"),
    "events:desk_feed_rotate": Page(STAFF, of="desk"),
    "events:desk_feed": Page(EVERYBODY, of="desk"),  # by the secret of its address
    "events:cafe_feed": Page(EVERYBODY, of="desk_cafe"),
    "events:question_answer": Page(STAFF, of="question"),
    "events:cafe_desks": Page(STAFF),
    "events:cafe_board": Page(STAFF, of="appointments"),
    "events:cafe_caterer": Page(STAFF, of="cafe"),
    "events:cafe_registrations": Page(STAFF, of="cafe"),
    "events:cafe_export": Page(STAFF, of="cafe", method="post"),
    "events:registration_read": Page(STAFF, of="registration"),
    "events:cafe_close": Page(STAFF, of="cafe"),
    "events:cafe_open": Page(STAFF, of="cafe"),
    "events:cafe_capacity": Page(STAFF, of="cafe"),
    "events:cafe_overbook": Page(STAFF, of="cafe"),
    "events:cafe_guichets": Page(STAFF, of="appointments"),
    "events:cafe_lexicon": Page(STAFF, of="appointments"),
    "events:cafe_messages": Page(STAFF, of="cafe"),
    "events:message_write": Page(STAFF, of="cafe"),
    "events:cafe_relocate": Page(STAFF, of="appointments"),
    "events:cafe_video": Page(STAFF, of="appointments"),
    "events:cafe_slots": Page(STAFF, of="appointments"),
    "events:slots_plan": Page(STAFF, of="appointments"),
    "events:slots_close": Page(STAFF, of="appointments"),
    "events:slots_open": Page(STAFF, of="appointments", method="post"),
    "events:assignment_ask": Page(STAFF, of="appointments"),
    "events:cafe_proposal": Page(STAFF, of="appointments"),
    "events:proposal_drop": Page(STAFF, of="appointments", method="post"),
    "events:appointment_displace": Page(STAFF, of="registration"),
    "events:appointment_dismiss": Page(STAFF, of="registration"),
    "events:question_document": Page(STAFF, of="question"),
    "events:question_list": Page(STAFF, of="cafe"),
    "events:cafe_feed_rotate": Page(STAFF, of="desk"),
    "events:question_publish": Page(STAFF, of="question"),
    "events:question_unpublish": Page(STAFF, of="question"),
    "events:document_own": Page(GUEST, of="offered"),
    "events:document_remove": Page(GUEST, of="offered", method="post"),
    "events:registration_dossier": Page(GUEST, of="registration"),
    "events:dossier_new": Page(GUEST, of="registration"),
    "applications:home": _public(),
    "applications:call_detail": _public(),
    "applications:axis_list": _public(),
    "applications:calendar": _public(),
    "applications:calendar_file": _public(),
    "applications:date_file": _public("date"),
    "applications:evaluation": _public(),
    "applications:faq": _public(),
    "applications:call_documents": _public(),
    "applications:blank_form": _public(),
    "applications:laureate_list": _public(),
    "applications:contact": _public(),
    "applications:legal": _public(),
    "applications:personal_data": _public(),
    "applications:accessibility": _public(),
    "applications:verify": _public(),
    "applications:robots": _public(),
    "applications:security": _public(),
    "applications:application_detail": Page(TEAM, of="draft"),
    "applications:application_resume": Page(TEAM, of="draft"),
    "applications:preview_pdf": Page(TEAM, of="draft"),
    "applications:deposit_confirm": Page(TEAM, of="draft"),
    "applications:receipt_detail": Page(READERS, of="deposited"),
    "applications:document_download": Page(READERS, of="deposited"),
    "applications:version_list": Page(TEAM, of="deposited"),
    "applications:application_reopen": Page(TEAM, of="deposited"),
    "applications:changes_abandon": Page(TEAM, of="deposited"),
    "applications:application_withdraw": Page(TEAM, of="deposited"),
    "applications:application_restore": Page(TEAM, of="deposited"),
    "applications:attachment_add": Page(TEAM, of="draft", method="post"),
    "applications:attachment_download": Page(TEAM, of="file"),
    "applications:attachment_describe": Page(WRITERS, of="file", method="post"),
    "applications:attachment_remove": Page(WRITERS, of="file", method="post"),
    "applications:team": Page(TEAM, of="draft"),
    "applications:member_remove": Page(TEAM, of="member"),
    "applications:member_renew": Page(TEAM, of="member"),
    "applications:member_leave": Page(TEAM, of="member"),
    "applications:member_finish": Page(TEAM, of="member"),
    "applications:dossier_offer": Page(TEAM, of="member"),
    "applications:dossier_offer_end": Page(TEAM, of="member"),
    "applications:dossier_take_over": Page(TEAM, of="member"),
    "applications:dossier_decline": Page(TEAM, of="member"),
    "applications:message_list": Page(TEAM, of="said"),
    "applications:message_settle": Page(TEAM, of="said"),
    "applications:message_desk": Page(CONSULTING),
    "applications:desk_message_list": Page(CONSULTING, of="said"),
    "applications:desk_message_settle": Page(STAFF, of="said"),
    "applications:invitation": Page(NOBODY, of="invitation"),
    "applications:extension_grant": Page(STAFF, of="draft"),
    "applications:dashboard": Page(CONSULTING),
    "applications:complement": Page(TEAM, of="completed"),
    "applications:screening_list": Page(CONSULTING),
    "applications:screening_detail": Page(CONSULTING, of="screened"),
    "applications:screening_start": Page(STAFF, of="closed", method="post"),
    "applications:check_answer": Page(STAFF, of="screened", method="post"),
    "applications:complement_ask": Page(STAFF, of="screened"),
    "applications:complement_extend": Page(STAFF, of="completed"),
    "applications:complement_end": Page(STAFF, of="completed"),
    "applications:ruling_make": Page(STAFF, of="screened"),
    "applications:ruling_confirm": Page(STAFF, of="proposed"),
    "applications:ruling_drop": Page(STAFF, of="proposed"),
    "applications:ruling_reverse": Page(STAFF, of="decided"),
    "applications:coordination_list": Page(CONSULTING),
    "applications:coordination_export": Page(STAFF, method="post"),
    "applications:document_list": Page(STAFF),
    "applications:file_quarantine": Page(STAFF, of="attachment"),
    "applications:file_release": Page(STAFF, of="attachment"),
    "applications:document_rebuild": Page(STAFF, of="given_up", method="post"),
    "applications:coordination_detail": Page(CONSULTING, of="deposited"),
    "applications:application_start": Page(MEMBERS),
    "applications:application_check": Page(TEAM, of="draft"),
    "applications:section_edit": Page(TEAM, of="draft"),
    "applications:section_autosave": Page(WRITERS, of="draft", method="post"),
    "accounts:profile": Page(MEMBERS, asks="oneself"),
    "accounts:welcome": Page(MEMBERS, asks="oneself"),
    "accounts:roles": Page(MANAGERS),
    "accounts:role_revoke": Page(MANAGERS, of="grant", method="post"),
    "accounts:glass": Page(HOLDERS),
    "accounts:glass_close": Page(WITNESSES, of="glass", method="post"),
    "accounts:session_end": Page(MEMBERS, method="post", asks="oneself"),
    "account_login": _public(),
    "account_directory": Page(_access(ABSENT, ABSENT), method="post", asks="everybody"),  # no directory by default
    "openid_connect_callback": Page(_access(ABSENT, ABSENT), of="directory", asks="everybody"),
    "account_confirm_login_code": Page(_access(SIGN_IN, SIGN_IN), asks="oneself"),
    "account_logout": Page(_access(OPEN, OPEN), asks="oneself"),
    "account_inactive": _public(),
    "usersessions_list": Page(MEMBERS, asks="oneself"),
    "mfa_index": Page(MEMBERS, asks="oneself"),
    "mfa_authenticate": Page(MEMBERS, asks="oneself"),
    "mfa_reauthenticate": Page(WITHOUT_FACTOR, asks="oneself"),
    "mfa_activate_totp": Page(MEMBERS, asks="oneself"),
    "mfa_deactivate_totp": Page(NOBODY, asks="oneself"),
    "mfa_view_recovery_codes": Page(NOBODY, asks="oneself"),
    "mfa_generate_recovery_codes": Page(MEMBERS, asks="oneself"),
    "mfa_list_webauthn": Page(MEMBERS, asks="oneself"),
    "mfa_add_webauthn": Page(MEMBERS, asks="oneself"),
    "mfa_reauthenticate_webauthn": Page(WITHOUT_FACTOR, asks="oneself"),
    "mfa_login_webauthn": Page(MEMBERS, asks="oneself"),
    "mfa_remove_webauthn": Page(NOBODY, of="key", asks="oneself"),
    "mfa_edit_webauthn": Page(NOBODY, of="key", asks="oneself"),
    "home:space": Page(MEMBERS, asks="oneself"),
    "home:personas": _public(),
    "home:clock": _public(),
    "home:mailbox": _public(),
    "home:message": _public("message"),
    "home:message_html": _public("message"),
    "home:message_attachment": _public("message"),
    "home:mail_list": Page(CONSULTING),
    "home:mail_plan_list": Page(STAFF),
    "home:mail_plan_detail": Page(STAFF, of="plan"),
    "home:mail_plan_hold": Page(STAFF, of="plan", method="post"),
    "home:mail_plan_let_go": Page(STAFF | {"coordinator": REFUSED, "director": REFUSED}, of="plan", method="post"),
    "home:mail_plan_send": Page(STAFF, of="plan"),
    "home:mail_text_list": Page(STAFF),
    "home:mail_text_edit": Page(STAFF, of="mail_kind"),
    "home:mail_text_preview": Page(STAFF, of="mail_kind", method="post"),
    "home:mail_text_take_back": Page(STAFF, of="mail_kind"),
    "home:mail_detail": Page(CONSULTING, of="message"),
    "home:mail_retry": Page(MAIL_KEEPERS, of="failed", method="post"),
    "home:mail_abort": Page(MAIL_KEEPERS, of="message", method="post"),
    "home:mail_withhold": Page(MAIL_KEEPERS, of="message", method="post"),
    "home:mail_release": Page(MAIL_KEEPERS, of="withheld", method="post"),
}
# Django's console has its own checks: tests/architecture/test_console.py.
CONSOLE = "admin:"
# A second name that allauth looks up, for an address that has its own.
ALIASES = {"account_request_login_code": "account_login"}
PUBLIC: set[str] = {name for name, page in PAGES.items() if page.asks == "everybody"}
OWN: set[str] = {name for name, page in PAGES.items() if page.asks == "oneself"}


def is_exempt(view_name: str, module: str) -> bool:
    """May this page answer without asking a rule or reading through `visible_to`?"""
    return view_name in PUBLIC | OWN or view_name.startswith(CONSOLE)


def addresses() -> Iterator[tuple[str, str]]:
    """Every address of the portal with its name, in their order."""
    seen: set[str] = set()
    for address, name in every_address():
        if name not in seen and name not in ALIASES and not name.startswith(CONSOLE):
            seen.add(name)
            yield address, name


def every_address() -> Iterator[tuple[str, str]]:
    """The same, packages and repeated names included."""
    return _walk(get_resolver().url_patterns, "/", "")


def table() -> list[tuple[str, str, Access]]:
    """Address, name and access, for the documentation; undeclared addresses are left to their test."""
    return [(address, name, PAGES[name].access) for address, name in addresses() if name in PAGES]


def _walk(patterns: list[Any], prefix: str, namespace: str) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        route = prefix + re.sub(r"<(?:\w+:)?(\w+)>", r"<\1>", str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, route, inner)
        elif isinstance(pattern, URLPattern):
            yield route, f"{namespace}{pattern.name or ''}"
