"""The console's view of the instance itself."""

from __future__ import annotations

from django.contrib import admin

from inmp_portal.lib.console import ReadOnlyAdmin
from inmp_portal.lib.models import Heartbeat, Instance


@admin.register(Instance)
class InstanceAdmin(ReadOnlyAdmin):
    list_display = ("id", "clock_offset")


@admin.register(Heartbeat)
class HeartbeatAdmin(ReadOnlyAdmin):
    list_display = ("name", "at")
