"""A person who writes a dossier in a browser, question by question, as the definition of the form names them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Locator, Page

from applications.sections.definition import ROW_KEY, Definition, Field, Section


class Writer:
    """Types answers into the page at hand. `has_script`: without it, adding a row sends the section."""

    def __init__(self, page: Page, definition: Definition, answers: Mapping[str, Any], *, has_script: bool) -> None:
        self.page, self.definition, self.answers, self.has_script = page, definition, answers, has_script
        self.written: set[str] = set()

    def section(self, section: Section) -> None:
        """Every question of a section that has an answer."""
        for field in section.fields:
            if self.answers.get(field.id) not in (None, "", [], {}):
                self.question(field, field.id, self.answers[field.id])

    def question(self, field: Field, name: str, value: Any) -> None:
        """One question; `name` is its control's, a row's prefix included."""
        if field.has_rows:
            self._rows(field, name, value)
        elif field.type == "case":
            self._named(name).set_checked(bool(value))
        elif field.type == "case_et_texte":
            self._named(f"{name}_coche").set_checked(bool(value["coche"]))
            self._named(f"{name}_texte").fill(value["texte"])
        elif field.type == "choix_multiple":
            for option in value:
                self.page.locator(f'[name="{name}"][value="{option}"]').check()
        elif field.type == "etiquettes":
            self._tags(name, value)
        elif field.is_typed:
            self._single(field, name, str(value))
        self.written.add(field.id)

    def _single(self, field: Field, name: str, value: str) -> None:
        control = self._named(name)
        kind = control.first.evaluate("it => it.tagName === 'SELECT' ? 'select' : it.type")
        if kind == "radio":
            self.page.locator(f'[name="{name}"][value="{value}"]').check()
        elif kind == "select" and field.type == "ref_equipe":
            control.select_option(index=int(value))  # the teams in their order, after the empty choice
        elif kind == "select":
            control.select_option(value)
        else:
            control.fill(field.labels.get(value, value))

    def _tags(self, name: str, value: list[str]) -> None:
        control = self._named(name)
        if control.is_visible():
            control.fill(", ".join(value))
            return
        typed = self.page.locator(f'[data-question="{name}"] input:visible')
        for word in value:
            typed.fill(word)
            typed.press("Enter")

    def _rows(self, field: Field, name: str, rows: list[dict[str, Any]]) -> None:
        columns = {column.id: column for column in field.columns}
        for place, row in enumerate(rows):
            self._add_until(name, place)
            for key, value in row.items():
                if key != ROW_KEY and value not in (None, "", []):
                    self.question(columns[key], f"{name}-{place}-{key}", value)

    def _add_until(self, name: str, place: int) -> None:
        shown = self.page.locator(f'[data-rows="{name}"] > [data-row]')
        if shown.count() > place:
            return
        self.page.locator(f'button[name="ajouter"][value="{name}"]').click()
        self.page.locator(f"#champ-{name}-{place}").wait_for()
        assert shown.count() > place, f"no row {place} in {name}"

    def _named(self, name: str) -> Locator:
        return self.page.locator(f'[data-section-form] [name="{name}"], form.section-form [name="{name}"]')
