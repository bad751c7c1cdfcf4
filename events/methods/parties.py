"""How many heads come when j registrations out of n do, each with the people it announced."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from math import comb, erf, prod, sqrt

Weights = dict[int, float]  # heads: probability

EXACT_UP_TO = 100_000  # steps of the exact count of subsets; beyond, its sum is taken as normal
_NEGLIGIBLE = 1e-9


def sums(sizes: Counter[int], coming: Sequence[float]) -> Weights:
    """Probability of each number of heads; `sizes[heads]` is how many parties have so many, `coming[j]` is P(j come).

    Given that j parties come, they are any j of them with the same chance: P(j) is spread over the sums of subsets of j
    parties, counted exactly in whole numbers. Past `EXACT_UP_TO` steps (hundreds of parties of three sizes and more)
    the sum is taken as normal with the same mean and variance.
    """
    if len(sizes) == 1:
        return {came * size: chance for size in sizes for came, chance in enumerate(coming)}
    if prod(count + 1 for count in sizes.values()) > EXACT_UP_TO:
        return _normal_sums(sizes, coming)
    weights: defaultdict[int, float] = defaultdict(float)
    choices = _choices(sizes.total())
    for (came, total), ways in _subsets(sizes).items():
        weights[total] += coming[came] * (ways / choices[came])
    return dict(weights)


def _subsets(sizes: Counter[int]) -> dict[tuple[int, int], int]:
    """(how many parties, their heads): number of ways to choose them."""
    ways = {(0, 0): 1}
    for size, count in sizes.items():
        choices = _choices(count)
        grown: defaultdict[tuple[int, int], int] = defaultdict(int)
        for (came, total), already in ways.items():
            for more, chosen in enumerate(choices):
                grown[came + more, total + size * more] += already * chosen
        ways = dict(grown)
    return ways


def _choices(n: int) -> list[int]:
    """C(n, 0) … C(n, n)."""
    return [comb(n, k) for k in range(n + 1)]


def _normal_sums(sizes: Counter[int], coming: Sequence[float]) -> Weights:
    """The sum of j parties drawn without replacement, as a normal law; each j shares its probability among whole heads."""
    n = sizes.total()
    mean = sum(size * count for size, count in sizes.items()) / n
    variance = sum(count * (size - mean) ** 2 for size, count in sizes.items()) / n
    weights: defaultdict[int, float] = defaultdict(float)
    for came, chance in enumerate(coming):
        if chance < _NEGLIGIBLE / n:
            continue
        centre, spread = came * mean, sqrt(came * variance * (n - came) / (n - 1)) or 1e-6
        low, high = int(centre - 5 * spread), int(centre + 5 * spread) + 2
        below = [_normal(edge - 0.5, centre, spread) for edge in range(low, high + 1)]
        whole = below[-1] - below[0]
        for total, (under, up_to) in zip(range(low, high), pairwise(below), strict=True):
            weights[max(total, 0)] += chance * (up_to - under) / whole
    return dict(weights)


def _normal(value: float, centre: float, spread: float) -> float:
    return (1 + erf((value - centre) / (spread * sqrt(2)))) / 2
