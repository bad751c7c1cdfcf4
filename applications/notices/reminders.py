"""Reminders to those who lead a draft: M08 to M12."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import Count

from applications.models import Application, Call
from applications.notices.links import link
from applications.notices.team import co_leads
from applications.queries.definitions import definition_for
from applications.queries.samples import MANY, some_applications
from applications.reminders import Occurrence, Rule, rules_of
from applications.sections.checking import Report, check
from inmp_portal.lib.clock import PARIS
from inmp_portal.lib.french import DAYS, hour
from inmp_portal.lib.verdict import Verdict
from inmp_portal.lib.working_days import add, months_after
from inmp_portal.outbox.methods.occurrences import occurrence
from inmp_portal.outbox.models import Mail
from inmp_portal.outbox.notices import About, Notice
from inmp_portal.outbox.states import Priority

_GROUP, _LEADS = (
    "Rappels avant la clôture",
    "Personnes porteuses d’un brouillon non déposé\u00a0; copie aux co-porteurs",
)
_IN_WORDS = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize",
)  # fmt: skip


class DraftReminder(Notice):
    """About one draft, at one occurrence of a rule, for the close that this dossier has."""

    app = "applications"
    priority = Priority.BULK
    obj: Application

    def __init__(self, application: Application, occurrence: Occurrence, closes_at: datetime) -> None:
        super().__init__(application)
        self.occurrence = occurrence
        self.closes_at = closes_at.astimezone(PARIS)

    @classmethod
    def samples(cls, user: Any, at: datetime) -> list[Notice]:
        """At the hour at which the first rule of this kind is due."""
        applications = some_applications(user, at).drafts()[:MANY]
        dated = ((one, occurrence(rule, one.closing)) for one in applications for rule in _first(one.call, cls.kind))
        return [cls(application, due, application.closing) for application, due in dated if due]

    def recipients(self) -> list[str]:
        return [self.obj.lead.email]

    def copies(self) -> list[str]:
        return co_leads(self.obj)

    def subject_matter(self) -> str:
        return f"votre dossier «\u00a0{self.obj.label}\u00a0»"

    def contact(self) -> str:
        return self.obj.call.contact_email

    def expires_at(self) -> datetime:
        return self.occurrence.expires_at

    def context(self) -> dict[str, Any]:
        application = self.obj
        return {
            "prenom": application.lead.first_name,
            "nom": application.lead.last_name,
            "acronyme_ou_titre": application.label,
            "cloture": self.closes_at,
            "lien_dossier": link("application_detail", reference=application.reference),
        }

    @classmethod
    def still_wanted(cls, mail: Mail) -> Verdict:
        """Only while the dossier is a draft: it may have been deposited or withdrawn since."""
        if Application.objects.drafts().filter(pk=mail.object_id).exists():
            return Verdict.yes()
        return Verdict.no("Le dossier n’est plus un brouillon.")


class WhatIsMissing(DraftReminder):
    """Reminders that list the sections to complete, each with its address."""

    def context(self) -> dict[str, Any]:
        report = _report(self.obj)
        return {
            **super().context(),
            "taux_completude": report.completeness,
            "rubriques_manquantes": self._missing(report),
            "a_faire": report.left,
            # No page to ask for visas and agreements yet: the sentences about them stay out of the text.
            "lien_visas": "",
        }

    def _missing(self, report: Report) -> list[dict[str, str]]:
        sections = (s for s in definition_for(self.obj.call).sections if report.sections[s.key].missing)
        return [
            {
                "titre": section.title,
                "lien": link("section_edit", reference=self.obj.reference, key=section.key),
            }
            for section in sections
        ]


class MonthAhead(WhatIsMissing):
    """M08."""

    may_be_early = True
    kind = "rappel_j30"
    about = About(_GROUP, "Rappel J-30", _LEADS, "J-30, 9\u00a0h\u00a0; avancé au jour ouvré précédent")
    needed = frozenset({"cloture"})

    def context(self) -> dict[str, Any]:
        return {**super().context(), "lien_faq": link("faq")}


class WeekAhead(WhatIsMissing):
    """M09; also two weeks ahead, hence the number of days in words rather than « sept »."""

    may_be_early = True
    kind = "rappel_j7"
    about = About(_GROUP, "Rappel J-7 et J-14", _LEADS, "J-14 et J-7, 9\u00a0h")
    needed = frozenset({"cloture"})

    def context(self) -> dict[str, Any]:
        days = (self.closes_at.date() - self.occurrence.due_at.date()).days
        in_words = _IN_WORDS[days] if days < len(_IN_WORDS) else str(days)
        return {**super().context(), "jours_restants": in_words, "est_semaine": days == 7}


class DayAhead(WhatIsMissing):
    """M10: the day before, the last working day before, and the same day."""

    may_be_early = True
    kind = "rappel_j1"
    about = About(_GROUP, "Rappel J-1", _LEADS, "J-1, 9\u00a0h, et le jour même")
    needed = frozenset({"cloture"})

    def context(self) -> dict[str, Any]:
        closes_on = self.closes_at.date()
        day = _said(closes_on, self.occurrence.due_at.date())
        return {
            **super().context(), "jour_cloture": day, "est_proche": day != DAYS[closes_on.weekday()],
            "heure_cloture": hour(self.closes_at), "date_limite_visas": self.obj.call.visas_due_at,
        }  # fmt: skip


class HoursAhead(DraftReminder):
    """M11: three hours before, to drafts that are well advanced. Goes before the other reminders."""

    kind = "rappel_h3"
    about = About(_GROUP, "Rappel H-3", "Personnes dont le brouillon est bien avancé", "Trois heures avant la clôture")
    needed = frozenset({"cloture"})
    priority = Priority.NORMAL


class NotDeposited(DraftReminder):
    """M12: the day after the close."""

    kind = "brouillon_non_depose"
    about = About(
        _GROUP, "Brouillon non déposé", "Personnes porteuses d’un brouillon", "Lendemain de la clôture, 9\u00a0h"
    )
    needed = frozenset({"date_purge"})

    def context(self) -> dict[str, Any]:
        closed_on, call = self.closes_at.date(), self.obj.call
        return {
            **super().context(),
            "lien_pdf": link("preview_pdf", reference=self.obj.reference),
            "date_purge": months_after(closed_on, call.parameter("conservation_brouillons_mois")),
            "date_limite_reclamation": add(closed_on, call.parameter("delai_reclamation_jours_ouvres")),
        }


BY_KIND = {notice.kind: notice for notice in (MonthAhead, WeekAhead, DayAhead, HoursAhead, NotDeposited)}


def _first(call: Call, kind: str) -> list[Rule]:
    return [rule for rule in rules_of(call.parameters) if rule.notice == kind][:1]


def _report(application: Application) -> Report:
    """What the dossier lacks, as its own page says it."""
    present = application.attachments.present().order_by().values("field").annotate(files=Count("id"))
    files = dict(present.values_list("field", "files"))
    return check(definition_for(application.call), application.answers, files)


def _said(day: date, today: date) -> str:
    """« aujourd’hui », « demain », or the day's name."""
    return {0: "aujourd’hui", 1: "demain"}.get((day - today).days, DAYS[day.weekday()])
