"""What the blank form says of a question besides its label: when it is due, its limits, how much room to leave."""

from __future__ import annotations

from collections.abc import Callable

from applications.queries.attachments import file_limits
from applications.sections.cleaning.words import between, count, quoted
from applications.sections.definition import TEXT_TYPES, Definition, Field
from inmp_portal.lib.french import NO_BREAK, money

STAGES = {
    "creation": "Obligatoire dès la création du dossier",
    "depot": "Obligatoire au dépôt",
    "conditionnel": "Obligatoire au dépôt dans ce cas",
    "complement": "À fournir au plus tard à la date limite des visas",
    "facultatif": "Facultatif",
    "calcule": "Calculé par le portail",
}
_FIXED = {
    "mois": "Mois et année.",
    "date": "Jour, mois et année.",
    "montant": "En euros, sans centimes.",
    "choix": "Une seule réponse.",
    "choix_cartes": "Une seule réponse.",
    "oui_non": "Une seule réponse.",
    "ref_equipe": "L’une des équipes du dossier.",
    "accord_tiers": "Donné par la personne elle-même, à l’invitation du portail\N{NO-BREAK SPACE}: rien à remplir ici.",
}
# The room left for an answer, by its longest length: names of classes in blank.css.
_ROOM = ((200, "line"), (500, "short"), (1000, "medium"), (2500, "long"))


def limits_of(field: Field, definition: Definition) -> str:
    """« Entre 300 et 1 000 caractères, espaces comprises. »; empty when nothing limits the answer."""
    said = [_FIXED.get(field.type, "") or _measured(field, definition)]
    other = definition.by_id.get(field.differs_from)
    said += [f"Une autre réponse qu’à {quoted(other.label)}."] if other else []
    said += (
        [f"Adresses acceptées{NO_BREAK}: {', '.join(f'@{name}' for name in field.domains)}."] if field.domains else []
    )
    return " ".join(filter(None, said))


def room_of(field: Field) -> str:
    """How much empty space the answer deserves; none for what is ticked, attached or computed."""
    if field.type in TEXT_TYPES or field.type == "case_et_texte":
        most = field.max or (1000 if field.type == "texte_long" else 200)
        return next((room for length, room in _ROOM if most <= length), "longest")
    return "line" if field.type in ("entier", "montant", "mois", "date", "etiquettes", "ref_equipe") else ""


def _measured(field: Field, definition: Definition) -> str:
    write = _MEASURES.get(field.type)
    said = write(field, definition) if write else ""
    return f"{said[:1].upper()}{said[1:].removesuffix('.')}." if said else ""


def _text(field: Field, definition: Definition) -> str:
    if field.max is None and field.min is None:
        return ""
    return f"{between(field.min, field.max, 'caractères')}, espaces comprises"


def _number(field: Field, definition: Definition) -> str:
    return "" if field.max is None and field.min is None else between(field.min, field.max, field.unit)


def _answers(field: Field, definition: Definition) -> str:
    return f"{count(field.max_elements, 'réponse')} au plus" if field.max_elements else "plusieurs réponses possibles"


def _rows(field: Field, definition: Definition) -> str:
    if not field.min_elements and not field.max_elements:
        return "autant de lignes qu’il en faut"
    return between(field.min_elements or None, field.max_elements, "lignes" if field.max_elements != 1 else "ligne")


def _words(field: Field, definition: Definition) -> str:
    least, most = field.min_elements or None, field.max_elements
    said = between(least, most, "éléments") if least or most else ""
    each = f"{count(field.max, 'caractère')} au plus chacun" if field.max else ""
    return ", ".join(filter(None, (said, each)))


def _total(field: Field, definition: Definition) -> str:
    return f"{money(field.max)} au plus" if field.max is not None else ""


_MEASURES: dict[str, Callable[[Field, Definition], str]] = {
    **dict.fromkeys(TEXT_TYPES, _text),
    "case_et_texte": _text,
    "entier": _number,
    "choix_multiple": _answers,
    "etiquettes": _words,
    "montant_calcule": _total,
    "repetable": _rows,
    "tableau": _rows,
    "liste_personnes": _rows,
    "fichiers": file_limits,
}
