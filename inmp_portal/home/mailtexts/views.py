"""/pilotage/courriels/textes/ – the text of each kind of mail: read it, write it anew, see it on somebody real."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.forms import Form, HiddenInput, IntegerField
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.views.generic import View

from inmp_portal.home.mailtexts import actions
from inmp_portal.home.mailtexts.forms import TextForm
from inmp_portal.home.mailtexts.showing import show
from inmp_portal.journal.queries import history
from inmp_portal.lib import clock
from inmp_portal.lib.verdict import Refused
from inmp_portal.outbox.documents import Source, delivered
from inmp_portal.outbox.methods.proofing import vocabulary
from inmp_portal.outbox.models import MailText
from inmp_portal.outbox.notices import Notice, kinds
from inmp_portal.outbox.notices import kind as kind_of
from inmp_portal.outbox.rules import can_rewrite

NOT_SHOWN: dict[str, Any] = {"shown": None, "samples": [], "chosen": ""}


class _Texts(LoginRequiredMixin, View):
    """404 for whoever does not look after the texts."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.at = clock.now()
        if not can_rewrite(request.user, None, self.at):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class TextList(_Texts):
    """GET: every kind, by group, and which were written anew."""

    def get(self, request: HttpRequest) -> HttpResponse:
        anew = {text.kind: text for text in MailText.objects.exclude(body="")}
        rows = [{"kind": kind.kind, "about": kind.about, "text": anew.get(kind.kind)} for kind in kinds()]
        groups = [(group, list(found)) for group, found in groupby(rows, key=lambda row: row["about"].group)]
        return render(request, "home/mailtexts/list.html", {"groups": groups, "anew": len(anew)})


class _OneText(_Texts):
    """What the pages of one kind share."""

    @cached_property
    def kind(self) -> type[Notice]:
        found = kind_of(self.kwargs["kind"])
        if found is None or found.about is None:
            raise Http404
        return found

    @cached_property
    def text(self) -> MailText | None:
        return MailText.objects.filter(kind=self.kind.kind).first()

    @cached_property
    def samples(self) -> Sequence[Notice]:
        return self.kind.samples(self.request.user, self.at)

    def sample(self) -> Notice | None:
        """The one that was chosen, else the first."""
        asked = self.request.POST.get("exemple", "") or self.request.GET.get("exemple", "")
        if asked == "aucun":
            return None
        chosen = (sample for sample in self.samples if str(sample.obj.pk) == asked)
        return next(chosen, self.samples[0] if self.samples else None)

    def preview(self, source: Source) -> dict[str, Any]:
        sample = self.sample()
        options = [(str(one.obj.pk), str(one.obj)) for one in self.samples]
        chosen = str(sample.obj.pk) if sample else "aucun"
        return {"shown": show(self.kind, source, sample, self.at), "samples": options, "chosen": chosen}

    def page(self, form: TextForm, source: Source | None, *, refusal: str = "", status: int = 200) -> HttpResponse:
        context = {
            "slug": self.kind.kind, "about": self.kind.about, "form": form, "text": self.text, "refusal": refusal,
            "vocabulary": vocabulary(*delivered(self.kind)), "events": history(self.text) if self.text else [],
            **(self.preview(source) if source else NOT_SHOWN),
        }  # fmt: skip
        return render(self.request, "home/mailtexts/edit.html", context, status=status)


class TextEdit(_OneText):
    """GET the form and the mail that it makes; POST keeps it, or only shows it when `apercu` is sent."""

    def get(self, request: HttpRequest, kind: str) -> HttpResponse:
        form = TextForm(self.kind, self.text)
        return self.page(form, Source(form.initial["subject"], form.initial["body"]))

    def post(self, request: HttpRequest, kind: str) -> HttpResponse:
        form = TextForm(self.kind, self.text, request.POST)
        if not form.is_valid():
            return self.page(form, None)
        if "apercu" in request.POST:
            return self.page(form, form.source())
        version = form.cleaned_data["version"]
        try:
            actions.rewrite(kind=self.kind, source=form.source(), version=version, by=request.user, at=self.at)
        except Refused as refusal:
            return self.page(form, form.source(), refusal=refusal.reason, status=409)
        messages.success(request, "Le texte est enregistré. Les prochains courriels de ce modèle partiront ainsi.")
        return redirect("home:mail_text_edit", kind=kind)


class TextPreview(_OneText):
    """POST, from the page's script: the mail alone, or what is wrong with the text."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, kind: str) -> HttpResponse:
        form = TextForm(self.kind, self.text, request.POST)
        context = self.preview(form.source()) if form.is_valid() else {**NOT_SHOWN, "form": form}
        return render(request, "home/mailtexts/_preview.html", context)


class VersionForm(Form):
    """Which version was read."""

    version = IntegerField(widget=HiddenInput, min_value=0, localize=False)


class TextTakeBack(_OneText):
    """GET shows the delivered text; POST takes it back."""

    def get(self, request: HttpRequest, kind: str) -> HttpResponse:
        return self.confirm(VersionForm(initial={"version": self.text.version if self.text else 0}))

    def post(self, request: HttpRequest, kind: str) -> HttpResponse:
        form = VersionForm(request.POST)
        version = form.cleaned_data["version"] if form.is_valid() else -1
        try:
            actions.take_back(kind=self.kind, version=version, by=request.user, at=self.at)
        except Refused as refusal:
            return self.confirm(form, refusal=refusal.reason, status=409)
        messages.success(request, "Le texte d’origine est de nouveau celui de ce modèle.")
        return redirect("home:mail_text_edit", kind=kind)

    def confirm(self, form: Form, *, refusal: str = "", status: int = 200) -> HttpResponse:
        context = {
            "slug": self.kind.kind, "about": self.kind.about, "form": form, "text": self.text, "refusal": refusal,
            "delivered": delivered(self.kind),
        }  # fmt: skip
        return render(self.request, "home/mailtexts/take_back.html", context, status=status)
