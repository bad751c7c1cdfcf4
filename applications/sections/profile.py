"""From the JSON of an edition to a Definition: profile (masks, lower limits), parameters, reference lists."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from applications.methods.placeholders import fill
from applications.sections.conditions import parse
from applications.sections.definition import Definition, Field, Option, Section

_NUMBERED = re.compile(r"^\d+\.\s*")
_PERSON: tuple[dict[str, Any], ...] = (
    {"id": "prenom", "label": "Prénom", "type": "texte", "requis": "depot", "max": 80},
    {"id": "nom", "label": "Nom", "type": "texte", "requis": "depot", "max": 80},
    {"id": "courriel", "label": "Adresse électronique", "type": "courriel", "requis": "depot"},
    {"id": "fonction", "label": "Fonction", "type": "texte", "requis": "facultatif", "max": 120},
)
_PLACEHOLDER = "à compléter"  # a reference list that the coordination has not written yet

Json = Mapping[str, Any]


def build(form: Json, profile: str, parameters: dict[str, Any]) -> Definition:
    """Apply a profile and the parameters of an edition to the JSON of its form."""
    if profile not in form["profils"]:
        raise ValueError(f"unknown profile: {profile}")
    parameters = {"edition.numero": 1, **parameters}
    builder = _Builder(form, form["profils"][profile], parameters)
    sections = tuple(builder.section(number, raw) for number, raw in enumerate(form["sections"], start=1))
    campus = tuple(Option(item["value"], item["label"]) for item in form["referentiels"]["etablissements_campus"])
    print_of = json.dumps([form, profile, parameters], sort_keys=True, default=str, ensure_ascii=False)
    definition = Definition(sections, parameters, campus, hashlib.sha256(print_of.encode()).hexdigest())
    return _without_dead_fields(definition)


class _Builder:
    def __init__(self, form: Json, profile: Json, parameters: dict[str, Any]) -> None:
        self.form, self.parameters = form, parameters
        self.types = frozenset(form["types"])
        self.masked = frozenset(profile["masques"])
        self.lowered: dict[str, int] = profile["max"]

    def section(self, number: int, raw: Json) -> Section:
        fields = tuple(
            self.field(item, raw["id"])
            for item in raw["champs"]
            if item["id"] not in self.masked and self.is_given(item)
        )
        return Section(raw["id"], number, _NUMBERED.sub("", raw["titre"]), self.said(raw["intro"]), fields)

    def field(self, raw: Json, section: str) -> Field:
        """One field or column, limits resolved."""
        if raw["type"] not in self.types:
            raise ValueError(f"{raw['id']}: unknown type {raw['type']}")
        columns = [*raw.get("champs", ()), *raw.get("colonnes", ())]
        if raw["type"] in ("personne", "liste_personnes"):
            columns = [{**column, "visibilite": raw.get("visibilite", "")} for column in _PERSON]
        return Field(
            id=raw["id"], section=section, label=self.said(raw["label"]), type=raw["type"],
            help=self.said(raw.get("aide", "")),
            required=raw.get("requis", "facultatif"), visibility=raw.get("visibilite", "evaluateurs"),
            options=tuple(self.options(raw)), pattern=raw.get("pattern", ""), refusal=raw.get("refus", ""), unit=raw.get("unite", ""),
            counter=raw.get("compteur", ""), link=raw.get("lien", ""),
            condition=parse(raw["si"]) if raw.get("si") else None,
            columns=tuple(self.field(column, section) for column in columns if self.is_given(column)),
            differs_from=raw.get("differe_de", ""), min_ref=raw.get("min_ref", ""), max_ref=raw.get("max_ref", ""),
            domains=tuple(self.parameters.get(raw.get("domaines_cfg", ""), ())),
            max_files=raw.get("max_fichiers", 1), max_mb=raw.get("max_mo", 5), max_pages=raw.get("max_pages"),
            formats=tuple(raw.get("format", ())), captions=tuple(raw.get("avec", ())), **self.limits(raw),
        )  # fmt: skip

    def is_given(self, raw: Json) -> bool:
        """What a third person answers by a link is there only where the edition sends such links."""
        return raw["type"] != "accord_tiers" or bool(self.parameters.get("module_visas"))

    def said(self, text: str) -> str:
        """The form's copy with the edition's own figures and lists in it, so that nothing said can differ from them."""
        try:
            return fill(text, self.parameters)
        except KeyError as missing:
            raise ValueError(f"the form speaks of a parameter that the edition has not: {missing}") from missing

    def limits(self, raw: Json) -> dict[str, Any]:
        """`max`, `min` and the numbers of elements, from the field, the parameters and the profile."""
        highest = min(filter(None, (raw.get("max"), self.lowered.get(raw["id"]))), default=None)
        lowest = raw.get("min")
        highest = self.parameters.get(raw.get("max_cfg", ""), highest)
        from_parameter = self.parameters.get(raw.get("min_cfg", ""))
        if raw["type"] in ("repetable", "tableau"):
            at_least = from_parameter if from_parameter is not None else raw.get("min_elements")
        else:
            lowest = from_parameter if from_parameter is not None else lowest
            at_least = raw.get("min_elements")
        if at_least is None:
            at_least = 0 if raw.get("peut_etre_vide") or raw.get("requis") == "facultatif" else 1
        return {
            "max": highest, "min": lowest, "min_elements": at_least,
            "max_elements": raw.get("max_elements", raw.get("max_choix")),
        }  # fmt: skip

    def options(self, raw: Json) -> Iterable[Option]:
        listed: Any = raw.get("options") or self.form["referentiels"].get(raw.get("options_ref", ""), ())
        if isinstance(listed, Mapping):
            listed = dict.fromkeys(item for group in listed.values() for item in group)
        for item in listed:
            value, label = (item, item) if isinstance(item, str) else (item["value"], item["label"])
            if value and _PLACEHOLDER not in label.lower():
                yield Option(value, label)


def _without_dead_fields(definition: Definition) -> Definition:
    """Leave out what this edition can never ask: a condition false by its parameters, or on a hidden question."""
    while True:
        # "ligne" is computed from the budget: the only name that is neither an answer nor a parameter.
        known = set(definition.by_id) | set(definition.constants) | {"ligne"}
        dead = {
            item.id
            for item in definition
            if item.condition
            and (
                not item.condition.names & known
                or (
                    item.condition.names <= set(definition.constants) and not item.condition.holds(definition.constants)
                )
            )
        }
        if not dead:
            return definition
        definition = replace(definition, sections=tuple(_without(section, dead) for section in definition.sections))


def _without(section: Section, dead: set[str]) -> Section:
    return replace(section, fields=tuple(item for item in section.fields if item.id not in dead))
