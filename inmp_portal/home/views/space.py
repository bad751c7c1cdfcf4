"""The personal page."""

from __future__ import annotations

from typing import Any

from django.views.generic import TemplateView

from inmp_portal.accounts.rules import can_manage_roles
from inmp_portal.accounts.web.signed_in import SignedIn
from inmp_portal.home import panels
from inmp_portal.lib import clock


class Space(SignedIn, TemplateView):
    """GET /espace/ — what is expected of me, by when, from the panels of every app."""

    template_name = "home/space.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, at = self.person, clock.now()
        shown = panels.contents(user, at)
        return super().get_context_data(
            panels=shown,
            expected=panels.expected(shown, at),
            manages_roles=bool(can_manage_roles(user, at)),
            **kwargs,
        )
