"""The decision on eligibility: prepared with its mail under the eyes, read twice when it refuses, undone with a reason."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse

from applications.actions.screening import ruling as actions
from applications.forms.screening import RulingForm, WhyForm
from applications.models import Ruling
from applications.notices.screening.ruling import letter_of
from applications.queries.screening.dossier import screened
from applications.rules import screening as rules
from applications.states import RulingState, State
from applications.views.screening.base import ScreeningAction

_SENT, _BACK = "envoyer", "reprendre"


class MakeRuling(ScreeningAction):
    """/pilotage/recevabilite/<ref>/decision/ – GET: the form; POST: its mail as it would leave, then the decision."""

    rule = rules.can_rule
    form_class = RulingForm
    template_name = "applications/screening/ruling/make.html"
    told_at = "motive"

    def get_initial(self) -> dict[str, Any]:
        page = screened(self.object, self.request.user, self.at)
        reasons = [answer.reason for line in page.refused for answer in line.answers if answer.reason]
        return {"outcome": State.INELIGIBLE if page.refused else State.ELIGIBLE, "motive": "\n".join(reasons)}

    def form_valid(self, form: Form) -> HttpResponse:
        data, step = form.cleaned_data, self.request.POST.get("suite")
        if not self.verdict:
            return self.render_to_response(self.get_context_data(form=form), status=409)
        if not (verdict := actions.holds(self.object, data["outcome"])):
            form.add_error("outcome", verdict.reason)
            return self.render_to_response(self.get_context_data(form=form), status=409)
        if step == _SENT:
            return super().form_valid(form)
        draft = Ruling(screening=self.object, outcome=data["outcome"], motive=data["motive"])
        letter = letter_of(draft, self.at) if step != _BACK else None
        return self.render_to_response(self.get_context_data(form=form, letter=letter))

    def act(self, form: Form) -> str:
        data = form.cleaned_data
        made = actions.rule(
            screening=self.object, outcome=data["outcome"], motive=data["motive"], by=self.request.user, at=self.at
        )
        if made.state == RulingState.CONFIRMED:
            return "La décision est prise et le courriel part à la personne porteuse."
        return "La décision est proposée. Une autre personne de la coordination la relit avant qu’elle soit adressée."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"letter": None, "sent": _SENT, **kwargs})


class OnRuling(ScreeningAction):
    """A deed on the live decision; 404 while there is none."""

    def get_object(self) -> Ruling:
        screening = self.found_screening()
        ruling = screening.rulings.live().select_related("proposed_by", "confirmed_by").first()
        if ruling is None:
            raise Http404
        ruling.screening = screening
        return ruling

    @property
    def application(self) -> Any:
        return self.object.screening.application


class ConfirmRuling(OnRuling):
    """/pilotage/recevabilite/<ref>/decision/lecture/ – the second reading, with the mail as it will leave."""

    rule = rules.can_confirm
    template_name = "applications/screening/ruling/confirm.html"
    told_at = None

    def act(self, form: Form) -> str:
        actions.confirm(ruling=self.object, by=self.request.user, at=self.at)
        return "La décision est prise et le courriel part à la personne porteuse."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = screened(self.object.screening, self.request.user, self.at)
        return super().get_context_data(ruling=self.object, letter=letter_of(self.object, self.at), page=page, **kwargs)


class DropRuling(OnRuling):
    """/pilotage/recevabilite/<ref>/decision/ecart/"""

    rule = rules.can_drop
    form_class = WhyForm
    title, button = "Écarter la proposition d’irrecevabilité", "Écarter la proposition"
    text = "L’équipe n’en a rien su et n’en saura rien. L’examen reprend."

    def act(self, form: Form) -> str:
        actions.drop(ruling=self.object, reason=form.cleaned_data["reason"], by=self.request.user, at=self.at)
        return "La proposition est écartée."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(deed=self, **kwargs)


class ReverseRuling(OnRuling):
    """/pilotage/recevabilite/<ref>/decision/annulation/"""

    rule = rules.can_reverse
    form_class = WhyForm
    title, button = "Annuler la décision", "Annuler la décision"
    text = (
        "Le dossier revient à l’examen. La personne porteuse reçoit un courriel avec le motif que vous écrivez ici, tel quel. "
        "La décision annulée reste dans l’historique."
    )

    def act(self, form: Form) -> str:
        actions.reverse(ruling=self.object, reason=form.cleaned_data["reason"], by=self.request.user, at=self.at)
        return "La décision est annulée et l’examen reprend."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(deed=self, **kwargs)
