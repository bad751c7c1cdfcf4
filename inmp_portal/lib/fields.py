"""Fields that several forms share."""

from __future__ import annotations

from typing import Any

from django import forms

LONGEST_SEARCH = 100  # characters


class SearchField(forms.CharField):
    """A few words to look for; longer ones are kept in the box and told, and nothing is looked for."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, max_length=LONGEST_SEARCH, **options)
        self.error_messages["max_length"] = "Gardez quelques mots\u00a0: cent caractères au plus. Rien n’a été cherché."
        self.widget.attrs |= {"class": "form-control", "type": "search", "autocomplete": "off"}
