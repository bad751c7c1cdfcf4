"""Identifiers made up with a seed: shaped as the real ones, given to nobody."""

from __future__ import annotations

from random import Random

_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_DEPARTMENTS = ("76", "27", "14", "50", "61", "75", "92", "59", "2A", "2B", "99", "974", "971")


def nir_parts(rng: Random) -> list[str]:
    """Sex, year, month, department, commune, order and key, as INSEE defines them."""
    department = rng.choice(_DEPARTMENTS)
    place = department + (f"{rng.randint(1, 690):03d}" if len(department) == 2 else f"{rng.randint(1, 24):02d}")
    body = [
        rng.choice("12"), f"{rng.randint(20, 99):02d}", f"{rng.randint(1, 12):02d}", place[:2], place[2:],
        f"{rng.randint(1, 450):03d}",
    ]  # fmt: skip
    number = int("".join(body).replace("2A", "19").replace("2B", "18"))
    return [*body, f"{97 - number % 97:02d}"]


def nir(rng: Random, *, key: bool = True, by: str = "") -> str:
    """A NIR; `by` separates its parts."""
    parts = nir_parts(rng)
    return by.join(parts if key else parts[:-1])


def stay(rng: Random, digits: int = 0) -> str:
    """A number as hospitals give to a person or to a stay."""
    digits = digits or rng.choice((7, 8, 9, 10))
    return "".join([rng.choice("0123456789"), *(rng.choice("0123456789") for _ in range(digits - 1))])


def grouped(number: str, size: int, by: str = " ") -> str:
    return by.join(number[start : start + size] for start in range(0, len(number), size))


def day(rng: Random) -> tuple[int, int, int]:
    return rng.randint(1, 28), rng.randint(1, 12), rng.randint(1925, 2022)


def dated(rng: Random, form: str) -> str:
    """A day written in one of the ways that people write it."""
    number, month, year = day(rng)
    said = "1er" if number == 1 else str(number)
    return {
        "slashes": f"{number:02d}/{month:02d}/{year}",
        "short": f"{number:02d}/{month:02d}/{year % 100:02d}",
        "dots": f"{number:02d}.{month:02d}.{year}",
        "dashes": f"{number:02d}-{month:02d}-{year}",
        "spaces": f"{number:02d} {month:02d} {year}",
        "words": f"{said} {_MONTHS[month - 1]} {year}",
        "capitals": f"{said} {_MONTHS[month - 1].upper()} {year}",
        "iso": f"{year}-{month:02d}-{number:02d}",
        "compact": f"{number:02d}{month:02d}{year}",
        "dicom": f"{year}{month:02d}{number:02d}",
    }[form]
