"""May this text take the place of the one delivered with the portal? Pure: two texts in, French sentences out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.template.base import Lexer, Token, TokenType

from inmp_portal.lib.templatetags.portal import WRITERS
from inmp_portal.outbox.methods.wording import name_of

FILTERS = (*WRITERS, "date", "floatformat", "default", "capfirst")
_PLACEHOLDER = re.compile(r"[a-z_][\w.]*(?P<filters>(?:\|[a-z_]+(?::(?:\"[^\"]*\"|'[^']*'))?)*)", re.ASCII)
_OPERATORS = {"and", "or", "not", "==", "!=", "<", ">", "<=", ">="}
_WORDS = re.compile(r"\"[^\"]*\"|'[^']*'|\S+")
_LITERAL = re.compile(r"\"[^\"]*\"|'[^']*'|\d+")
_ENDS = {"endif": "if", "endfor": "for"}
_SECRETS, _LINK = {"code"}, "lien_"


@dataclass
class Vocabulary:
    """What a text names: its placeholders as written, the names of its choices, the headings of its lists.

    `needed` are the links and the code that it gives whatever the case: without them nobody could act.
    """

    placeholders: list[str] = field(default_factory=list)
    needed: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    lists: list[str] = field(default_factory=list)


def vocabulary(*sources: str) -> Vocabulary:
    """Of all these texts together, each placeholder once, in the order of the reading."""
    found, depth = Vocabulary(), 0
    for token in _tokens(*sources):
        if token.token_type == TokenType.VAR:
            name = name_of(token.contents)
            found.placeholders.append(token.contents)
            found.names.add(name)
            if not depth and (name in _SECRETS or name.startswith(_LINK)):
                found.needed.add(name)
        elif token.token_type == TokenType.BLOCK:
            tag, _, rest = token.contents.partition(" ")
            depth += (tag in ("if", "for")) - (tag in _ENDS)
            if tag in ("if", "elif"):
                found.names.update(_names(rest))
            elif tag == "for":
                found.lists.append(" ".join(rest.split()))
    found.placeholders = list(dict.fromkeys(found.placeholders))
    found.lists = list(dict.fromkeys(found.lists))
    return found


def problems(
    original: tuple[str, str], subject: str, body: str, needed: frozenset[str] = frozenset()
) -> dict[str, list[str]]:
    """What keeps a text from being used, by field; empty when it can be.

    `original` is (subject, body) as delivered; `needed` names placeholders to be kept besides its links.
    """
    known = vocabulary(*original)
    found = {"subject": list(_of_text(subject, known)), "body": list(_of_text(body, known))}
    if not found["body"]:
        left_out = (needed | known.needed) - vocabulary(subject, body).names
        found["body"] = [
            f"Le texte doit contenir {{{{ {name} }}}}\u00a0: sans lui, la personne qui le reçoit ne pourrait pas agir ou ne "
            "saurait pas l’essentiel."
            for name in sorted(left_out)
        ]
    return {name: said for name, said in found.items() if said}


def _of_text(source: str, known: Vocabulary) -> Iterator[str]:
    open_blocks: list[tuple[str, int]] = []
    for token in _tokens(source):
        said = ""
        if token.token_type == TokenType.TEXT:
            said = _of_sentence(token)
        elif token.token_type == TokenType.VAR:
            said = _of_placeholder(token.contents, known)
        elif token.token_type == TokenType.BLOCK:
            said = _of_block(token.contents, known) or _nested(token, open_blocks)
        if said:
            yield f"Ligne {token.lineno}\u00a0: {said}"
    for tag, line in open_blocks:
        yield f"Ligne {line}\u00a0: le passage ouvert par {{% {tag} %}} n’est pas refermé. Ajoutez {{% end{tag} %}} à sa fin."


def _of_sentence(token: Token) -> str:
    if any(mark in token.contents for mark in ("{{", "}}", "{%", "%}")):
        return "des accolades ne vont pas par deux. Un élément s’écrit {{ nom }}, sans retour à la ligne."
    return ""


def _of_placeholder(contents: str, known: Vocabulary) -> str:
    match = _PLACEHOLDER.fullmatch(contents)
    if not match or name_of(contents) not in known.names:
        return f"«\u00a0{{{{ {contents} }}}}\u00a0» n’est pas un élément de ce courriel. Prenez-le dans la liste des éléments."
    unknown = [name for name in re.findall(r"\|([a-z_]+)", match["filters"]) if name not in FILTERS]
    return f"la mise en forme «\u00a0{unknown[0]}\u00a0» n’existe pas." if unknown else ""


def _of_block(contents: str, known: Vocabulary) -> str:
    tag, _, rest = contents.partition(" ")
    if tag in ("if", "elif"):
        strangers = [name for name in _names(rest) if name not in known.names]
        return (
            f"la condition parle de «\u00a0{strangers[0]}\u00a0», que ce courriel ne connaît pas." if strangers else ""
        )
    if tag == "for":
        heading = " ".join(rest.split())
        return "" if heading in known.lists else f"la liste «\u00a0{heading}\u00a0» n’existe pas dans ce courriel."
    if contents in ("else", "endif", "endfor"):
        return ""
    return f"{{% {tag} %}} n’est pas permis ici."


def _nested(token: Token, open_blocks: list[tuple[str, int]]) -> str:
    """Keeps the passages that are open; says which closing comes too early."""
    tag = token.contents.split(" ")[0]
    if tag in ("if", "for"):
        open_blocks.append((tag, token.lineno or 0))
    elif tag in _ENDS:
        if not open_blocks or open_blocks[-1][0] != _ENDS[tag]:
            return f"{{% {tag} %}} ne referme rien."
        open_blocks.pop()
    elif not open_blocks or open_blocks[-1][0] != "if":
        return f"{{% {tag} %}} se place entre {{% if %}} et {{% endif %}}."
    return ""


def _names(condition: str) -> list[str]:
    words = _WORDS.findall(condition)
    return [word for word in words if word not in _OPERATORS and not _LITERAL.fullmatch(word)]


def _tokens(*sources: str) -> Iterator[Token]:
    for source in sources:
        yield from Lexer(source).tokenize()
