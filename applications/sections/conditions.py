"""The conditions (`si`) of the form's definition: parsed once into a small tree, never executed as code.

The tree is plain JSON (nested lists), so that the browser decides from the same one.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

Tree = list[Any]
_COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.In: "in",
    ast.NotIn: "not in",
}  # fmt: skip
_ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


class ConditionError(ValueError):
    """The condition uses something outside the small grammar."""


@dataclass(frozen=True)
class Condition:
    """One condition. `names` are the answers, parameters and facts that it reads."""

    source: str
    tree: Tree = field(compare=False, repr=False)
    names: frozenset[str] = field(compare=False, repr=False)

    def holds(self, facts: Mapping[str, Any]) -> bool:
        """True when the condition is met; an unknown name counts as an empty answer."""
        return bool(_value(self.tree, facts))

    def reduced(self, facts: Mapping[str, Any], unknown: frozenset[str]) -> Tree:
        """The tree with every name outside `unknown` replaced by its value: what the browser needs."""
        return _reduce(self.tree, facts, unknown)


@lru_cache(maxsize=512)
def parse(source: str) -> Condition:
    """Read `type_projet == 'autre'`, `statut in ('interne', 'doctorant')`, `edition.numero > 1`, `coporteurs`…"""
    try:
        parsed = ast.parse(source.strip(), mode="eval").body
    except SyntaxError as error:
        raise ConditionError(f"unreadable condition: {source!r}") from error
    names: set[str] = set()
    tree = _tree(parsed, names)
    return Condition(source, tree, frozenset(names))


def _tree(node: ast.expr, names: set[str]) -> Tree:
    if isinstance(node, ast.BoolOp):
        return ["and" if isinstance(node.op, ast.And) else "or", *(_tree(value, names) for value in node.values)]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return ["not", _tree(node.operand, names)]
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in _COMPARISONS:
        return [_COMPARISONS[type(node.ops[0])], _tree(node.left, names), _tree(node.comparators[0], names)]
    if isinstance(node, (ast.Name, ast.Attribute)):
        names.add(dotted := _dotted(node))
        return ["name", dotted]
    return ["value", _constant(node)]


def _dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    if isinstance(node, ast.Name):
        return node.id
    raise ConditionError(f"not a name: {ast.dump(node)}")


def _constant(node: ast.expr) -> Any:
    if isinstance(node, ast.Constant) and isinstance(node.value, (str, int, float, bool)):
        return node.value
    if isinstance(node, (ast.Tuple, ast.List)):
        return [_constant(item) for item in node.elts]
    raise ConditionError(f"not allowed in a condition: {ast.dump(node)}")


def _value(tree: Tree, facts: Mapping[str, Any]) -> Any:
    kind = tree[0]
    if kind == "value":
        return tree[1]
    if kind == "name":
        return facts.get(tree[1])
    if kind == "not":
        return not _value(tree[1], facts)
    if kind in ("and", "or"):
        return (all if kind == "and" else any)(_value(part, facts) for part in tree[1:])
    return _compare(kind, _value(tree[1], facts), _value(tree[2], facts))


def _compare(kind: str, left: Any, right: Any) -> bool:
    if kind in ("==", "!="):
        return (left == right) == (kind == "==")
    if kind in ("in", "not in"):
        # An empty answer is in nothing and outside nothing: the question behind it is not asked yet.
        return left not in (None, "") and (left in (right or ())) == (kind == "in")
    try:
        return _ORDER[kind](left, right)
    except TypeError:
        return False


def _reduce(tree: Tree, facts: Mapping[str, Any], unknown: frozenset[str]) -> Tree:
    if tree[0] == "value":
        return tree
    if tree[0] == "name":
        return tree if tree[1] in unknown else ["value", _plain(facts.get(tree[1]))]
    return [tree[0], *(_reduce(part, facts, unknown) for part in tree[1:])]


def _plain(value: Any) -> Any:
    """Something JSON can carry; a long answer is only asked whether it is empty."""
    if isinstance(value, (str, int, float, bool, type(None))):
        return value
    if isinstance(value, (list, tuple, set, frozenset)):
        return [item if isinstance(item, (str, int, float)) else True for item in value]
    return bool(value)
