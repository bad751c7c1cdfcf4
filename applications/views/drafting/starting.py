"""Opening a draft: one's own drafts first, then eight questions."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.generic import View

from applications.actions.drafting import open_draft
from applications.forms.drafting.pages import SectionForm, creation_form_class
from applications.forms.drafting.progress import section_url
from applications.models import Application, Call
from applications.queries.definitions import definition_for
from applications.queries.starting import forget, handed
from applications.queries.working import own_dossiers
from applications.rules.drafting import can_open_draft
from applications.sections.checking import Problem, field_problems
from applications.sections.context import Context
from inmp_portal.lib import clock
from inmp_portal.lib.references import new_reference
from inmp_portal.lib.verdict import Refused, Verdict

_SALT = "applications.start"


class Start(LoginRequiredMixin, View):
    """GET /dossiers/nouveau/ lists one's dossiers and asks the questions; POST opens the draft, once for each page shown."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.at = clock.now()

    def get(self, request: HttpRequest) -> HttpResponse:
        call = self.call()
        known = {**known_of(request.user), **handed(request.session, request.GET).answers}
        form = creation_form_class(definition_for(call))(answers=known)
        return self.page(call, form, can_open_draft(request.user, call, self.at), token=_token(request.user.pk))

    def post(self, request: HttpRequest) -> HttpResponse:
        call, token = self.call(), request.POST.get("jeton", "")
        form = creation_form_class(definition_for(call))(request.POST, answers={})
        if problems := creation_problems(form):
            return self.wrong(call, form, problems, token)
        reference = _reference(token, request.user.pk)
        try:
            draft = open_draft(call=call, by=request.user, at=self.at, answers=form.values(), reference=reference)
        except Refused as refusal:
            return self.page(call, form, Verdict.no(refusal.reason), token=token, status=409)
        return redirect(self.after(draft, form))

    def after(self, draft: Application, form: SectionForm) -> str:
        """The first section; or back to the page that handed answers, with the draft's reference."""
        back = handed(self.request.session, self.request.GET).back
        forget(self.request.session)
        return f"{back}?dossier={draft.reference}" if back else section_url(draft, form.definition.sections[0].key)

    def wrong(self, call: Call, form: SectionForm, problems: list[Problem], token: str) -> HttpResponse:
        """The questions again, with what was typed and what to put right."""
        told = {problem.field: problem.message for problem in problems}
        again = type(form)(self.request.POST, answers={}, refused=told)
        verdict = can_open_draft(self.request.user, call, self.at)
        return self.page(call, again, verdict, token=token, problems=problems, status=422)

    def call(self) -> Call:
        call = Call.objects.defer("form").order_by("-edition").first()
        if call is None:
            raise Http404
        self.request.site_call = call
        return call

    def page(
        self, call: Call, form: SectionForm, verdict: Verdict, *, token: str, problems: list[Problem] | None = None,
        status: int = 200,
    ) -> HttpResponse:  # fmt: skip
        own = own_dossiers(self.request.user, call.pk)
        asked = status != 200 or not own or "autre" in self.request.GET
        context = {
            "call": call, "form": form, "verdict": verdict, "token": token, "problems": problems or [], "own": own,
            "is_asked": asked and (verdict.ok or status != 200),
        }  # fmt: skip
        return render(self.request, "applications/drafting/start.html", context, status=status)


def creation_problems(form: SectionForm) -> list[Problem]:
    """What is missing or wrong in the answers that open a draft."""
    values = form.values()
    context = Context(form.definition, values)
    return [
        problem for field in form.section.fields for problem in field_problems(field, values.get(field.id), 0, context)
    ]


def known_of(user: Any) -> dict[str, Any]:
    """What the portal already knows of the person."""
    institution = user.institution.code if user.institution else ""
    return {"nom": user.last_name, "prenom": user.first_name, "courriel": user.email, "etablissement": institution}


def _token(person: int) -> str:
    """The draft's reference, drawn when the page is shown and signed: two clicks on one page open one draft."""
    return signing.dumps([person, new_reference()], salt=_SALT)


def _reference(token: str, person: int) -> str:
    """The reference of a page shown to this very person, else a new one."""
    try:
        shown_to, reference = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return new_reference()
    return str(reference) if shown_to == person else new_reference()
