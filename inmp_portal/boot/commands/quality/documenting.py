"""`./portal docs`: the generated pages of docs/, written again from the code."""

from __future__ import annotations

from inmp_portal.boot.programs import in_front, python


def main(arguments: list[str]) -> int:
    return in_front(python("-m", "tests.docs", *arguments))
