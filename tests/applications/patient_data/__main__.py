"""`.venv/bin/python -m tests.applications.patient_data`: the figures of the detector, in French, as a table."""

from __future__ import annotations

import sys
from timeit import timeit

from applications.methods.patient_data import find
from tests.applications.patient_data.corpus import clean, found, held_out
from tests.applications.patient_data.test_measured import measured, troubled

_KINDS = {
    "nir": "NIR",
    "stay": "IPP, séjours",
    "birth": "dates de naissance",
    "dicom": "attributs DICOM",
    "all": "ensemble",
}


def main() -> None:
    sets = (found.found(2025), found.found(2025, held_out.SHARES))
    figures = [measured(pairs) for pairs in sets]
    lines = ["| | corpus | phrases tenues à part |", "|---|---|---|"]
    for kind, words in _KINDS.items():
        cells = [f"{seen} sur {asked} ({100 * seen / asked:.1f} %)" for seen, asked in (one[kind] for one in figures)]
        lines.append(f"| {words} | {' | '.join(cells)} |")
    texts = (clean.abstracts(2026, 200), clean.abstracts(2026, 80, held_out.CLEAN))
    alerts = [f"{len(troubled(some))} sur {len(some)}" for some in texts]
    lines.append(f"| fausses alertes | {' | '.join(alerts)} |")
    plain, hard = " ".join(clean.PLAIN * 2)[:1_500], " ".join(texts[0])[:1_500]
    for text, words in ((plain, "texte ordinaire"), (hard, "texte plein de nombres")):
        spent = timeit(lambda text=text: find(text), number=500) / 500 * 1_000
        lines.append(f"| {words} de 1 500 caractères | {spent:.2f} ms | |")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
