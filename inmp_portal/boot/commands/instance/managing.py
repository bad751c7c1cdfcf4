"""`./portal manage …`: Django's commands on the instance's database."""

from __future__ import annotations

from inmp_portal.boot.database.access import database
from inmp_portal.boot.programs import in_front, python


def main(arguments: list[str]) -> int:
    with database():
        return in_front(python("manage.py", *arguments))
