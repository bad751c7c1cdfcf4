"""The texts of mails: sentences, placeholders and choices. What fills a placeholder is never markup, nor code.

A text is a Django template of which little is left: `{{ name }}` with the filters of dates and figures, `{% if %}` and
`{% for %}`. What may be named is what the text delivered with the portal names, so that no edition reaches further.
"""

from __future__ import annotations

from functools import lru_cache

from django.template import Context, Template
from django.template.base import Node, NodeList, VariableNode

from inmp_portal.outbox.methods.markup import inert

ADDRESSES = ("lien", "adresse", "courriel")  # placeholders so named hold an address, shown as a link
_FILTERS = "{% load portal %}"


class _Placed(VariableNode):
    """A placeholder whose value stays a plain text: an address within it is no link, a dash opens no list."""

    def render(self, context: Context) -> str:
        return inert(super().render(context))


class Wording(Template):
    """A text, ready to be filled. `prose` names placeholders written by the portal's own people: their addresses are links."""

    def __init__(self, source: str, prose: frozenset[str] = frozenset()) -> None:
        self.prose = prose
        super().__init__(_FILTERS + source)

    def compile_nodelist(self) -> NodeList:
        nodes: NodeList = super().compile_nodelist()
        for node in nodes.get_nodes_by_type(VariableNode):
            if not self._is_trusted(node):
                node.__class__ = _Placed  # the same node, that says what it says as a plain text
        return nodes

    def _is_trusted(self, node: Node) -> bool:
        name = name_of(str(node.filter_expression.token))  # type: ignore[attr-defined]
        return name in self.prose or holds_address(name)

    def filled(self, context: dict[str, object]) -> str:
        """Nothing is escaped, for nothing in it is markup: the HTML escapes the finished text."""
        return str(self.render(Context(context, autoescape=False)))


@lru_cache(maxsize=256)
def wording(source: str, prose: frozenset[str]) -> Wording:
    """Compiled once: texts hardly ever change."""
    return Wording(source, prose)


def name_of(placeholder: str) -> str:
    """« depose_le » out of « depose_le|moment »."""
    return placeholder.split("|")[0].strip()


def holds_address(name: str) -> bool:
    """By its name, the last part of it: `lien_dossier`, `r.lien`, `p.courriel`."""
    return name.rpartition(".")[2].startswith(ADDRESSES)
