"""The console's view of the cafés: the programme is public, who comes and what they say is not."""

from __future__ import annotations

from django.contrib import admin

from events import models
from inmp_portal.lib.console import ContentAdmin, ReadOnlyAdmin


@admin.register(models.Cafe, models.Desk, models.Slot)
class ProgrammeAdmin(ReadOnlyAdmin):
    """Cafés, their desks and their slots; who holds a slot is not shown."""

    exclude = ("holder_token", "held_until")


@admin.register(
    models.Registration, models.CafeQuestion, models.Feedback, models.GroupMessage, models.Proposal, models.Tap
)
class PeopleAdmin(ContentAdmin):
    """Nobody's link is shown: it would stand for the person."""

    exclude = ("token_hash", "token")
    show_full_result_count = False
