"""The console's view of the journal: who did what kind of thing, when. What it was about is read on the object's page."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse

from inmp_portal.journal.models import Entry, Seal
from inmp_portal.lib.console import ContentAdmin, ReadOnlyAdmin


@admin.register(Entry)
class EntryAdmin(ContentAdmin):
    """A list and nothing behind it: labels and details of entries name drafts, which are their team's."""

    list_display = ("at", "type", "actor_label", "object_type", "object_id")
    list_display_links = None
    list_filter = ("type",)
    show_full_result_count = False

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        raise Http404


@admin.register(Seal)
class SealAdmin(ReadOnlyAdmin):
    list_display = ("first", "last", "count", "sealed_at", "hash")
