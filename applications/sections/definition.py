"""The form of an edition as a typed view of its JSON, with the profile and the parameters applied. No Django here."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from applications.sections.conditions import Condition

TEAMS = "equipes"  # the repeatable that fields of type `ref_equipe` point into
BUDGET_LINES = "lignes_budget"
ROW_TYPES = frozenset({"repetable", "tableau", "liste_personnes"})
TEXT_TYPES = frozenset({"texte", "texte_long", "choix_ou_texte", "courriel", "telephone"})
NOT_TYPED = frozenset({"montant_calcule", "accord_tiers", "fichiers"})  # never part of `answers`
AT_DEPOSIT = frozenset({"creation", "depot", "conditionnel"})
ROW_KEY = "cle"  # the stable name of a team inside its dossier: a row moves, its key does not


@dataclass(frozen=True)
class Option:
    value: str
    label: str


@dataclass(frozen=True)
class Field:
    """One question. Limits are resolved: `max`/`min` of a number or of characters, `*_elements` of a list.

    `required` is the stage at which the answer is due (creation, depot, conditionnel, complement, facultatif, calcule).
    """

    id: str
    section: str
    label: str
    type: str
    help: str = ""
    required: str = "facultatif"
    visibility: str = "evaluateurs"
    options: tuple[Option, ...] = ()
    max: int | None = None
    min: int | None = None
    min_elements: int = 0
    max_elements: int | None = None
    pattern: str = ""
    refusal: str = ""  # what is said of an answer that does not follow the pattern
    unit: str = ""
    counter: str = ""
    link: str = ""
    condition: Condition | None = None
    columns: tuple[Field, ...] = ()
    differs_from: str = ""  # a value here may not be the answer to that other field
    min_ref: str = ""  # a number not below / not above the answer to that other field
    max_ref: str = ""
    domains: tuple[str, ...] = ()
    max_files: int = 1
    max_mb: int = 5
    max_pages: int | None = None  # of a PDF; the edition's when the question has none
    formats: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()

    @property
    def has_rows(self) -> bool:
        return self.type in ROW_TYPES

    @property
    def is_typed(self) -> bool:
        """The answer lies in `answers` (not a file, not computed, not given by somebody else)."""
        return self.type not in NOT_TYPED

    @property
    def is_due_at_deposit(self) -> bool:
        return self.required in AT_DEPOSIT

    @property
    def keyed(self) -> bool:
        """Its rows carry a stable key that other answers point to."""
        return self.id == TEAMS

    @cached_property
    def labels(self) -> dict[str, str]:
        """Label of each option by value."""
        return {option.value: option.label for option in self.options}

    def column(self, id: str) -> Field:
        """A column by id; KeyError when there is none."""
        for column in self.columns:
            if column.id == id:
                return column
        raise KeyError(id)


@dataclass(frozen=True)
class Section:
    """One page of the form. `title` has no number; `number` counts from 1 in the edition's order."""

    key: str
    number: int
    title: str
    intro: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Definition:
    """The whole form. `parameters` maps a key to its plain value; `fingerprint` names this very content."""

    sections: tuple[Section, ...]
    parameters: Mapping[str, Any] = field(repr=False)
    campus: tuple[Option, ...]
    fingerprint: str

    def __hash__(self) -> int:
        return hash(self.fingerprint)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Definition) and other.fingerprint == self.fingerprint

    @cached_property
    def by_id(self) -> dict[str, Field]:
        return {item.id: item for section in self.sections for item in section.fields}

    @cached_property
    def asked(self) -> dict[str, Field]:
        """Fields and columns by id, as conditions and bounds name them."""
        return {**{column.id: column for item in self for column in item.columns}, **self.by_id}

    @cached_property
    def by_key(self) -> dict[str, Section]:
        return {section.key: section for section in self.sections}

    @cached_property
    def constants(self) -> dict[str, Any]:
        """What conditions may name besides the answers."""
        return {**self.parameters, "campus": tuple(option.value for option in self.campus)}

    def section(self, key: str) -> Section:
        """A section by key; KeyError when the form has none."""
        return self.by_key[key]

    def field(self, id: str) -> Field:
        """A field by id, not a column of one; KeyError when hidden by the profile or unknown."""
        return self.by_id[id]

    def __iter__(self) -> Iterator[Field]:
        return iter(self.by_id.values())

    def creation_fields(self) -> tuple[Field, ...]:
        """The questions that open a draft."""
        return tuple(item for item in self if item.required == "creation")


_cache: dict[tuple[str, str, str], Definition] = {}
_CACHED_MAX = 64


def definition_of(form: Mapping[str, Any], profile: str, parameters: Mapping[str, Any]) -> Definition:
    """The typed form of `Call.form` under a profile. `parameters`: key to value, or to {"value": …} as a Call keeps them.

    Cached by content; raises ValueError when the JSON names an unknown profile, type or condition.
    """
    from applications.sections.profile import build  # here because profile needs the types above

    plain = {key: _plain(value) for key, value in parameters.items()}
    key = (json.dumps(form, sort_keys=True), profile, json.dumps(plain, sort_keys=True, default=str))
    if key not in _cache:
        if len(_cache) >= _CACHED_MAX:
            _cache.clear()
        _cache[key] = build(form, profile, plain)
    return _cache[key]


def _plain(value: Any) -> Any:
    return value["value"] if isinstance(value, Mapping) and "value" in value else value
