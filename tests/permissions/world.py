"""A small world with something to leak: two leads with their dossiers, and the people of each role."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import md5
from typing import Any

from allauth.mfa.models import Authenticator

from applications.actions.deposits.building import claim_documents, keep_built
from applications.actions.team.answering import accept
from applications.actions.team.inviting import invite
from applications.models import Application, Attachment, Call, Document
from applications.states import State, TeamRole
from events.actions.booking import Asked, book
from events.actions.loading import load_cafes
from events.actions.own.joining import Joined
from events.actions.registering import Entry, register
from events.content import read_cafes
from inmp_portal.accounts.actions.glass import break_glass
from inmp_portal.accounts.models import BreakGlass, Role, User
from inmp_portal.lib import clock
from inmp_portal.lib.files import store
from inmp_portal.outbox.models import Mail
from tests.factories.deposits import BUILDERS
from tests.factories.people import UserFactory
from tests.permissions.messages import said
from tests.permissions.screening import STEPS

SECRETS = ("Titre que nul autre ne lit", "SECRETACRO", "Ondine Quérou", "ondine.querou@exemple.fr", "Réponse secrète")
_FILE = b"%PDF-1.7 une piece"


class Spoken(dict[str, dict[str, Any]]):
    """What addresses speak of; the steps of a screening are made when a page first speaks of them."""

    def __init__(self, known: dict[str, dict[str, Any]], make: Callable[[str], dict[str, Any]]) -> None:
        super().__init__(known)
        self.make = make

    def __missing__(self, step: str) -> dict[str, Any]:
        self[step] = self.make(step)
        return self[step]


@dataclass
class World:
    """`people` by role; `of` maps what an address speaks of to the values of its parameters."""

    people: dict[str, User | None]
    of: dict[str, dict[str, Any]] = field(default_factory=dict)


def build(call: Call) -> World:
    """Everything that an address of `declared.PAGES` may speak of."""
    people = _people()
    lead = people["lead"]
    secret = {"lead": lead, "title": SECRETS[0], "lead_name": SECRETS[2]}
    draft = BUILDERS[State.DRAFT](call=call, acronym=SECRETS[1], answers={"contexte": SECRETS[4]}, **secret)
    deposited = BUILDERS[State.DEPOSITED](call=call, acronym=f"{SECRETS[1]}2", **secret)
    _build_pdf(deposited)
    BUILDERS[State.DRAFT](call=call, lead=people["other"])
    return World(
        people,
        Spoken({
            "": {},
            "cafe": {"slug": "cafe-27-mai", "format": "csv"},
            "appointments": {"slug": "cafe-23-juin"},
            **_registered(lead),
            "plan": {"scope": "inmp-2025", "rule": "veille-ouvree"},
            "mail_kind": {"kind": "accuse_reception"},
            "directory": {"provider_id": "annuaire"},
            "date": {"code": call.dates.filter(is_public=True).order_by("position")[0].code},
            "draft": {"reference": draft.reference, "key": "science", "version": 1, "kind": "complete"},
            "deposited": {"reference": deposited.reference, "version": 1, "kind": "complete"},
            "given_up": {"reference": deposited.reference, "version": 1, "kind": _give_up(deposited)},
            **_team(people, draft, deposited),
            "said": said(people, deposited, SECRETS[0]),
            "file": {"reference": draft.reference, "key": _join(draft).key},
            "key": {"pk": _key_of(UserFactory.create()).pk},
            "glass": {"pk": _break_glass(people["glass"]).pk},
            "grant": {"pk": people["coordinator"].grants.get().pk},
            "attachment": {"reference": deposited.reference, "key": _stored(deposited).key},
            "message": {"reference": _mail("queued"), "position": 1},
            "failed": {"reference": _mail("failed")},
            "withheld": {"reference": _mail("withheld")},
        }, lambda step: STEPS[step](call, people, {**secret, "acronym": f"{SECRETS[1]}3"})),
    )  # fmt: skip


def _team(people: dict[str, Any], *dossiers: Application) -> dict[str, dict[str, Any]]:
    """A co-lead and a reader of each dossier, by the real actions; somebody else is invited to the first, unanswered."""
    at, lead = clock.now(), people["lead"]
    for dossier in dossiers:
        for role in (TeamRole.CO_LEAD, TeamRole.READER):
            who = people[role.value]
            made = invite(application=dossier, email=who.email, role=role, by=lead, at=at)
            accept(membership=made, by=who, at=at)
    member = dossiers[0].memberships.get(role=TeamRole.CO_LEAD)
    invited = invite(application=dossiers[0], email="invitee@exemple.fr", role=TeamRole.READER, by=lead, at=at)
    Mail.objects.filter(object_type="applications.membership").delete()
    return {
        "member": {"reference": dossiers[0].reference, "member": member.reference},
        "invitation": {"reference": invited.reference},
    }


_OPENED = datetime(2025, 5, 2, 9, 0, tzinfo=clock.PARIS)


def _registered(lead: User) -> dict[str, dict[str, Any]]:
    """Registrations of the lead: to the open session, its link included, and one that waits for a slot."""
    cafes = load_cafes(call=Call.objects.get(), content=read_cafes("inmp-2025"), by=None, at=_OPENED)
    person = {"first_name": "Ondine", "last_name": "Quérou", "email": SECRETS[3], "unit": "Cardiologie"}
    entry = Entry(person, {"idee": SECRETS[4]}, {"rgpd": True})
    seated = register(cafe=cafes[0], entry=entry, by=lead, at=_OPENED)
    desk = cafes[1].desks.order_by("code")[0]
    asked = Asked(SECRETS[4], desk=desk, file=Joined("piece.pdf", store.put(_FILE), len(_FILE)))
    entry = Entry(person, {"creneaux_possibles": ["23:45"]}, {"rgpd": True})  # an hour that never comes free
    offered = book(cafe=cafes[1], entry=entry, asked=asked, slot=None, token="", by=lead, at=_OPENED)
    Mail.objects.filter(
        object_type="events.registration"
    ).delete()  # a demonstration's mailbox shows mails to everybody
    return {
        "registration": {"reference": seated.reference, "token": seated.token},
        "seated": {"slug": "cafe-27-mai", "reference": seated.reference},
        "offered": {"reference": offered.reference},
        "question": {"reference": offered.question.reference},
        "desk": {"slug": desk.cafe.slug, "code": desk.code, "secret": desk.feed_secret},
        "desk_cafe": {"slug": desk.cafe.slug, "secret": desk.cafe.feed_secret},
    }


def _build_pdf(application: Application) -> None:
    """The dossier's PDF, as the worker leaves it."""
    document = Document.objects.get(pk=claim_documents(at=clock.now(), limit=1)[0])
    assert (document.deposit.application, document.kind) == (application, "complete")
    digest = store.put(f"%PDF-1.7 {SECRETS[0]}".encode())
    keep_built(document=document, at=clock.now(), sha256=digest, size=30, pages=1)


def _key_of(person: User) -> Authenticator:
    """A passkey of somebody else: for every role it does not exist."""
    return Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data={"name": SECRETS[0]})


def _break_glass(person: User) -> BreakGlass:
    """An exceptional access that runs, opened by the action."""
    return break_glass(by=person, at=clock.now(), reason="Un PDF manque au dossier, à vérifier.")


def _give_up(application: Application) -> str:
    """The dossier's receipt, after its last attempt; returns its kind."""
    document = Document.objects.get(deposit__application=application, kind="receipt")
    Document.objects.filter(pk=document.pk).update(state="failed", attempts=5, error=f"Interrompue : {SECRETS[0]}")
    return str(document.kind)


def _join(application: Application) -> Attachment:
    """A file of a draft, as the action leaves it."""
    return Attachment.objects.create(
        application=application, field="cv_porteur", name=f"{SECRETS[0]}.pdf", content_type="application/pdf", size=40,
        sha256=store.put(f"%PDF-1.7 {SECRETS[4]}".encode()), added_at=clock.now(), added_by=application.lead,
    )  # fmt: skip


def _people() -> dict[str, Any]:
    names = {"first_name": "Ondine", "last_name": "Quérou", "email": SECRETS[3]}
    return {
        "visitor": None,
        "lead": UserFactory.create(**names),
        "co_lead": UserFactory.create(),
        "reader": UserFactory.create(),
        "other": UserFactory.create(),
        "coordinator": UserFactory.create(roles=[Role.COORDINATOR]),
        "director": UserFactory.create(roles=[Role.DIRECTOR]),
        "administrator": UserFactory.create(roles=[Role.ADMIN]),
        "glass": UserFactory.create(roles=[Role.ADMIN]),
    }


def _stored(application: Application) -> Attachment:
    """A file of the deposit, its bytes in the store."""
    kept = application.attachments.order_by("pk")[0]
    Attachment.objects.filter(pk=kept.pk).update(sha256=store.put(_FILE), size=len(_FILE))
    return kept


def _mail(state: str) -> str:
    """A mail in that state, with a file; returns its public reference."""
    file = {"name": "a.pdf", "content_type": "application/pdf", "sha256": store.put(_FILE)}
    mail = Mail.objects.create(
        kind="probe", to=["quelqu-un@exemple.fr"], subject="Bonjour", text="Bonjour", html="<p>Bonjour</p>", state=state,
        attachments=[file], queued_at=clock.now(), dedup_key=f"probe-{state}",
        message_id=f"<{md5(state.encode()).hexdigest()}@exemple.fr>",
    )  # fmt: skip
    return str(mail.message_id).strip("<>").split("@")[0]
