"""Reading a working copy with what every page and save of it needs, in as few queries as can be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, OuterRef, Subquery

from applications.models import Application, Attachment, Extension, SectionVersion
from applications.queries.definitions import ROW_VERSION, content_at, definition_at, row_version_of
from applications.sections.definition import Definition
from applications.states import State

if TYPE_CHECKING:
    from applications.models.application import ApplicationQuerySet
    from inmp_portal.accounts.models import User


# Read along with the dossier, so that its definition and `Application.extended_until` ask nothing more.
FACTS: dict[str, Any] = {
    "call_version": ROW_VERSION,
    "extended_until": Subquery(
        Extension.objects.filter(application=OuterRef("pk")).order_by("-until").values("until")[:1]
    ),
}


def with_working_facts(queryset: ApplicationQuerySet) -> ApplicationQuerySet:
    """Dossiers with their call (without its long JSON), the call's row version and the time they were given."""
    return queryset.select_related("call").annotate(**FACTS).defer("search", "call__form", "call__parameters")


def before_the_lock(queryset: ApplicationQuerySet) -> ApplicationQuerySet:
    """Dossiers with just what a save reads before it locks and reads the whole row: whose it is, and under which form."""
    return queryset.select_related("call").annotate(call_version=ROW_VERSION).only("reference", "lead", "call__id")


def to_be_saved(queryset: ApplicationQuerySet) -> ApplicationQuerySet:
    """Dossiers with what saving their answers reads, and no more: it is the busiest action of the portal."""
    return with_working_facts(queryset).only(
        "reference", "lead", "state", "answers", "version", "title", "acronym", "number", "deposit_count",
        "reopened_at", "call__opens_at", "call__closes_at", "call__grace_minutes",
    )  # fmt: skip


def definition_of_application(application: Application) -> Definition:
    """The definition under which this dossier is being written."""
    return definition_at(application.call_id, _row_version(application))


def content_of_application(application: Application) -> str:
    """Names the form, profile and parameters under which this dossier is being written."""
    return content_at(application.call_id, _row_version(application))


def _row_version(application: Application) -> str:
    """Of its call: read along with the dossier, or now."""
    return getattr(application, "call_version", None) or row_version_of(application.call_id)


def files_by_field(application: Application) -> dict[str, int]:
    """How many files are joined to each question."""
    present = Attachment.objects.present().filter(application=application)
    return dict(present.order_by().values("field").annotate(n=Count("id")).values_list("field", "n"))


def version_of_section(application: Application, section: str) -> SectionVersion | None:
    """The optimistic version of one section; None while nobody saved it."""
    versions = SectionVersion.objects.filter(application=application, section=section)
    return versions.order_by("pk").first()  # one at most; the default order would join the dossier


def own_dossiers(user: User, call_id: int) -> list[Application]:
    """One's own dossiers of a call, withdrawn ones left out, the latest first."""
    own = Application.objects.led_by(user).filter(call_id=call_id).exclude(state=State.WITHDRAWN)
    return list(own.without_long_texts().select_related("main_axis").order_by("-updated_at", "-id"))
