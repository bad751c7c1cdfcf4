"""Every model has its page in the technical console, which reads only, and shows no contents without the right to."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from inmp_portal.lib.console import ContentAdmin, ReadOnlyAdmin
from tests.architecture.code import OWN_LABELS
from tests.permissions import world

MODELS = [model for model in apps.get_models() if model._meta.app_label in OWN_LABELS]
# What says nothing that a team, a reviewer or the coordination wrote; every other model is contents.
PLAIN = {
    "lib.Instance", "lib.Heartbeat", "journal.Seal",
    "accounts.User", "accounts.Grant", "accounts.Institution", "accounts.SignInCode", "accounts.BreakGlass",
    "applications.Call", "applications.Axis", "applications.CallDate", "applications.CallDocument",
    "applications.Question", "applications.FrozenForm", "events.Cafe", "events.Desk", "events.Slot",
}  # fmt: skip


def address(model, page="changelist", *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_model_is_in_the_console_and_reads_only(model):
    page = admin.site._registry.get(model)
    assert isinstance(page, ReadOnlyAdmin), "add it to the app's admin.py, as ReadOnlyAdmin or ContentAdmin"
    assert isinstance(page, ContentAdmin) == (model._meta.label not in PLAIN), "contents, or one of PLAIN with a reason"


def test_nothing_else_is_in_the_console():
    assert set(admin.site._registry) <= set(MODELS)


@pytest.fixture
def here(call):
    return world.build(call)


def test_an_administrator_sees_no_contents(here, as_user):
    browser = as_user(here.people["administrator"])
    index = browser.get("/administration/").content.decode()
    for model in MODELS:
        answer, row = browser.get(address(model)), model._default_manager.order_by("pk").first()
        body = answer.content.decode()
        if model._meta.label in PLAIN:
            assert answer.status_code == 200, model
            assert "Titre que nul autre ne lit" not in body and "SECRETACRO" not in body, model
            continue
        assert answer.status_code == 404 and address(model) not in index, model
        if row is not None:
            for page in ("change", "history", "delete"):
                assert browser.get(address(model, page, row.pk)).status_code in (403, 404), (model, page)


def test_an_exceptional_access_opens_what_was_deposited_and_no_draft(here, as_user):
    browser = as_user(here.people["glass"])
    for model in MODELS:
        answer = browser.get(address(model))
        assert answer.status_code == 200, model
        body = answer.content.decode()
        assert "SECRETACRO<" not in body and "SECRETACRO " not in body, f"{model}: the draft's acronym"
        for row in model._default_manager.order_by("pk"):
            shown = browser.get(address(model, "change", row.pk))
            page = shown.content.decode() if shown.status_code == 200 else ""
            assert "Réponse secrète" not in page and "SECRETACRO<" not in page, (model, row.pk)
    application = apps.get_model("applications.Application")
    assert "SECRETACRO2" in browser.get(address(application)).content.decode()


@pytest.mark.parametrize("who", ["lead", "other", "coordinator", "director"])
def test_the_console_is_the_administration_s_alone(here, as_user, who):
    browser = as_user(here.people[who])
    for model in MODELS:
        answer = browser.get(address(model))
        assert answer.status_code == 404, (who, model)


def test_nothing_is_changed_in_the_console(here, as_user):
    browser = as_user(here.people["glass"])
    for model in MODELS:
        assert browser.post(address(model, "add"), {}).status_code in (403, 404), model
        row = model._default_manager.order_by("pk").first()
        if row is not None:
            assert browser.post(address(model, "change", row.pk), {}).status_code in (403, 404), model
            assert browser.post(address(model, "delete", row.pk), {"post": "yes"}).status_code in (403, 404), model
