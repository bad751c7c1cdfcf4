"""What the personal page and the page of a dossier say of the cafés."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Q
from django.urls import reverse

from applications.models import Application
from applications.queries.beside import Note, Notes
from applications.queries.beside import register as register_beside
from events.models import CafeQuestion, Desk
from inmp_portal.accounts.models import User
from inmp_portal.home.panels import PanelContent, PanelItem, register
from inmp_portal.lib.french import counted, moment


class MyDesks:
    """« Mes guichets »: for the expert of a desk, until the day after its café is long past."""

    key = "guichets"
    order = 25

    def for_user(self, user: User, at: datetime) -> PanelContent | None:
        taken = Count("slots", filter=Q(slots__is_taken=True))
        mine = Desk.objects.visible_to(user, at).filter(expert=user).select_related("cafe").annotate(taken=taken)
        desks = list(mine.defer("cafe__questions", "cafe__lexicon").order_by("cafe__starts_at", "code"))
        if not desks:
            return None
        return PanelContent(title="Mes guichets", items=tuple(_desk_line(desk, desk.taken, at) for desk in desks))


def _desk_line(desk: Desk, taken: int, at: datetime) -> PanelItem:
    cafe = desk.cafe
    return PanelItem(
        label=str(desk),
        url=reverse("events:desk_agenda", args=[cafe.slug, desk.code]),
        note=moment(cafe.starts_at),
        detail=f"{counted(taken, 'rendez-vous', 'rendez-vous')}.",
        todo=f"Préparer les rendez-vous du {desk}",
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


register(MyDesks())
register_beside(CafeAnswers())
