"""Where to stand in time."""

from __future__ import annotations

from typing import Any

from django import forms

from inmp_portal.home.moments import all_moments
from inmp_portal.lib.fields import InstantField


class ClockForm(forms.Form):
    """One of the moments (`moment`), or any instant (`instant`, Paris time)."""

    moment = forms.CharField(required=False, widget=forms.HiddenInput)
    instant = InstantField(label="Une autre date", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        moments = {moment.key: moment.at for moment in all_moments()}
        cleaned["to"] = moments.get(cleaned.get("moment", "")) or cleaned.get("instant")
        if cleaned["to"] is None and not self.errors:
            self.add_error("instant", "Choisissez un moment, ou une date.")
        return cleaned
