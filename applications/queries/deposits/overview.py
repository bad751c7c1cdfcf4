"""Everything that the page of one's own dossier shows, in a fixed number of queries."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from applications.models import Application, CallDate, Deposit
from applications.queries.deposits.confirming import present_files
from applications.queries.deposits.standing import Standing, standing_of
from applications.queries.deposits.timeline import Step, next_dates, steps_of
from applications.queries.screening.told import Told, told_of
from applications.queries.working import definition_of_application
from applications.sections.checking import Report, SectionProgress, check
from applications.sections.definition import Section


@dataclass(frozen=True)
class Overview:
    """`progress` pairs each section of the form with how far it is."""

    application: Application
    standing: Standing
    report: Report
    progress: list[tuple[Section, SectionProgress]]
    deposits: list[Deposit]
    steps: list[Step]
    dates: list[CallDate]
    told: Told | None


def overview_of(application: Application, at: datetime) -> Overview:
    """Read it; `call` and `lead` of the dossier must be loaded."""
    definition = definition_of_application(application)
    report = check(definition, application.answers, Counter(file.field for file in present_files(application)))
    return Overview(
        application=application,
        standing=standing_of(application, report, at),
        report=report,
        progress=[(section, report.sections[section.key]) for section in definition.sections],
        deposits=deposits_of(application),
        steps=steps_of(application),
        dates=next_dates(application, at),
        told=told_of(application),
    )


def deposits_of(application: Application) -> list[Deposit]:
    """The versions, the latest first, with their PDFs and without their long contents."""
    found = Deposit.objects.filter(application=application).defer("snapshot").select_related("deposited_by")
    return list(found.prefetch_related("documents").order_by("-version"))
