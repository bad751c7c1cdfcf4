"""Fields that several forms share."""

from __future__ import annotations

from typing import Any

from django import forms

from inmp_portal.lib.unseen import seen

LONGEST_SEARCH = 100  # characters
_TYPED = ["%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H h %M", "%d/%m/%Y %Hh%M", "%d/%m/%Y à %H:%M"]
_SENT_BY_PROGRAMS = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
INSTANT_EXAMPLE = "08/09/2025 23:59"
INCOMPLETE_ADDRESS = "Cette adresse n’est pas complète\u00a0: elle s’écrit comme prenom.nom@etablissement.fr."


class TypedField(forms.CharField):
    """Any text that a person types, kept without the characters that nobody sees; what is on screen is what is stored."""

    def to_python(self, value: Any) -> Any:
        said = super().to_python(value)
        said = seen(said) if isinstance(said, str) else said
        return said.strip() if self.strip and isinstance(said, str) else said


class SearchField(TypedField):
    """A few words to look for; longer ones are kept in the box and told, and nothing is looked for."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, max_length=LONGEST_SEARCH, **options)
        self.error_messages["max_length"] = "Gardez quelques mots\u00a0: cent caractères au plus. Rien n’a été cherché."
        self.widget.attrs |= {"class": "form-control", "type": "search", "autocomplete": "off"}


class InstantField(forms.DateTimeField):
    """« 08/09/2025 23:59 », Paris time, whatever the browser's language; an aware datetime. `help_text` follows the format.

    The browser's own control (`datetime-local`) speaks the browser's language and puts the month before the day in English.
    """

    def __init__(self, *, help_text: str = "", error_messages: dict[str, str] | None = None, **kwargs: Any) -> None:
        attrs = {"class": "form-control instant", "autocomplete": "off", "placeholder": "JJ/MM/AAAA HH:MM"}
        super().__init__(
            widget=forms.DateTimeInput(attrs=attrs, format="%d/%m/%Y %H:%M"),
            input_formats=[*_TYPED, *_SENT_BY_PROGRAMS],
            help_text=f"Jour et heure de Paris, par exemple {INSTANT_EXAMPLE}. {help_text}".strip(),
            error_messages={
                "invalid": f"Écrivez un jour et une heure qui existent, par exemple {INSTANT_EXAMPLE}.",
                **(error_messages or {}),
            },
            **kwargs,
        )
