"""/pilotage/dossiers/<référence>/pieces/<clé>/ecart/ and retablissement/ – a deposited file put out of reach, and given back."""

from __future__ import annotations

from django.forms import Form
from django.shortcuts import get_object_or_404
from django.urls import reverse

from applications.actions.guarding.quarantining import quarantine, release
from applications.forms.coordination import QuarantineForm
from applications.models import Attachment
from applications.rules.attaching import can_quarantine, can_release
from applications.views.coordination.access import CoordinationMixin
from inmp_portal.lib import french
from inmp_portal.lib.views import ActionView


class OneFile(CoordinationMixin, ActionView):
    """A deposited file, by the key of its dossier's page; 404 for whoever does not act for the coordination."""

    form_class = QuarantineForm

    def get_object(self) -> Attachment:
        known = Attachment.objects.deposited_for(self.request.user, self.at).select_related(
            "application__call", "application__main_axis", "quarantined_by"
        )
        light = known.defer("application__answers", "application__search", "application__call__form")
        return get_object_or_404(light, key=self.kwargs["key"], application__reference=self.kwargs["reference"])

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(file=self.object, application=self.object.application, **kwargs)

    def get_success_url(self) -> str:
        return reverse("applications:coordination_detail", args=[self.kwargs["reference"]]) + "#pieces"


class Quarantine(OneFile):
    """GET says what it does; POST with the reason."""

    rule = can_quarantine
    template_name = "applications/pilotage/files/quarantine.html"

    def act(self, form: Form) -> str:
        quarantine(attachment=self.object, by=self.request.user, at=self.at, reason=form.cleaned_data["reason"])
        return french.spaced(
            f"« {self.object.name} » est à l’écart : personne ne peut plus le lire. L’équipe est prévenue."
        )


class Release(OneFile):
    """GET says what it does; POST with the reason."""

    rule = can_release
    template_name = "applications/pilotage/files/release.html"

    def act(self, form: Form) -> str:
        release(attachment=self.object, by=self.request.user, at=self.at, reason=form.cleaned_data["reason"])
        return french.spaced(f"« {self.object.name} » est rétabli. L’équipe est prévenue.")
