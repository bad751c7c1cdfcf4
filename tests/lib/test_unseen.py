"""Characters that nobody sees: gone when typed, wherever it is typed; gone from pages, mails and PDFs when kept before."""

from __future__ import annotations

import re

import pytest
from django import forms

from inmp_portal.accounts.forms.people import ProfileForm
from inmp_portal.lib.fields import TypedField
from inmp_portal.lib.unseen import seen, straight
from tests.architecture.code import ROOT

FAMILY = "👩\u200d⚕\ufe0f"  # joiners and selectors are part of what is seen


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Morvan\u202e", "Morvan"),
        ("\u2067fdp.exe\u2069", "fdp.exe"),
        ("Mor\u00advan\u200b\u2060\ufeff", "Morvan"),
        ("un\r\ndeux\rtrois\tquatre\x07", "un\ndeux\ntrois\tquatre"),
        (f"{FAMILY} l’été\u00a0: «\u202foui\u202f»", f"{FAMILY} l’été\u00a0: «\u202foui\u202f»"),
        ("\u0645\u200c\u0646", "\u0645\u200c\u0646"),
    ],
)
def test_seen(typed, kept):
    assert seen(typed) == kept
    assert seen(kept) == kept


def test_straight_leaves_what_a_layout_needs():
    assert straight("a\u202eb\u200bc\u00add\n") == "ab\u200bc\u00add\n"


def test_a_name_is_kept_as_it_is_seen():
    form = ProfileForm({"first_name": "\u202eHélène", "last_name": "Mor\u200bvan \u200f", "unit": "\u2066"})
    form.fields["institution"].queryset = form.fields["institution"].queryset.none()
    assert form.is_valid()
    assert {name: form.cleaned_data[name] for name in ("first_name", "last_name", "unit")} == {
        "first_name": "Hélène", "last_name": "Morvan", "unit": "",
    }  # fmt: skip


def test_a_text_of_nothing_visible_is_missing():
    with pytest.raises(forms.ValidationError) as error:
        TypedField().clean("\u202e \u200b")
    assert error.value.code == "required"


@pytest.mark.parametrize("app", ["applications", "events", "inmp_portal"])
def test_every_form_reads_texts_so(app):
    plain = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in (ROOT / app).rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"\bforms\.CharField\(", line) and "HiddenInput" not in line and path.name != "fields.py"
    ]
    assert not plain, "a typed text is a TypedField"
