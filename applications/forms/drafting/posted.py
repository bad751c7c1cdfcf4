"""A section sent whole, without JavaScript: its values, its buttons, where to go afterwards."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.urls import reverse

from applications.forms.drafting.pages import SectionForm
from applications.forms.drafting.progress import section_url
from applications.methods.merging import united
from applications.models import Application
from applications.sections.cleaning import clean
from applications.sections.context import rows_of
from applications.sections.definition import Section

CHECK = "verifier"
_MOVES = {"monter": -1, "descendre": 1}


class Posted:
    """What was sent, with the effect of the row buttons already in the values."""

    def __init__(self, data: QueryDict, form: SectionForm) -> None:
        self.data = data
        self.known = {section.key for section in form.definition.sections}
        chosen = {name for name in form.fields if data.get(f"choix-{name}") != "theirs"}
        self.values = form.values(only=_present(data, form) & chosen)
        self.bases = {name: data[f"base-{name}"] for name in form.bases if f"base-{name}" in data}
        self._unite_rows(form)
        self.anchor = ""
        for button in ("retirer", *_MOVES):
            if button in data:
                self._edit_rows(button, str(data[button]))

    @property
    def version(self) -> int:
        sent = self.data.get("version", "")
        return int(sent) if sent.isdecimal() and len(sent) < 10 else -1

    def _unite_rows(self, form: SectionForm) -> None:
        """« Garder les lignes des deux côtés »: those stored, then what this window adds."""
        for name, rows in self.values.items():
            if self.data.get(f"choix-{name}") == "both" and isinstance(rows, list):
                mine = clean(form.definition.field(name), rows, form.context).stored
                self.values[name] = united(rows_of(form.answers.get(name)), mine)

    def _edit_rows(self, button: str, prefix: str) -> None:
        name, _, place = prefix.rpartition("-")
        rows: Any = self.values.get(name)
        if not isinstance(rows, list) or not place.isdecimal() or int(place) >= len(rows):
            return
        row = rows.pop(int(place))
        self.anchor = f"champ-{name}"
        if button in _MOVES:
            target = min(max(int(place) + _MOVES[button], 0), len(rows))
            rows.insert(target, row)
            self.anchor = f"champ-{name}-{target}"

    def next_url(self, application: Application, section: Section, *, has_errors: bool) -> str:
        """The page to show next."""
        here = section_url(application, section.key)
        if more := self.data.get("ajouter"):
            return f"{here}?ajouter={more}#champ-{more}-{self._filled(more)}"
        if self.anchor:
            return f"{here}#{self.anchor}"
        if has_errors:
            return f"{here}?erreurs=1#erreurs"
        wanted = self.data.get("suite", "")
        if wanted == CHECK:
            return reverse("applications:application_check", args=[application.reference])
        return section_url(application, wanted) if wanted in self.known - {section.key} else f"{here}#contenu"

    def _filled(self, name: str) -> int:
        """How many rows will be stored: the new one stands after them."""
        rows: Any = self.values.get(name)
        return sum(1 for row in rows if any(row.values())) if isinstance(rows, list) else 0


def _present(data: QueryDict, form: SectionForm) -> set[str]:
    """The questions that this page really asked: a box that is not ticked sends nothing, its base does."""
    return {name for name in form.bases if f"base-{name}" in data}
