"""The table: a figure, the floor of the same run, their ratio, the target and what it says of the figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Target:
    """`most` in the figure's unit on the reference machine, whose floor was `floor`; queries and kilobytes at most."""

    most: float
    floor: float
    queries: int | None = None
    kilobytes: int | None = None
    megabytes: int | None = None

    @property
    def ratio(self) -> float:
        return self.most / self.floor


TARGETS = {
    "home": Target(7, 4.5, queries=4),
    "section": Target(24, 9.1),
    "list": Target(20, 7.5, queries=10, kilobytes=80),
    "dashboard": Target(20, 7.5, queries=12, kilobytes=80),
    "search": Target(30, 30),
    "autosave": Target(12, 4.8, queries=8),
    "deposit": Target(40, 4.8),
    "pdf": Target(0.4, 0.3, megabytes=110),
    "longest": Target(0.8, 0.6, megabytes=110),
    "memory": Target(110, 56),
    "mails": Target(2, 0.34),
    "export": Target(3, 0.85),
    "signup": Target(10, 4.8, queries=6),
    "registrations": Target(20, 7.5, queries=10, kilobytes=80),
}
_COLUMNS = (("mesure", 34), ("dossiers", 9), ("portail", 11), ("plancher", 11), ("rapport", 8), ("cible", 16), ("", 40))


def heading() -> str:
    return "  ".join(f"{name:<{width}}" for name, width in _COLUMNS).rstrip()


def line(figure: dict[str, Any], size: int) -> str:
    """One row. « tenue » when the figure holds its target or its ratio does, and its other limits as well."""
    target, unit = TARGETS[figure["part"]], figure["unit"]
    ours, floor = figure["ours"], figure["floor"]
    cells = (
        figure["name"], f"{size:,}".replace(",", " "), f"{ours:.2f} {unit}", f"{floor:.2f} {unit}",
        f"× {ours / floor:.2f}", f"≤ {target.most:g} {unit} (× {target.ratio:.1f})", _remarks(figure, target),
    )  # fmt: skip
    return "  ".join(f"{cell:<{width}}" for cell, (_, width) in zip(cells, _COLUMNS, strict=True)).rstrip()


def flatness(name: str, figures: list[dict[str, Any]]) -> str:
    """Does a list cost the same at every size?"""
    times = [figure["ours"] for figure in figures]
    counts = {figure["queries"] for figure in figures}
    spread = max(times) / min(times)
    flat = "plate" if spread <= 1.2 and len(counts) == 1 else "NON plate"
    return f"{name} {flat} : temps × {spread:.2f} entre les tailles (≤ 1,2), requêtes {sorted(counts)}"


def _remarks(figure: dict[str, Any], target: Target) -> str:
    held = figure["ours"] <= target.most or figure["ours"] / figure["floor"] <= target.ratio
    said = []
    for key, limit, word in (
        ("queries", target.queries, "requêtes"),
        ("pages", None, "pages"),
        ("kilobytes", target.kilobytes, "Ko"),
        ("megabytes", target.megabytes, "Mo"),
    ):
        if key in figure:
            said.append(f"{figure[key]:.0f} {word}" + (f" (≤ {limit})" if limit else ""))
            held = held and (limit is None or figure[key] <= limit)
    return ", ".join(["tenue" if held else "NON TENUE", *said])
