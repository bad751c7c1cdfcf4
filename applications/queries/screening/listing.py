"""The dossiers to screen, by what they wait for, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, TextChoices

from applications.models import Application, Call, Complement, Membership, Ruling
from applications.models.application import ApplicationQuerySet
from applications.states import RulingState, State
from inmp_portal.accounts.models import User
from inmp_portal.lib import keyset

PAGE_SIZE = 50


class Stage(TextChoices):
    """The parts of the list: what is to be done with a dossier."""

    TO_START = "a-examiner", "À examiner"
    SCREENING = "en-cours", "En cours"
    SECOND = "seconde-lecture", "Seconde lecture"
    COMPLEMENT = "complement", "Complément demandé"
    ELIGIBLE = "recevables", "Recevables"
    INELIGIBLE = "irrecevables", "Irrecevables"


_WAITS = Q(awaits_second=True)
_OF: dict[str, Q] = {
    Stage.TO_START: Q(state=State.DEPOSITED),
    Stage.SCREENING: Q(state=State.SCREENING) & ~_WAITS,
    Stage.SECOND: Q(state__in=[State.SCREENING, State.COMPLEMENT]) & _WAITS,
    Stage.COMPLEMENT: Q(state=State.COMPLEMENT) & ~_WAITS,
    # What was found eligible and went on since is still eligible.
    Stage.ELIGIBLE: Q(state__in=[State.ELIGIBLE, State.IN_REVIEW, State.REVIEWED, State.LAUREATE, State.RESERVE, State.NOT_SELECTED, State.DECLINED]),
    Stage.INELIGIBLE: Q(state=State.INELIGIBLE),
}  # fmt: skip


@dataclass(frozen=True)
class Listing:
    """One page of a stage; how many dossiers each stage holds."""

    stage: str
    page: keyset.Page
    counts: dict[str, int]


def to_screen(call: Call, user: User, at: datetime) -> ApplicationQuerySet:
    """The deposited dossiers of a call, those of one's own teams left out: somebody else screens them."""
    deposited = Application.objects.visible_to(user, at).deposited().filter(call=call)
    proposed = Ruling.objects.filter(screening__application=OuterRef("pk"), state=RulingState.PROPOSED)
    # Asked apart: « lead or member » in one condition would ask of every dossier whether one is a member.
    joined = Membership.objects.active().filter(user=user).order_by().values("application")
    others = deposited.exclude(lead=user).exclude(pk__in=joined)
    return others.annotate(awaits_second=Exists(proposed.order_by()))


def listing(stage: str, *, call: Call, user: User, at: datetime, token: str = "") -> Listing:
    """Read one page and the counts: a fixed number of queries."""
    dossiers = to_screen(call, user, at)
    counts = dossiers.order_by().aggregate(**{name: Count("pk", filter=where) for name, where in _OF.items()})
    asked = Complement.objects.asked().order_by("pk")
    rows = dossiers.filter(_OF[stage]).without_long_texts().select_related("institution", "main_axis")
    rows = rows.prefetch_related(Prefetch("complements", queryset=asked, to_attr="waiting"))
    return Listing(stage, keyset.page_of(rows, "first_deposited_at", token, PAGE_SIZE), counts)


def first_stage(counts: dict[str, int]) -> str:
    """The first part that holds something; the whole list opens there."""
    return next((stage for stage in Stage.values if counts[stage]), Stage.TO_START.value)
