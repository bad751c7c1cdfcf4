"""The desks on one page, each theme at exactly one of them; and the words that lead to the themes."""

from __future__ import annotations

from typing import Any

from django import forms

from events.actions.coordination.desks import Arrangement
from events.methods.reading.lexicon import OTHER
from events.methods.reading.questionnaire import questions_of
from events.methods.writing.terms import read, written
from events.models import Cafe, Desk
from inmp_portal.accounts.models import User
from inmp_portal.lib.fields import TypedField

_NO_ACCOUNT = "Aucun compte n’a cette adresse\u00a0: la personne doit d’abord se connecter une fois au portail."


def themes_of(cafe: Cafe) -> dict[str, str]:
    """Codes and words of the themes: those of the questionnaire, then those that only the lexicon knows."""
    asked = next((dict(question.options) for question in questions_of(cafe.questions) if question.id == "theme"), {})
    others = [*cafe.lexicon.get("themes", {}), OTHER]
    return {**asked, **{code: code.capitalize() for code in others if code not in asked}}


class DesksForm(forms.Form):
    """Fields `title-G1`, `room-G1`, `expert-G1` for each desk, `theme-donnees` for each theme."""

    def __init__(self, *args: Any, cafe: Cafe, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.desks: list[Desk] = list(cafe.desks.select_related("expert").order_by("code"))
        self.themes = themes_of(cafe)
        for desk in self.desks:
            self._ask_of(desk)
        places = [(desk.code, f"{desk.code} – {desk.title}") for desk in self.desks]
        for code, label in self.themes.items():
            now = next((desk.code for desk in self.desks if code in desk.themes), None)
            widget = forms.Select(attrs={"class": "form-select"})
            self.fields[f"theme-{code}"] = forms.ChoiceField(label=label, choices=places, initial=now, widget=widget)

    def _ask_of(self, desk: Desk) -> None:
        line = {"class": "form-control", "autocomplete": "off"}
        self.fields[f"title-{desk.code}"] = TypedField(
            label=f"Titre du guichet {desk.code}", max_length=80, initial=desk.title, widget=forms.TextInput(attrs=line)
        )
        self.fields[f"expert-{desk.code}"] = forms.EmailField(
            label=f"Interlocuteur ou interlocutrice du guichet {desk.code}", required=False,
            initial=desk.expert.email if desk.expert else "", help_text="L’adresse de son compte.",
            widget=forms.EmailInput(attrs=line),
        )  # fmt: skip
        self.fields[f"room-{desk.code}"] = TypedField(
            label=f"Salle ou table du guichet {desk.code}", max_length=60, required=False, initial=desk.room,
            widget=forms.TextInput(attrs=line),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.experts: dict[str, User | None] = {}
        for desk in self.desks:
            email = data.get(f"expert-{desk.code}") or ""
            self.experts[desk.code] = User.objects.known_by(email) if email else None
            if email and self.experts[desk.code] is None:
                self.add_error(f"expert-{desk.code}", _NO_ACCOUNT)
        return data

    def wanted(self) -> list[Arrangement]:
        said = self.cleaned_data
        return [
            Arrangement(
                desk.code, said[f"title-{desk.code}"], said[f"room-{desk.code}"], self.experts[desk.code],
                tuple(code for code in self.themes if said[f"theme-{code}"] == desk.code),
            )
            for desk in self.desks
        ]  # fmt: skip


class LexiconForm(forms.Form):
    """One area a theme, « mot : poids » a line; and a question to try them on."""

    def __init__(self, *args: Any, cafe: Cafe, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.themes = themes_of(cafe)
        self.problems: list[str] = []
        known = cafe.lexicon.get("themes", {})
        for code, label in self.themes.items():
            if code == OTHER and code not in known:
                continue
            self.fields[f"theme-{code}"] = _area(label, written(known.get(code, {})))
        self.fields["put_aside"] = _area(
            "Ce qui annonce ce dont la question ne parle pas", "\n".join(cafe.lexicon.get("put_aside", ())), rows=4
        )
        self.fields["question"] = _area("Question à essayer", "", rows=3)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for code in self.themes:
            name = f"theme-{code}"
            for sentence in read(data[name])[1] if name in data else ():
                self.add_error(name, sentence)
        return data

    def lexicon(self) -> dict[str, Any]:
        """What was typed, as the café keeps it."""
        said = self.cleaned_data
        themes = {code: read(said[f"theme-{code}"])[0] for code in self.themes if f"theme-{code}" in said}
        put_aside = [line.strip() for line in said["put_aside"].splitlines() if line.strip()]
        return {"themes": {code: terms for code, terms in themes.items() if terms}, "put_aside": put_aside}


def _area(label: str, initial: str, rows: int = 8) -> forms.CharField:
    widget = forms.Textarea(attrs={"class": "form-control", "rows": rows, "spellcheck": "false"})
    return TypedField(label=label, required=False, max_length=20_000, initial=initial, widget=widget)
