"""The shared pieces of a page, rendered alone."""

from __future__ import annotations

import re

import pytest
from crispy_forms.helper import FormHelper
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory


class Sample(forms.Form):
    title = forms.CharField(label="Titre", error_messages={"required": "Donnez un titre."})
    kind = forms.ChoiceField(
        label="Type",
        choices=[("a", "A"), ("b", "B")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez."},
    )

    def clean(self) -> None:
        raise forms.ValidationError("Le total dépasse le plafond.")


def crispy(form: forms.Form) -> str:
    helper = FormHelper()
    helper.form_tag = False
    return Template("{% load crispy_forms_tags %}{% crispy form helper %}").render(
        Context({"form": form, "helper": helper})
    )


def test_crispy_shows_every_error_with_a_link_to_a_field_that_is_there():
    html = crispy(Sample({}))
    summary = re.search(r'<div class="error-summary".*?</div>', html, re.S)[0]
    targets = re.findall(r'href="#([^"]+)"', summary)
    assert "Le total dépasse le plafond." in summary
    assert "Donnez un titre." in summary and "Choisissez." in summary
    assert len(targets) == 2
    assert all(f'id="{target}"' in html for target in targets), targets


def test_a_form_without_error_shows_no_summary():
    assert "error-summary" not in crispy(Sample())


def test_pages_keep_the_filters():
    request = RequestFactory().get("/liste/?q=coeur&page=2")
    page = Paginator(range(100), 25).get_page(2)
    html = render_to_string("components/pagination.html", {"page_obj": page, "request": request})
    assert 'rel="prev" href="?q=coeur&amp;page=1"' in html
    assert 'rel="next" href="?q=coeur&amp;page=3"' in html
    assert "Page 2 sur 4" in html


def test_a_single_page_shows_no_pages():
    page = Paginator(range(3), 25).get_page(1)
    assert "<nav" not in render_to_string("components/pagination.html", {"page_obj": page})


@pytest.mark.parametrize(
    ("current", "sort", "leads_to"),
    [("titre", "ascending", "-titre"), ("-titre", "descending", "titre"), ("montant", None, "titre")],
)
def test_a_sortable_heading_says_its_order_and_turns_it(current, sort, leads_to):
    request = RequestFactory().get("/liste/?page=3&order=" + current)
    context = {"column": "titre", "label": "Titre", "current": current, "numeric": False, "request": request}
    html = render_to_string("components/sortable.html", context)
    assert (f'aria-sort="{sort}"' in html) if sort else ("aria-sort" not in html)
    assert f"order={leads_to}" in html and "page=" not in html


@pytest.mark.parametrize("tone", ["calm", "open", "warm", "ok", "bad"])
def test_a_state_is_a_word_and_a_shape(tone):
    html = render_to_string("components/state.html", {"tone": tone, "label": "Déposé"})
    assert "Déposé" in html and "<svg" in html


def test_each_state_has_a_shape_of_its_own():
    drawn = {
        re.search(r"icon-[\w-]+", render_to_string("components/state.html", {"tone": tone, "label": "x"}))[0]
        for tone in ("calm", "open", "warm", "ok", "bad")
    }
    assert len(drawn) == 5


def test_a_file_without_address_is_to_come():
    html = render_to_string("components/file.html", {"title": "Grille", "note": "", "url": ""})
    assert "À venir" in html and "<a " not in html


def test_an_empty_state_says_what_to_do():
    html = render_to_string(
        "components/empty.html", {"title": "Rien", "text": "Commencez ici.", "url": "/x/", "label": "Commencer"}
    )
    assert 'href="/x/"' in html and "Commencer" in html
