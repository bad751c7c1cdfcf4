"""After the deposit: reopen, come back, withdraw, restore. Each page says what will happen before it does."""

from __future__ import annotations

from django.forms import Form
from django.urls import reverse

from applications.actions.deposits.reopening import abandon_changes, reopen
from applications.actions.deposits.withdrawing import restore, withdraw
from applications.forms.depositing import ReasonForm
from applications.rules import depositing as rules
from applications.views.depositing.own import own_applications
from inmp_portal.lib.french import moment
from inmp_portal.lib.views import ActionView


class OwnAction(ActionView):
    """One action on one's own dossier; back to its page afterwards."""

    queryset = own_applications

    def get_success_url(self) -> str:
        return reverse("applications:application_detail", args=[self.object.reference])

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(application=self.object, **kwargs)


class Reopen(OwnAction):
    """/dossiers/<ref>/reouverture/"""

    rule = rules.can_reopen
    template_name = "applications/changing/reopen.html"

    def act(self, form: Form) -> str:
        reopen(application=self.object, by=self.request.user, at=self.at)
        return f"Le dossier est rouvert. Déposez la nouvelle version avant le {moment(self.object.closing)}."


class Abandon(OwnAction):
    """/dossiers/<ref>/abandon/"""

    rule = rules.can_abandon_changes
    template_name = "applications/changing/abandon.html"

    def act(self, form: Form) -> str:
        abandon_changes(application=self.object, by=self.request.user, at=self.at)
        return "Vos modifications sont abandonnées\u00a0: le dossier est celui que vous aviez déposé."


class Withdraw(OwnAction):
    """/dossiers/<ref>/retrait/"""

    rule = rules.can_withdraw
    form_class = ReasonForm
    template_name = "applications/changing/withdraw.html"

    def act(self, form: Form) -> str:
        withdraw(application=self.object, by=self.request.user, at=self.at, reason=form.cleaned_data["reason"])
        return "Votre dossier est retiré. Vous pouvez le rétablir jusqu’à la séance du comité."


class Restore(OwnAction):
    """/dossiers/<ref>/retablissement/"""

    rule = rules.can_restore
    template_name = "applications/changing/restore.html"

    def act(self, form: Form) -> str:
        restore(application=self.object, by=self.request.user, at=self.at)
        return "Votre dossier est rétabli."
