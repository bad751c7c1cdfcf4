"""The rows of the outbox: mails, reminders, texts."""

from inmp_portal.outbox.models.mail import QUEUE_KEEPERS, Mail, MailQuerySet
from inmp_portal.outbox.models.reminder import PlannedReminder, Reminder
from inmp_portal.outbox.models.text import MailText

__all__ = ["QUEUE_KEEPERS", "Mail", "MailQuerySet", "MailText", "PlannedReminder", "Reminder"]
