"""`python -m bench.measuring SIZE PART…`: measure on the database of a size; one JSON line a figure."""

from __future__ import annotations

import json
import os
import sys

import django

PORTS = (8801, 8802)


def main(size: int, parts: list[str], rounds: int) -> None:
    """Serve the portal and the floor, measure what was asked for, say it as JSON."""
    from bench.measuring import cafes, offline
    from bench.measuring import served as pages
    from bench.measuring.serving import served

    over_http = {**pages.PARTS, **cafes.PARTS}
    for part in parts:
        if part in offline.PARTS:
            say(offline.PARTS[part](rounds))
    wanted = [part for part in parts if part in over_http]
    if not wanted:
        return
    with served("inmp_portal.wsgi", size, PORTS[0]) as ours, served("bench.floor.wsgi", size, PORTS[1]) as floor:
        for part in wanted:
            say(over_http[part](ours, floor, rounds))


def say(figure: dict[str, object]) -> None:
    print(json.dumps(figure), flush=True)  # noqa: T201


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    django.setup()
    main(int(sys.argv[1]), sys.argv[3:], int(sys.argv[2]))
