"""The messages of a dossier as its pages show them, who would read the next one, and which wait for an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db.models import Prefetch, TextChoices

from applications.models import Addressee, Application, Call, Membership, Message
from applications.models.message import MessageQuerySet
from applications.states import Audience, Side, TeamRole
from inmp_portal.accounts.models import Role, User
from inmp_portal.lib import keyset
from inmp_portal.lib.french import counted

PAGE_SIZE = 50
THREAD = 200  # messages shown; a dossier that has more says so


@dataclass(frozen=True)
class Person:
    """Somebody who reads a message, with the role that is printed beside their name."""

    user: User
    role: str
    side: Side


@dataclass(frozen=True)
class Readers:
    """Everybody who reads what is written to an audience, its author included."""

    audience: Audience
    people: tuple[Person, ...]

    @property
    def words(self) -> str:
        """« L’équipe du dossier (4 personnes) et la coordination (2 personnes) »."""
        team, desk = (self._count(side) for side in (Side.TEAM, Side.COORDINATION))
        if self.audience == Audience.COORDINATION:
            return f"La coordination seulement ({desk})"
        return f"L’équipe du dossier ({team}) et la coordination ({desk})"

    def _count(self, side: Side) -> str:
        return counted(sum(person.side == side for person in self.people), "personne")

    def besides(self, author: User) -> list[Person]:
        return [person for person in self.people if person.user.pk != author.pk]


@dataclass(frozen=True)
class Thread:
    """The messages of a dossier, the latest first. `is_cut`: older ones are left out."""

    messages: list[Message]
    is_cut: bool

    @property
    def waiting_for_team(self) -> list[Message]:
        return [one for one in self.messages if one.is_waiting and one.side == Side.COORDINATION]

    @property
    def waiting_for_coordination(self) -> list[Message]:
        return [one for one in self.messages if one.is_waiting and one.side == Side.TEAM]


class Waiting(TextChoices):
    """The parts of the coordination's list."""

    FOR_COORDINATION = "a-repondre", "En attente de votre réponse"
    FOR_TEAM = "equipes", "En attente d’une équipe"
    ALL = "tous", "Tous les messages"


@dataclass(frozen=True)
class Listing:
    """One page of a part of the list; how many messages each part holds."""

    part: str
    page: keyset.Page
    counts: dict[str, int]


def readers_of(application: Application) -> dict[Audience, Readers]:
    """Who reads each audience now; three queries. Whoever is of the team is not counted with the coordination."""
    members = Membership.objects.active().filter(application=application).select_related("user").order_by("role", "pk")
    team = [Person(application.lead, str(TeamRole.LEAD.label), Side.TEAM)]
    team += [Person(one.user, str(one.get_role_display()), Side.TEAM) for one in members if one.user]
    known = {person.user.pk for person in team}
    desk = [
        Person(user, _role_at_the_desk(user), Side.COORDINATION)
        for user in User.objects.content_readers_with_roles()
        if user.pk not in known
    ]
    return {
        Audience.EVERYBODY: Readers(Audience.EVERYBODY, (*team, *desk)),
        Audience.COORDINATION: Readers(Audience.COORDINATION, tuple(desk)),
    }


def mark_of(readers: dict[Audience, Readers]) -> str:
    """A short digest of who would read, to be told when it changed between the reading of a page and its sending."""
    said = [(str(audience), [(one.user.pk, one.role) for one in found.people]) for audience, found in readers.items()]
    return sha256(repr(said).encode()).hexdigest()[:32]


def thread_of(application: Application, user: User, at: datetime) -> Thread:
    """What this person may read; three queries whatever the number of messages."""
    rows = Message.objects.visible_to(user, at).filter(application=application)
    found = list(_told(rows).order_by("-id")[: THREAD + 1])
    for message in found:
        message.application = application
    return Thread(found[:THREAD], is_cut=len(found) > THREAD)


def listing(part: str, *, call: Call, user: User, at: datetime, token: str = "") -> Listing:
    """Read one page and the counts; one's own teams' dossiers are answered by somebody else."""
    rows = Message.objects.visible_to(user, at).filter(application__call=call)
    rows = rows.exclude(application__in=Application.objects.of_team(user).order_by().values("pk"))
    parts = {
        Waiting.FOR_COORDINATION: rows.waiting(written_by=Side.TEAM),
        Waiting.FOR_TEAM: rows.waiting(written_by=Side.COORDINATION),
        Waiting.ALL: rows,
    }
    counts = {name.value: found.order_by().count() for name, found in parts.items()}
    chosen = Waiting(part)
    shown = parts[chosen].select_related("author", "application").defer("application__answers", "application__search")
    order = "-written_at" if chosen == Waiting.ALL else "written_at"
    return Listing(part, keyset.page_of(shown, order, token, PAGE_SIZE), counts)


def waiting_for_answer(user: User, call: Call, at: datetime) -> int:
    """How many messages of teams wait for the coordination's answer; one query."""
    rows = Message.objects.visible_to(user, at).filter(application__call=call).waiting(written_by=Side.TEAM)
    return rows.exclude(application__in=Application.objects.of_team(user).order_by().values("pk")).order_by().count()


def asked_of_teams(applications: list[int], user: User, at: datetime) -> dict[int, Message]:
    """By dossier, the oldest message of the coordination that waits for the team's answer; one query."""
    rows = Message.objects.visible_to(user, at).filter(application__in=applications)
    waiting = rows.waiting(written_by=Side.COORDINATION).defer("body").order_by("-id")
    return {message.application_id: message for message in waiting}


def _told(rows: MessageQuerySet) -> MessageQuerySet:
    """With everything that a message shows."""
    addressees = Addressee.objects.select_related("user").order_by("id")
    related = rows.select_related("author", "settled_by", "settled_with__author")
    return related.prefetch_related(Prefetch("addressees", queryset=addressees))


def _role_at_the_desk(user: User) -> str:
    """The project's direction by its name, the coordination by its own."""
    roles = {grant.role for grant in user.grants_in_force}  # type: ignore[attr-defined]  # prefetched
    return str((Role.COORDINATOR if Role.COORDINATOR in roles else Role.DIRECTOR).label)
