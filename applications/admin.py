"""The console's view of dossiers, shut without the right to read contents; and of the call, which is public."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from applications import models
from inmp_portal.lib import clock
from inmp_portal.lib.console import ContentAdmin, ReadOnlyAdmin


class OfADeposit(ContentAdmin):
    """Rows that belong to a dossier (`dossier` is the way to it): those of deposited ones, a draft is its team's."""

    dossier: ClassVar[str] = "application"
    show_full_result_count = False

    def scoped(self, rows: QuerySet[Any], request: HttpRequest) -> QuerySet[Any]:
        seen = models.Application.objects.visible_to(request.user, clock.now()).filter(last_deposited_at__isnull=False)
        return rows.filter(**{f"{self.dossier}__in": seen.order_by().values("pk")})


@admin.register(models.Application)
class ApplicationAdmin(OfADeposit):
    """What the coordination sees in its list; the working copy stays the team's."""

    dossier = "pk"
    list_display = ("number", "acronym", "title", "state", "lead_name", "last_deposited_at")
    list_filter = ("state",)
    exclude = ("answers", "completeness", "version")


@admin.register(models.Deposit)
class DepositAdmin(OfADeposit):
    list_display = ("number", "version", "deposited_at", "deposited_by", "fingerprint")
    list_select_related = ("deposited_by",)
    exclude = ("token",)


@admin.register(models.DepositAttempt)
class DepositAttemptAdmin(OfADeposit):
    list_display = ("reference", "by", "at", "deposit", "reason")
    list_select_related = ("by", "deposit")
    exclude = ("token",)


@admin.register(models.Document)
class DocumentAdmin(OfADeposit):
    dossier = "deposit__application"
    list_display = ("deposit", "kind", "size", "sha256")
    list_select_related = ("deposit",)


@admin.register(models.Membership)
class MembershipAdmin(OfADeposit):
    list_display = ("application", "user", "role", "state", "invited_at")
    list_select_related = ("application", "user")
    exclude = ("reference",)


@admin.register(models.SectionVersion)
class SectionVersionAdmin(OfADeposit):
    list_display = ("application", "section", "version", "saved_at")
    list_select_related = ("application",)


@admin.register(models.Extension)
class ExtensionAdmin(OfADeposit):
    list_display = ("application", "until", "granted_by", "granted_at")
    list_select_related = ("application", "granted_by")


@admin.register(models.Attachment)
class AttachmentAdmin(ContentAdmin):
    """Its own `visible_to` keeps to files that a deposited version names."""

    list_display = ("application", "field", "name", "size", "added_at")
    list_select_related = ("application",)
    show_full_result_count = False


@admin.register(models.FrozenForm)
class FrozenFormAdmin(ReadOnlyAdmin):
    """Public as the call is: questions, no answer."""

    list_display = ("sha256",)


@admin.register(models.Call)
class CallAdmin(ReadOnlyAdmin):
    list_display = ("slug", "title", "edition", "opens_at", "closes_at")


@admin.register(models.Axis)
class AxisAdmin(ReadOnlyAdmin):
    list_display = ("call", "number", "title")
    list_select_related = ("call",)


@admin.register(models.CallDate)
class CallDateAdmin(ReadOnlyAdmin):
    list_display = ("call", "code", "label")
    list_select_related = ("call",)


@admin.register(models.CallDocument)
class CallDocumentAdmin(ReadOnlyAdmin):
    list_display = ("call", "title")
    list_select_related = ("call",)


@admin.register(models.Question)
class QuestionAdmin(ReadOnlyAdmin):
    list_display = ("call", "question")
    list_select_related = ("call",)


@admin.register(models.Screening)
class ScreeningAdmin(OfADeposit):
    list_display = ("deposit", "started_at", "started_by")
    list_select_related = ("deposit", "started_by")


@admin.register(models.CheckAnswer)
class CheckAnswerAdmin(OfADeposit):
    dossier = "screening__application"
    list_display = ("screening", "code", "finding", "answered_at", "answered_by", "replaced_at")
    list_select_related = ("answered_by",)


@admin.register(models.Ruling)
class RulingAdmin(OfADeposit):
    dossier = "screening__application"
    list_display = ("screening", "outcome", "state", "proposed_at", "confirmed_at")


@admin.register(models.Complement)
class ComplementAdmin(OfADeposit):
    """What was typed and not deposited stays the team's."""

    list_display = ("application", "state", "asked_at", "due_at", "resolved_at")
    exclude = ("set_aside",)


class OfAMessage(OfADeposit):
    """What one may read of the messages of deposited dossiers: no note about a dossier of one's own team."""

    messages: ClassVar[str]

    def scoped(self, rows: QuerySet[Any], request: HttpRequest) -> QuerySet[Any]:
        seen = models.Message.objects.visible_to(request.user, clock.now())
        return super().scoped(rows, request).filter(**{f"{self.messages}__in": seen.order_by().values("pk")})


@admin.register(models.Message)
class MessageAdmin(OfAMessage):
    messages = "pk"
    list_display = ("application", "side", "audience", "written_at", "author", "awaits_answer", "settled_at")
    list_select_related = ("application", "author")
    exclude = ("key",)


@admin.register(models.Addressee)
class AddresseeAdmin(OfAMessage):
    dossier, messages = "message__application", "message"
    list_display = ("message", "user", "role", "mails", "summed_up_at")
    list_select_related = ("message", "user")
