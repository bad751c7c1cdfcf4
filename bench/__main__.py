"""`./portal bench [PART…] [--sizes 200,20000,100000] [--rounds 30] [--fresh]`: the figures, beside their floor.

Each part is measured on a database of its own (`bench/workload.py` states what it holds), against the same page in bare
Django on the same data (`bench/floor/`), in interleaved rounds; medians. Targets are those of a machine of two cores
whose floor is given with them: on another machine the ratio is what counts.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys

from bench.database import ROOT, environment, prepare
from bench.table import TARGETS, flatness, heading, line

SIZES = (200, 20_000, 100_000)
AT_EVERY_SIZE = {
    "list": "liste des dossiers", "dashboard": "tableau de bord", "registrations": "liste des inscriptions",
}  # fmt: skip


def main() -> int:
    options = _options()
    sizes = [int(size) for size in options.sizes.split(",")]
    print(heading())  # noqa: T201
    lists: dict[str, list[dict[str, object]]] = {part: [] for part in AT_EVERY_SIZE}
    for size in sizes:
        here = [part for part in options.parts if size == sizes[0] or part in AT_EVERY_SIZE]
        if not here:
            continue
        prepare(size, fresh=options.fresh)
        for figure in _measured(size, here, options.rounds):
            print(line(figure, size), flush=True)  # noqa: T201
            if figure["part"] in lists:
                lists[str(figure["part"])].append(figure)
    for part, figures in lists.items():
        if len(figures) > 1:
            print(flatness(AT_EVERY_SIZE[part], figures))  # noqa: T201
    return 0


def _measured(size: int, parts: list[str], rounds: int) -> list[dict[str, object]]:
    """Each part in a process of its own, so that one that fails says so and leaves the others."""
    found = []
    for part in parts:
        command = [sys.executable, "-W", "ignore", "-m", "bench.measuring", str(size), str(rounds), part]
        done = subprocess.run(command, cwd=ROOT, env=environment(size), capture_output=True, text=True, check=False)
        said = done.stdout.strip().splitlines()
        if done.returncode or not said:
            reason = (done.stderr.strip().splitlines() or ["rien n’a été mesuré"])[-1]
            print(f"{part} : échec, {reason[:200]}", file=sys.stderr)  # noqa: T201
            continue
        found.append({**json.loads(said[-1]), "part": part})
    return found


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./portal bench", description=__doc__)
    parser.add_argument("parts", nargs="*", default=list(TARGETS), help=f"parmi {', '.join(TARGETS)}")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--fresh", action="store_true", help="refaire les bases de mesure")
    options = parser.parse_args()
    unknown = set(options.parts) - set(TARGETS)
    if unknown:
        parser.error(f"mesure inconnue : {', '.join(sorted(unknown))}")
    return options


if __name__ == "__main__":
    sys.exit(main())
