"""Texts, numbers, addresses: `f(field, raw, context) -> (stored, message or None)`; `raw` is never empty."""

from __future__ import annotations

import re
from typing import Any

from applications.sections.cleaning.counting import normalised, one_line
from applications.sections.cleaning.words import NB, between, count, number, quoted
from applications.sections.context import Context
from applications.sections.definition import Field

Result = tuple[Any, str | None]
_EMAIL = re.compile(r"^[^\s@<>,;:\"'()\[\]]+@(?P<domain>[a-zA-Z0-9](?:[a-zA-Z0-9-]*\.)+[a-zA-Z]{2,})$")
_DIGIT_GROUPS = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")
_PHONE_NOISE = re.compile(r"[ .\-/()\u00a0\u202f]")
_HIGHEST_AMOUNT = 100_000_000  # a slip of the finger, not a budget


def text(field: Field, raw: Any, context: Context) -> Result:
    """One line, within its limit and its pattern."""
    stored = one_line(str(raw))
    if message := _too_long(field, stored):
        return stored, message
    if field.pattern and not re.fullmatch(field.pattern.removeprefix("^").removesuffix("$"), stored):
        return stored, field.refusal or "Ce format n’est pas reconnu."
    return stored, None


def long_text(field: Field, raw: Any, context: Context) -> Result:
    """Several lines, within their limit."""
    stored = normalised(str(raw))
    return stored, _too_long(field, stored)


def _too_long(field: Field, stored: str) -> str | None:
    """`stored` is normalised: its length is the number of its characters."""
    if not field.max or (length := len(stored)) <= field.max:
        return None
    return (
        f"Ce texte compte {count(length, 'caractère')} pour {number(field.max)} au plus{NB}: "
        f"retirez-en {number(length - field.max)}."
    )


def whole_number(field: Field, raw: Any, context: Context) -> Result:
    """A whole number within its bounds, which may be other answers."""
    stored = _digits(raw)
    if stored is None:
        return one_line(str(raw)), "Écrivez un nombre entier, en chiffres et sans virgule."
    low, high = field.min, field.max
    if message := _against_answers(field, stored, context):
        return stored, message
    if (low is not None and stored < low) or (high is not None and stored > high):
        return stored, f"Écrivez un nombre entier{NB}: {between(low, high, field.unit)}."
    return stored, None


def _against_answers(field: Field, value: int, context: Context) -> str | None:
    floor, ceiling = context.bound(field.min_ref), context.bound(field.max_ref)
    if floor is not None and value < floor:
        return f"Ce nombre ne peut pas être inférieur à {number(floor)} ({_name(field, field.min_ref, context)})."
    if ceiling is not None and value > ceiling:
        return f"Ce nombre ne peut pas dépasser {number(ceiling)} ({_name(field, field.max_ref, context)})."
    return None


def _name(field: Field, reference: str, context: Context) -> str:
    """The label of the answer that sets a bound, in this group or elsewhere."""
    found = context.definition.asked.get(reference)
    return found.label.lower() if found else reference


def amount(field: Field, raw: Any, context: Context) -> Result:
    """Whole euros, not negative."""
    cleaned = re.sub(r"[\s\u00a0\u202f]*(?:€|euros?)$", "", str(raw).strip(), flags=re.IGNORECASE)
    stored = _digits(re.sub(r",0{1,2}$", "", cleaned))
    if stored is None:
        example = f"12{chr(0x202F)}500"
        return one_line(str(raw)), f"Écrivez un montant en euros entiers, sans centimes, par exemple {example}."
    if stored < 0:
        return stored, "Un montant ne peut pas être négatif."
    if stored > _HIGHEST_AMOUNT:
        return stored, f"Vérifiez ce montant{NB}: il dépasse cent millions d’euros."
    return stored, None


def _digits(raw: Any) -> int | None:
    """An int from « 12 500 » with any kind of space between groups of three; None when it is no whole number."""
    if isinstance(raw, bool):
        return None
    joined = _DIGIT_GROUPS.sub("", str(raw).strip(" \u00a0\u202f\t\n")).replace("\u2212", "-")
    return int(joined) if re.fullmatch(r"[+-]?[0-9]{1,12}", joined) else None


def email(field: Field, raw: Any, context: Context) -> Result:
    """An address, in one of the allowed domains when the edition names some."""
    stored = one_line(str(raw)).strip()
    found = _EMAIL.match(stored)
    if not found or len(stored) > 254:
        return stored, "Écrivez une adresse électronique complète, par exemple prenom.nom@exemple.fr."
    if field.domains and found["domain"].lower() not in {domain.lower().lstrip("@") for domain in field.domains}:
        return stored, f"Utilisez une adresse de l’un de ces domaines{NB}: {', '.join(field.domains)}."
    return stored, None


def phone(field: Field, raw: Any, context: Context) -> Result:
    """A French number, an international one or an internal extension, stored readable."""
    stored = one_line(str(raw)).strip()
    bare = _PHONE_NOISE.sub("", stored)
    if re.fullmatch(r"0[0-9]{9}", bare):
        return " ".join(bare[i : i + 2] for i in range(0, 10, 2)), None
    if re.fullmatch(r"(?:\+|00)[0-9]{8,15}|[0-9]{4,6}", bare):
        return stored, None
    return stored, (
        "Écrivez un numéro à dix chiffres, par exemple 02 32 88 89 90, un numéro international commençant par +, "
        "ou un numéro de poste."
    )


def choice_or_text(field: Field, raw: Any, context: Context) -> Result:
    """One of the proposed labels, or anything else within the limit."""
    return text(field, raw, context)


def team(field: Field, raw: Any, context: Context) -> Result:
    """The key of a team of this dossier."""
    stored = str(raw).strip()
    if stored in context.teams:
        return stored, None
    return stored, f"Cette équipe ne figure plus dans le dossier{NB}: choisissez-en une autre."


def choice(field: Field, raw: Any, context: Context) -> Result:
    """One of the options."""
    stored = str(raw).strip()
    if stored not in field.labels:
        return stored[:200], "Choisissez l’une des réponses proposées."
    if field.differs_from and context.get(field.differs_from) == stored:
        return stored, same_as_other(field, stored, context)
    return stored, None


def same_as_other(field: Field, value: str, context: Context) -> str:
    """« Axe 1 » est déjà la réponse à « Axe principal »…"""
    other = context.definition.by_id.get(field.differs_from)
    return (
        f"{quoted(field.labels.get(value, value))} est déjà votre réponse à la question "
        f"{quoted(other.label if other else field.differs_from)}{NB}: choisissez autre chose ici."
    )


def yes_no(field: Field, raw: Any, context: Context) -> Result:
    stored = {"oui": "oui", "non": "non", "true": "oui", "false": "non"}.get(str(raw).strip().lower())
    return (stored, None) if stored else (str(raw)[:200], "Répondez par oui ou par non.")
