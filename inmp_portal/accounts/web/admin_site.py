"""The technical console, for ADMIN and superusers, behind the portal's own sign-in."""

from __future__ import annotations

from functools import update_wrapper
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from inmp_portal.accounts.rules import is_admin
from inmp_portal.lib.console import ReadOnlyAdmin


class PortalAdminSite(AdminSite):
    """Registers what reads only and no other, so that a dependency's admin cannot show secrets nor change a row."""

    site_header = site_title = "Administration technique du portail INMP"
    index_title = "Regarder sans modifier"
    site_url = "/espace/"

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """No password form: sign in as everywhere, second factor included; nothing is here for other people."""
        if request.user.is_authenticated:
            raise Http404
        return redirect_to_login(request.get_full_path())

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Nothing is here for somebody signed in without the role: 404 at once. A visitor signs in first, as everywhere."""
        guarded = super().admin_view(view, cacheable)

        def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.user.is_authenticated and not self.has_permission(request):
                raise Http404
            return guarded(request, *args, **kwargs)

        return update_wrapper(asked, view)

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        if admin_class is not None and issubclass(admin_class, ReadOnlyAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        user = request.user
        return is_admin(user) or (user.is_active and user.is_superuser)
