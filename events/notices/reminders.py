"""Mails of the calendar: before the café (M24) and after it (M25)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Sum
from django.urls import reverse

from events.models import Cafe, Registration
from events.notices.links import own_link
from events.notices.registrations import RegistrationNotice
from events.queries.after.contacts import contacts_for
from events.queries.samples import some_registrations
from events.reminders import rules_of
from events.states import RegistrationState
from inmp_portal.lib.clock import PARIS
from inmp_portal.lib.verdict import Verdict
from inmp_portal.outbox.methods.occurrences import Occurrence, Rule, occurrence
from inmp_portal.outbox.models import Mail, Reminder
from inmp_portal.outbox.notices import About, Notice
from inmp_portal.outbox.states import Priority


class CalendarNotice(RegistrationNotice):
    """About one registration, at one occurrence of a rule."""

    priority = Priority.BULK

    def __init__(self, registration: Registration, occurrence: Occurrence[Rule]) -> None:
        super().__init__(registration)
        self.occurrence = occurrence

    @classmethod
    def samples(cls, user: Any, at: datetime) -> list[Notice]:
        """At the hour at which the first rule of this kind is due."""
        seen = some_registrations(user, at, cls.states, has_slot=None)
        dated = ((one, occurrence(rule, one.starts_at)) for one in seen for rule in _first(one.cafe, cls.kind))
        return [cls(registration, due) for registration, due in dated if due]

    def expires_at(self) -> datetime:
        return self.occurrence.expires_at

    @classmethod
    def still_wanted(cls, mail: Mail) -> Verdict:
        """Neither once the registration is in another state, nor for an hour that is no longer its own."""
        if not (verdict := super().still_wanted(mail)):
            return verdict
        revision = Registration.objects.values_list("revision", flat=True).get(pk=mail.object_id)
        if Reminder.objects.filter(mail=mail, rule__endswith=f"/{revision}").exists():
            return Verdict.yes()
        return Verdict.no("L’heure de cette inscription a changé.")


class Before(CalendarNotice):
    """M24."""

    may_be_early = True
    kind = "cafe_rappel"
    prose = frozenset({"lieu"})  # may be the address of a video conference
    about = About(
        "Cafés de l’INMP",
        "Rappel avant le café",
        "Personnes inscrites",
        "Deux jours ouvrés avant, 9\u00a0h, puis la veille et deux heures avant",
    )

    def context(self) -> dict[str, Any]:
        registration = self.obj
        return {
            **super().context(),
            "interlocuteur": registration.slot.desk.expert_name if registration.slot else "",
            "guichet": registration.slot.desk.title if registration.slot else "",
            "nb_inscrits": self._expected(),
        }

    def _expected(self) -> int:
        """Heads: a registration may bring several people."""
        rows = Registration.objects.seated().filter(cafe=self.obj.cafe)
        return rows.aggregate(heads=Sum("party_size"))["heads"] or 0


class After(CalendarNotice):
    """M25: what became of the questions, whom to write to, and what one thought of it."""

    kind = "cafe_suite"
    about = About("Cafés de l’INMP", "Suite du café", "Personnes présentes", "Trois jours ouvrés après")
    states = (RegistrationState.ATTENDED,)

    def context(self) -> dict[str, Any]:
        return {
            **super().context(),
            "lien_faq": f"{settings.SITE_URL}{reverse('applications:faq')}",
            "lien_espace": f"{settings.SITE_URL}{reverse('home:space')}",
            "cloture": self.obj.cafe.call.closes_at.astimezone(PARIS),
            "mises_en_relation": contacts_for(self.obj),
            "lien_avis": own_link(self.obj),
        }


def _first(cafe: Cafe, kind: str) -> list[Rule]:
    return [rule for rule in rules_of(cafe) if rule.notice == kind][:1]


BY_KIND: dict[str, type[CalendarNotice]] = {notice.kind: notice for notice in (Before, After)}
