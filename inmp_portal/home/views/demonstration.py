"""What only a demonstration has: its people in one click, its mails in plain sight; and, with rehearsals, its clock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.usersessions.models import UserSession
from csp.decorators import csp_replace, csp_update
from django.contrib import messages
from django.contrib.auth import login
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.generic import FormView, TemplateView, View

from inmp_portal.accounts.actions.personas import create_personas
from inmp_portal.accounts.actions.signing import record_sign_in
from inmp_portal.accounts.personas import all_personas
from inmp_portal.accounts.views.signing import safe_next
from inmp_portal.accounts.web.adapters import welcome_first
from inmp_portal.home.actions.clock import stand_at
from inmp_portal.home.forms import ClockForm
from inmp_portal.home.moments import all_moments
from inmp_portal.home.rules import can_move_clock, can_use_demonstration
from inmp_portal.lib import clock
from inmp_portal.lib.files import store
from inmp_portal.lib.verdict import Verdict
from inmp_portal.outbox.models import Mail

BACKEND = "django.contrib.auth.backends.ModelBackend"


@method_decorator(never_cache, name="dispatch")
class OnlyWhere(View):
    """A page that exists only where its `rule` says yes: 404 elsewhere, whoever asks."""

    rule: Callable[..., Verdict] = can_use_demonstration

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not type(self).rule(request.user, clock.now()):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class Personas(OnlyWhere, TemplateView):
    """GET /demo/ — the people to try the portal as; POST signs in as one of them, and goes on to the page asked (`next`)."""

    template_name = "home/personas.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        target = safe_next(self.request, self.request.GET.get("next"))
        return super().get_context_data(personas=all_personas(), next=target, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        at = clock.now()
        person = create_personas(at=at).get(request.POST.get("persona", ""))
        if person is None or not person.is_active:
            raise Http404
        login(request, person, backend=BACKEND)
        UserSession.objects.create_from_request(request)
        record_sign_in(user=person, at=at, how="persona")
        return redirect(welcome_first(person, safe_next(request, request.POST.get("next"))))


class Mailbox(OnlyWhere, TemplateView):
    """GET /demo/courriels/ — the mails of this demonstration, to whomever; `?adresse=` narrows."""

    template_name = "home/mailbox.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        address = self.request.GET.get("adresse", "").replace("\0", "").strip().lower()
        mails: QuerySet[Mail] = Mail.objects.defer("text", "html")
        if address:
            mails = mails.filter(to__icontains=address)
        page = Paginator(mails.order_by("-pk"), 30).get_page(self.request.GET.get("page"))
        rows = [(reference_of(mail), mail) for mail in page]
        return super().get_context_data(page_obj=page, rows=rows, address=address, **kwargs)


class Message(OnlyWhere, TemplateView):
    """GET /demo/courriels/<référence>/ — one mail, text and HTML."""

    template_name = "home/message.html"

    @method_decorator(csp_update({"frame-src": ["'self'"]}))
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(mail=mail_of(kwargs["reference"]), **kwargs)


class MessageHtml(OnlyWhere):
    """GET /demo/courriels/<référence>/html/ — the HTML alone, for a sandboxed frame: no script, no network."""

    @method_decorator(xframe_options_sameorigin)
    @method_decorator(
        csp_replace(
            {
                "default-src": ["'none'"],
                "script-src": None,
                "style-src": ["'unsafe-inline'"],
                "img-src": ["data:"],
                "font-src": None,
                "connect-src": None,
                "form-action": ["'none'"],
                "frame-ancestors": ["'self'"],
                "sandbox": [""],
            }
        )
    )
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        return HttpResponse(mail_of(reference).html)


class MessageAttachment(OnlyWhere):
    """GET /demo/courriels/<référence>/pieces/<rang>/ — one file joined to a mail, to be saved."""

    def get(self, request: HttpRequest, reference: str, position: int) -> FileResponse:
        try:
            joined = mail_of(reference).attachments[position - 1]
            content = store.open(joined["sha256"])
        except (IndexError, FileNotFoundError) as error:
            raise Http404 from error
        return FileResponse(content, as_attachment=True, filename=joined["name"], content_type=joined["content_type"])


def reference_of(mail: Mail) -> str:
    """The public reference of a mail: the first half of its Message-ID."""
    return mail.message_id[1:].partition("@")[0]


def mail_of(reference: str) -> Mail:
    return get_object_or_404(Mail, message_id__startswith=f"<{reference}@")


class Clock(OnlyWhere, FormView):
    """GET /demo/horloge/ — the moments of the call's life; POST stands at one of them, or at any instant."""

    rule = can_move_clock
    form_class = ClockForm
    template_name = "home/clock.html"

    def form_valid(self, form: ClockForm) -> HttpResponse:
        stand_at(to=form.cleaned_data["to"], by=self.request.user, at=clock.now())
        messages.success(self.request, "Le portail s’est déplacé dans le temps. Il continue à partir de là.")
        return redirect("home:clock")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(moments=all_moments(), **kwargs)
