"""Every model: a French name, a text, an end. And no migration is pending."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from inmp_portal.lib.retention import Then, registry
from tests.architecture.code import OWN_LABELS

MODELS = [model for model in apps.get_models() if model._meta.app_label in OWN_LABELS]
IDS = [model._meta.label for model in MODELS]
SAME_WORD = {"version", "section", "position", "type", "code", "question", "pages", "description", "provenance"}
WITHOUT_RETENTION = {"lib.Instance"}  # one row of the installation itself


def _words(model: type[models.Model]) -> str:
    """What Django would call the model by itself: the class name in lower case, spaced."""
    return model._meta.original_attrs.get("verbose_name", "")


@pytest.mark.parametrize("model", MODELS, ids=IDS)
def test_has_a_french_name_and_a_text(model):
    assert _words(model), "Meta.verbose_name"
    assert "__str__" in vars(model) or any("__str__" in vars(base) for base in model.__mro__[1:-2]), "__str__"
    assert model.__doc__ and not model.__doc__.startswith(f"{model.__name__}("), "docstring"


@pytest.mark.parametrize("model", MODELS, ids=IDS)
def test_names_its_fields_in_french(model):
    unnamed = [
        field.name
        for field in model._meta.local_fields
        if field.editable and not field.primary_key and field.verbose_name == field.name.replace("_", " ")
        and field.verbose_name not in SAME_WORD
    ]  # fmt: skip
    assert not unnamed


def test_every_model_has_an_end():
    entries = registry()
    own = {model._meta.label for model in MODELS} - WITHOUT_RETENTION
    assert set(entries) == own
    assert all(entry.months is not None or entry.then is Then.KEPT for entry in entries.values())


def test_every_check_constraint_speaks_french():
    default = models.CheckConstraint(condition=models.Q(pk=1), name="x").violation_error_message
    silent = [
        constraint.name
        for model in MODELS
        for constraint in model._meta.constraints
        if isinstance(constraint, models.CheckConstraint) and constraint.violation_error_message == default
    ]
    assert set(silent) <= {"applications_completeness_is_a_percentage", "journal_seal_is_a_range"}, silent


def test_no_migration_is_pending(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
