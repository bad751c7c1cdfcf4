"""Texts with a few named gaps, filled once and only by name: never a template, so that nothing typed can run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_GAP = re.compile(r"\{\{[ \u00a0]*([a-zA-Zéèà_]+)[ \u00a0]*\}\}")
_CODE = re.compile(r"\{%|%\}|\{#|#\}|\{\{|\}\}")


def gaps(text: str) -> set[str]:
    """Names of the gaps of a text."""
    return set(_GAP.findall(text))


def problems(text: str, known: Iterable[str]) -> list[str]:
    """What cannot be filled, as sentences for whoever wrote the text; empty when all can."""
    known = list(known)
    offered = ", ".join(f"{{{{ {name} }}}}" for name in known)
    unknown = sorted(gaps(text) - set(known))
    return [
        *(f"« {{{{ {name} }}}} » n’existe pas ; les champs possibles sont {offered}." for name in unknown),
        *(["Une accolade est de trop ou manque : un champ s’écrit {{ prenom }}."] if _CODE.search(_GAP.sub("", text)) else []),
    ]  # fmt: skip


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with each gap filled, in one pass: what a value holds is never read as a gap again."""
    return _GAP.sub(lambda gap: values.get(gap[1], gap[0]), text)
