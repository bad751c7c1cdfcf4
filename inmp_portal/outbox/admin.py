"""The console's view of the queue; its own page is the coordination's."""

from __future__ import annotations

from django.contrib import admin

from inmp_portal.lib.console import ContentAdmin
from inmp_portal.outbox import models


@admin.register(models.Mail)
class MailAdmin(ContentAdmin):
    """Where mails stand. Their contents are read on the queue's page, which knows which are confidential."""

    list_display = ("kind", "state", "attempts", "queued_at", "sent_at")
    list_filter = ("state", "kind")
    exclude = ("subject", "text", "html", "attachments", "dedup_key", "message_id")
    show_full_result_count = False


@admin.register(models.Reminder)
class ReminderAdmin(ContentAdmin):
    list_display = ("rule", "object_type", "object_id", "due_at", "given_at")
    list_filter = ("rule",)
    exclude = ("mail",)
    show_full_result_count = False


@admin.register(models.PlannedReminder)
class PlannedReminderAdmin(ContentAdmin):
    """What was decided about reminders to come."""

    list_display = ("scope", "rule", "held_at", "early_at")


@admin.register(models.MailText)
class MailTextAdmin(ContentAdmin):
    """Which texts were written anew; they are read and written on the coordination's page."""

    list_display = ("kind", "version", "changed_at")
