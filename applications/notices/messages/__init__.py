"""The mails of messages: one a message, or a summary a day."""

from applications.notices.messages.each import BY_KIND, notice_of
from applications.notices.messages.summary import Summary

__all__ = ["BY_KIND", "Summary", "notice_of"]
