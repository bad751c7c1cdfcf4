"""The request for a complement, on the coordination's side: asked, given more time, ended."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.forms import Form
from django.http import Http404

from applications.actions.screening import asking as actions
from applications.forms.screening import ComplementForm, DelayForm, WhyForm
from applications.models import Complement
from applications.queries.definitions import definition_of_deposit
from applications.queries.screening.dossier import screened
from applications.rules import complementing as rules
from applications.sections.screening.naming import usual_for
from applications.views.screening.base import ScreeningAction
from inmp_portal.lib.clock import PARIS
from inmp_portal.lib.french import moment
from inmp_portal.lib.working_days import add


class AskComplement(ScreeningAction):
    """/pilotage/recevabilite/<ref>/complement/ – which questions, until when."""

    rule = rules.can_ask
    form_class = ComplementForm  # type: ignore[assignment]  # it asks for the definition: `get_form_kwargs`
    template_name = "applications/screening/ask.html"
    told_at = "due_at"

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        kwargs.pop("initial")
        definition = definition_of_deposit(self.object.deposit)
        page = screened(self.object, self.request.user, self.at)
        usual = usual_for([line.check.code for line in page.refused], definition)
        return kwargs | {"definition": definition, "usual": usual, "due_at": self._usual_date()}

    def _usual_date(self) -> datetime:
        """The end of the last of the working days that the edition gives."""
        days = self.application.call.parameter("delai_complement_jours_ouvres")
        return datetime.combine(add(self.at.astimezone(PARIS).date(), days), time(23, 59, 59), PARIS)

    def act(self, form: Form) -> str:
        data = form.cleaned_data
        made = actions.ask(
            screening=self.object, named=ComplementForm.named(data), message=data["message"], due_at=data["due_at"],
            by=self.request.user, at=self.at,
        )  # fmt: skip
        return f"Le complément est demandé. L’équipe a jusqu’au {moment(made.due_at)}, heure de Paris."


class OnComplement(ScreeningAction):
    """A deed on the request that waits; 404 while there is none."""

    def get_object(self) -> Complement:
        application = self.found_application()
        complement = application.asked_complement
        if complement is None:
            raise Http404
        complement.application = application
        return complement

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(deed=self, complement=self.object, **kwargs)


class ExtendComplement(OnComplement):
    """/pilotage/recevabilite/<ref>/complement/delai/"""

    rule = rules.can_change_request
    form_class = DelayForm
    told_at = "due_at"
    title, button = "Accorder un délai", "Accorder le délai"
    text = "Le courriel de demande repart à l’équipe avec la nouvelle échéance."

    def act(self, form: Form) -> str:
        data = form.cleaned_data
        made = actions.extend(
            complement=self.object, due_at=data["due_at"], reason=data["reason"], by=self.request.user, at=self.at
        )
        return f"L’équipe a maintenant jusqu’au {moment(made.due_at)}, heure de Paris."


class EndComplement(OnComplement):
    """/pilotage/recevabilite/<ref>/complement/fin/"""

    rule = rules.can_change_request
    form_class = WhyForm
    title, button = "Mettre fin à la demande de complément", "Mettre fin à la demande"
    text = (
        "Le dossier revient à l’examen tel qu’il a été déposé\u00a0: ce que l’équipe aurait commencé à compléter n’est pas retenu. "
        "Prévenez-la, aucun courriel ne part."
    )

    def act(self, form: Form) -> str:
        actions.end(complement=self.object, reason=form.cleaned_data["reason"], by=self.request.user, at=self.at)
        return "La demande de complément est close et l’examen reprend."
