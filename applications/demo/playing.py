"""Replaying the edition: the fictitious teams' deeds, each by its real action, at its own instant.

Played again, it does only what has not happened yet, so that a demonstration can move on in time.
"""

from __future__ import annotations

import logging
import uuid
from datetime import datetime

from django.core.files.uploadedfile import SimpleUploadedFile

from applications.actions.attaching import attach
from applications.actions.depositing import deposit
from applications.actions.drafting import open_draft
from applications.actions.reminding import remind_drafts
from applications.actions.saving import save_section
from applications.actions.team.answering import accept
from applications.actions.team.inviting import invite
from applications.demo import messages, screening
from applications.demo.answers import answers_of
from applications.demo.calendar import Moment, moments
from applications.demo.paper import one_page
from applications.demo.prose import Sheet
from applications.demo.sheets import sheets
from applications.models import Application, Call
from applications.reminders import rules_of
from applications.sections.definition import Definition, definition_of
from applications.states import TeamRole
from inmp_portal.accounts.models import User
from inmp_portal.lib import clock
from inmp_portal.lib.verdict import Refused
from inmp_portal.outbox.actions import deliver_due
from inmp_portal.outbox.methods.occurrences import occurrence

log = logging.getLogger(__name__)
_MAILING = frozenset({"open", "remind", "declare", "complete", "recall", "say"})
_OF_THE_DESK = frozenset({"screen", "second", "declare", "complete"})
_NAMESPACE = uuid.UUID("5f1f9b2e-5a0f-4c58-9a2b-1a7c1f1d2025")


class Play:
    """One performance on one call. A team that somebody tried the portal as may refuse its next deed: it is left out."""

    def __init__(self, call: Call) -> None:
        self.call = call
        self.definition: Definition = definition_of(call.form, call.profile, call.parameters)
        self.sheets: dict[str, Sheet] = {sheet["acronyme"]: sheet for sheet in sheets()}

    def until(self, at: datetime, since: datetime | None = None) -> int:
        """Do what has not been done yet up to an instant (from another on); returns how many deeds were done."""
        keys = tuple(section.key for section in self.definition.sections)
        deeds = sorted(
            [
                *moments(keys, at),
                *self._reminders(at),
                *screening.moments_of_the_desk(self.call, at),
                *messages.moments_of_messages(at),
            ],
            key=lambda deed: deed.at,
        )
        return sum(self._do(deed) for deed in deeds if since is None or deed.at > since)

    def _reminders(self, at: datetime) -> list[Moment]:
        """The portal's own deeds: its reminders, each at the instant it is due."""
        due = (occurrence(rule, self.call.closes_at) for rule in rules_of(self.call.parameters))
        return [Moment(found.due_at, "", "remind") for found in due if found and found.due_at <= at]

    def _do(self, moment: Moment) -> bool:
        with clock.frozen(moment.at):
            if moment.deed == "remind":
                done = bool(remind_drafts(at=moment.at))
            elif moment.deed == "recall":
                done = screening.recall(moment.at)
            else:
                done = self._try(self.sheets[moment.acronym], moment)
            if done and moment.deed in _MAILING:  # a mail leaves when it is due, not when the demonstration is built
                deliver_due()
        return done

    def _try(self, sheet: Sheet, moment: Moment) -> bool:
        application = self._application(sheet)
        if application is None and moment.deed != "open":
            return False
        try:
            if application and moment.deed in _OF_THE_DESK:
                return screening.do(moment.deed, sheet, application, moment.at)
            return bool(getattr(self, f"_{moment.deed}")(sheet, application, moment))
        except Refused as refused:
            log.info("demonstration: %s of %s left out: %s", moment.deed, moment.acronym, refused.reason)
            return False

    def _application(self, sheet: Sheet) -> Application | None:
        return Application.objects.filter(call=self.call, lead__email=sheet["porteur"]["courriel"]).first()

    def _open(self, sheet: Sheet, application: Application | None, moment: Moment) -> bool:
        if application:
            return False
        lead = User.objects.get(email=sheet["porteur"]["courriel"])
        asked = {field.id for field in self.definition if field.required == "creation"}
        first = {key: value for key, value in answers_of(sheet).items() if key in asked}
        opened = open_draft(call=self.call, by=lead, at=moment.at, answers=first)
        self._gather(sheet, opened, moment)
        return True

    def _gather(self, sheet: Sheet, application: Application, moment: Moment) -> None:
        """Invite the co-leads that the sheet names; those who can be tried as accept at once."""
        for person in answers_of(sheet).get("coporteurs") or []:
            made = invite(
                application=application, email=person["courriel"], role=TeamRole.CO_LEAD, by=application.lead, at=moment.at
            )  # fmt: skip
            if account := User.objects.filter(email=made.email).first():
                accept(membership=made, by=account, at=moment.at)

    def _write(self, sheet: Sheet, application: Application, moment: Moment) -> bool:
        written = application.section_versions.filter(section=moment.section).first()
        if application.deposit_count or (written and written.saved_at >= moment.at):
            return False
        answers = answers_of(sheet)
        section = self.definition.section(moment.section)
        values = {field.id: answers[field.id] for field in section.fields if field.id in answers}
        if not values:
            return False
        version = written.version if written else 0
        save_section(
            application=application,
            by=application.lead,
            at=moment.at,
            section=section.key,
            values=values,
            version=version,
        )
        return True

    def _join(self, sheet: Sheet, application: Application, moment: Moment) -> bool:
        if application.attachments.exists():
            return False
        lead = application.lead
        papers = {
            "cv_porteur": [
                "Curriculum vitæ",
                f"{lead} – {lead.unit}",
                "",
                "Personne fictive : document de démonstration.",
            ],
            "devis": ["Devis", f"Projet {moment.acronym}", "", "Prestataire fictif : document de démonstration."],
        }
        for field, lines in papers.items():
            name = f"{field.replace('_', '-')}-{moment.acronym.lower()}.pdf"
            attach(
                application=application,
                by=lead,
                at=moment.at,
                field=field,
                uploaded=SimpleUploadedFile(name, one_page(lines), "application/pdf"),
            )
        return True

    def _say(self, sheet: Sheet, application: Application, moment: Moment) -> bool:
        return messages.say(application, moment.at)

    def _deposit(self, sheet: Sheet, application: Application, moment: Moment) -> bool:
        if application.deposit_count:
            return False
        token = uuid.uuid5(_NAMESPACE, moment.acronym)
        deposit(application=application, by=application.lead, at=moment.at, token=token)
        return True
