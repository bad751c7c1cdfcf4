"""Conditions, and what to do with an empty question, in words: on the pages of the form and on the blank form."""

from __future__ import annotations

from applications.sections.cleaning.words import count, quoted
from applications.sections.conditions import Tree
from applications.sections.definition import Definition, Field
from inmp_portal.lib.french import money

_WORDED = ("==", "in", "not in", "name", ">")


def explained(spec: Field, definition: Definition) -> str:
    """« À remplir si « Type de projet » est « Autre (à préciser) ». »"""
    if spec.condition is None:
        return ""
    tree = spec.condition.tree
    said = _said(tree, definition) if tree[0] in _WORDED else ""
    return f"À remplir si {said}." if said else "À remplir selon vos autres réponses."


def _said(tree: Tree, definition: Definition) -> str:
    if tree[0] == ">":
        return f"une dépense dépasse {money(definition.parameters[tree[2][1]])}" if tree[1][1] == "ligne" else ""
    name = tree[1] if tree[0] == "name" else tree[1][1]
    field = definition.asked.get(name)
    if field is None:
        return ""
    if tree[0] == "name":
        return f"vous avez répondu à {quoted(field.label)}"
    values = _values(tree, definition)
    labels = {**field.labels, "oui": "oui", "non": "non"}
    named = [quoted(labels.get(value) or value) for value in values]
    if not named:
        return ""
    if tree[0] == "not in":
        return f"{quoted(field.label)} n’est ni {', ni '.join(named)}"
    return f"{quoted(field.label)} est {' ou '.join(named)}"


def _values(tree: Tree, definition: Definition) -> list[str]:
    """The values on the right: written there, or those of a list of the edition such as `campus`."""
    kind, value = tree[2]
    found = definition.constants.get(value, ()) if kind == "name" else value
    return [found] if isinstance(found, str) else list(found)


def missing_message(field: Field) -> str:
    """What to do with a question left empty."""
    if field.type in ("case", "case_et_texte"):
        return "Cochez cette case pour pouvoir déposer."
    if field.has_rows:
        return f"Ajoutez au moins {count(field.min_elements, 'ligne')}."
    if field.type in ("choix", "choix_cartes", "oui_non", "ref_equipe"):
        return "Choisissez une réponse."
    if field.type == "choix_multiple":
        return "Choisissez au moins une réponse."
    return "Renseignez ce champ."
