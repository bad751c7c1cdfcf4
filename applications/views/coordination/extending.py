"""More time for one dossier, granted by the coordination or the direction."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.forms import Form
from django.urls import reverse

from applications.actions.deposits.extending import grant_extension
from applications.forms.depositing import ExtensionForm
from applications.models import Application
from applications.models.application import ApplicationQuerySet
from applications.rules.depositing import can_grant_extension
from inmp_portal.accounts.models import COORDINATION
from inmp_portal.lib.french import moment
from inmp_portal.lib.views import ActionView

if TYPE_CHECKING:
    from inmp_portal.accounts.models import User


def dossiers_of_the_staff(user: User, at: datetime) -> ApplicationQuerySet:
    """What the coordination and the direction see; for everybody else this page does not exist."""
    visible = Application.objects.visible_to(user, at) if user.roles & COORDINATION else Application.objects.none()
    return visible.select_related("call", "main_axis").defer("answers", "search", "call__form")


class GrantExtension(ActionView):
    """/pilotage/dossiers/<ref>/prolongation/"""

    queryset = dossiers_of_the_staff
    rule = can_grant_extension
    form_class = ExtensionForm
    template_name = "applications/pilotage/extension.html"

    def get_success_url(self) -> str:
        return reverse("applications:extension_grant", args=[self.object.reference])

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        granted = self.object.extensions.select_related("granted_by").order_by("-granted_at")
        return super().get_context_data(application=self.object, extensions=granted, **kwargs)

    def act(self, form: Form) -> str:
        until = form.cleaned_data["until"]
        grant_extension(
            application=self.object, by=self.request.user, at=self.at, until=until, reason=form.cleaned_data["reason"]
        )
        return f"Prolongation accordée jusqu’au {moment(until)}, heure de Paris."
