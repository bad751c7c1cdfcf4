"""/pilotage/courriels/ – the queue of mails: what waits, what failed and why, and what can be done about it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import Count
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.generic import View

from inmp_portal.home.mailqueue import actions
from inmp_portal.home.mailqueue.forms import AbortForm, QueueForm
from inmp_portal.home.mailqueue.rows import TONES, facts_of, row_of
from inmp_portal.journal.queries import history
from inmp_portal.lib import clock, keyset
from inmp_portal.lib.views import ActionView
from inmp_portal.outbox.models import Mail
from inmp_portal.outbox.rules import can_abort, can_release, can_retry, can_rewrite, can_withhold
from inmp_portal.outbox.states import MailState

PAGE_SIZE = 25


class MailQueue(LoginRequiredMixin, View):
    """The list, latest first, a page at a time."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if not request.user.reads_contents(clock.now()):
            raise Http404
        visible = Mail.objects.visible_to(request.user, clock.now())
        form = QueueForm(request.GET)
        mails = form.narrowed(visible).without_contents()
        page = keyset.page_of(mails, "-queued_at", request.GET.get("page", ""), PAGE_SIZE)
        context = {
            "form": form, "page": page, "rows": [row_of(mail) for mail in page.rows], "counts": _counts(visible),
            "may_act": can_rewrite(request.user, None, clock.now()),
        }  # fmt: skip
        return render(request, "home/mailqueue/list.html", context)


def _counts(visible: Any) -> list[tuple[str, str, str, int]]:
    """States that hold mails: value, label, tone, how many."""
    held = dict(visible.order_by().values_list("state").annotate(Count("pk")))
    return [(state.value, state.label, TONES[state], held[state]) for state in MailState if state in held]


class MailDetail(LoginRequiredMixin, View):
    """One mail with its text, its history and what can be done now."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        visible = Mail.objects.visible_to(request.user, clock.now())
        mail = get_object_or_404(visible.with_reference(reference))
        return render(request, "home/mailqueue/detail.html", _detail(request, mail) | {"form": AbortForm()})


def _detail(request: HttpRequest, mail: Mail) -> dict[str, Any]:
    at = clock.now()
    rules = {"retry": can_retry, "abort": can_abort, "withhold": can_withhold, "release": can_release}
    return {
        "mail": mail,
        "tone": TONES[MailState(mail.state)],
        "facts": facts_of(mail),
        "events": history(mail),
        "may": {name: rule(request.user, mail, at).ok for name, rule in rules.items()},
    }


class HandleMail(ActionView):
    """POST only; refused, the mail's page comes back with the reason."""

    http_method_names = ["post"]
    queryset = Mail.objects.visible_to
    template_name = "home/mailqueue/detail.html"
    form_class = Form

    def get_object(self) -> Mail:
        visible = Mail.objects.visible_to(self.request.user, self.at)
        return get_object_or_404(visible.with_reference(self.kwargs["reference"]))

    def get_success_url(self) -> str:
        return reverse("home:mail_detail", args=[self.object.reference])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mail = self.get_object()
        return super().get_context_data(**{"form": AbortForm(), **kwargs}) | _detail(self.request, mail)


class RetryMail(HandleMail):
    rule = can_retry

    def act(self, form: Form) -> str:
        actions.retry(mail=self.object, by=self.request.user, at=self.at)
        return "Le courriel va repartir."


class AbortMail(HandleMail):
    rule = can_abort
    form_class = AbortForm

    def act(self, form: Form) -> str:
        actions.abort(mail=self.object, by=self.request.user, at=self.at, reason=form.cleaned_data["reason"])
        return "Le courriel est abandonné : il ne partira pas."


class WithholdMail(HandleMail):
    rule = can_withhold

    def act(self, form: Form) -> str:
        actions.withhold(mail=self.object, by=self.request.user, at=self.at)
        return "Le courriel est retenu jusqu’à ce que vous le libériez."


class ReleaseMail(HandleMail):
    rule = can_release

    def act(self, form: Form) -> str:
        actions.release(mail=self.object, by=self.request.user, at=self.at)
        return "Le courriel va partir."
