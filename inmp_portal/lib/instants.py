"""A day and an hour typed as French people write them, whatever the language of the browser.

The browser's own control (`datetime-local`) speaks the browser's language and puts the month before the day in English.
"""

from __future__ import annotations

from typing import Any

from django import forms

_TYPED = ["%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H h %M", "%d/%m/%Y %Hh%M", "%d/%m/%Y à %H:%M"]
_SENT_BY_PROGRAMS = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
EXAMPLE = "08/09/2025 23:59"


class InstantField(forms.DateTimeField):
    """« 08/09/2025 23:59 », Paris time; the value is an aware datetime. `help_text` follows the format."""

    def __init__(self, *, help_text: str = "", error_messages: dict[str, str] | None = None, **kwargs: Any) -> None:
        attrs = {"class": "form-control instant", "autocomplete": "off", "placeholder": "JJ/MM/AAAA HH:MM"}
        super().__init__(
            widget=forms.DateTimeInput(attrs=attrs, format="%d/%m/%Y %H:%M"),
            input_formats=[*_TYPED, *_SENT_BY_PROGRAMS],
            help_text=f"Jour et heure de Paris, par exemple {EXAMPLE}. {help_text}".strip(),
            error_messages={
                "invalid": f"Écrivez un jour et une heure qui existent, par exemple {EXAMPLE}.",
                **(error_messages or {}),
            },
            **kwargs,
        )
