"""For the expert of a desk, and for the lead of a dossier whose question was answered at a café."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from applications.models import Application, Call
from applications.queries.beside import Note, Notes
from applications.queries.beside import register as register_beside
from applications.rules.coordinating import can_coordinate
from events.models import Cafe, CafeQuestion, Desk
from events.queries.coordination.cafes import cafes_of_the_staff, heads_by_cafe
from inmp_portal.accounts.models import User
from inmp_portal.home.panels import PanelContent, PanelItem, register
from inmp_portal.lib.french import counted, short_moment


class CafeDesks:
    """« Cafés »: those ahead, who is confirmed and who waits."""

    key = "cafes"
    order = 30

    def for_user(self, user: User, at: datetime) -> PanelContent | None:
        call = Call.objects.current() if can_coordinate(user, at) else None
        if call is None:
            return None
        ahead = cafes_of_the_staff(user, at).filter(call=call, ends_at__gt=at).defer("questions", "lexicon")
        cafes = list(ahead.order_by("starts_at", "pk"))
        heads = heads_by_cafe(user, call, at) if cafes else {}
        return PanelContent(
            title="Cafés",
            items=tuple(_cafe_line(cafe, heads.get(cafe.pk, {})) for cafe in cafes),
            empty="Aucun café n’est à venir.",
            action=("Tous les cafés", reverse("events:cafe_desks")),
        )


def _cafe_line(cafe: Cafe, heads: Mapping[str, Any]) -> PanelItem:
    said = [counted(heads.get("confirmed", 0), "personne confirmée", "personnes confirmées")]
    if waiting := heads.get("waiting", 0):
        said.append(f"{counted(waiting, 'en attente', 'en attente')}")
    if offered := heads.get("offered", 0):
        said.append(counted(offered, "place proposée", "places proposées"))
    return PanelItem(
        label=cafe.title,
        url=reverse("events:cafe_board", args=[cafe.slug]),
        note=short_moment(cafe.starts_at),
        detail=f"{', '.join(said)}.",
        todo=f"Préparer le {cafe.title}",
        state="Inscriptions fermées" if cafe.closed_at else "Inscriptions ouvertes",
        tone="calm" if cafe.closed_at else "open",
        due_at=cafe.starts_at,
    )


class MyDesks:
    """« Mes guichets »: for the expert of a desk, until the day after its café is long past."""

    key = "guichets"
    order = 25

    def for_user(self, user: User, at: datetime) -> PanelContent | None:
        taken = Count("slots", filter=Q(slots__is_taken=True))
        mine = Desk.objects.visible_to(user, at).filter(expert=user).select_related("cafe").annotate(taken=taken)
        desks: list[Any] = list(  # `taken` is the annotation's
            mine.defer("cafe__questions", "cafe__lexicon").order_by("cafe__starts_at", "code")
        )
        if not desks:
            return None
        return PanelContent(title="Mes guichets", items=tuple(_desk_line(desk, desk.taken, at) for desk in desks))


def _desk_line(desk: Desk, taken: int, at: datetime) -> PanelItem:
    cafe = desk.cafe
    return PanelItem(
        label=str(desk),
        url=reverse("events:desk_agenda", args=[cafe.slug, desk.code]),
        note=short_moment(cafe.starts_at),
        detail=f"{counted(taken, 'rendez-vous', 'rendez-vous')}.",
        todo=f"Préparer les rendez-vous du {desk.said}",
        due_at=cafe.starts_at,
        done=cafe.ends_at <= at or not taken,
    )


class CafeAnswers:
    """« Réponse donnée au café », on the page of a dossier: for its lead, who asked the question."""

    key = "cafe"
    order = 10

    def for_lead(self, application: Application, user: User, at: datetime) -> Notes | None:
        asked = CafeQuestion.objects.about(application, user).select_related("same_as", "registration", "cafe")
        notes = tuple(_note(question) for question in asked.order_by("asked_at", "pk") if question.said_answer)
        return Notes("Réponse donnée au café", notes) if notes else None


def _note(question: CafeQuestion) -> Note:
    assert question.registration is not None  # `about` follows it
    page = reverse("events:registration_detail", args=[question.registration.reference])
    return Note(question.text, question.said_answer, (("Voir l’inscription", page),))


register(CafeDesks())
register(MyDesks())
register_beside(CafeAnswers())
