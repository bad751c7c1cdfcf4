"""The technical console: to look, never to change. What holds contents is shut but to those who read contents."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from inmp_portal.lib import clock


class ReadOnlyAdmin(admin.ModelAdmin):
    """Shown to whoever enters the console; nothing is changed outside the actions."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.admin_site.has_permission(request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    has_change_permission = has_delete_permission = has_add_permission

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """The model's own fields, shown as text: no form is made of them."""
        left_out = set(self.exclude or ())
        fields = (field for field in self.opts.concrete_fields if field.editable and not field.primary_key)
        return [field.name for field in fields if field.name not in left_out]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Where the model knows who sees what, that is where reading starts."""
        rows = super().get_queryset(request)
        scope = getattr(rows, "visible_to", None)
        return scope(request.user, clock.now()) if scope else rows


class ContentAdmin(ReadOnlyAdmin):
    """What teams, reviewers or the coordination wrote: it does not exist without the right to read contents.

    In practice: an administrator's exceptional access (`User.reads_contents`). `scoped` narrows further what only some
    rows show, so that a draft stays its team's.
    """

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        reads = getattr(request.user, "reads_contents", None)
        return super().has_view_permission(request, obj) and reads is not None and reads(clock.now())

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return self.scoped(super().get_queryset(request), request)

    def scoped(self, rows: QuerySet[Any], request: HttpRequest) -> QuerySet[Any]:
        """Which of the rows may be read; all of them unless a subclass narrows."""
        return rows

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        self._require(request)
        return super().changelist_view(request, extra_context)

    def changeform_view(
        self, request: HttpRequest, object_id: Any = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        self._require(request)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        raise Http404

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        raise Http404  # the portal's own journal is the history

    def _require(self, request: HttpRequest) -> None:
        if not self.has_view_permission(request):
            raise Http404
