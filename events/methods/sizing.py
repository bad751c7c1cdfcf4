"""How many people to expect: an exact predictive distribution for those who signed up, another for those who just come.

Each registration comes, with everybody it announced, or does not; the chance is the same for all and unknown:
Beta(a, b), so that the number of registrations that come is Beta-binomial (Skellam 1948). Those who come unannounced
follow a Poisson law of unknown rate, Gamma(shape, rate), that is a negative binomial. Both are updated by the attendance
seen at a café (`after`). The priors are assumptions of the project, not measures: `methods.writing.expectation` says them
beside the figures.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, lgamma

from events.methods.parties import Weights, sums

_TAIL = 1e-9


@dataclass(frozen=True)
class Turnout:
    """Beta(a, b) belief about the chance that a registration comes; a + b is its weight, in registrations seen."""

    a: float = 14.0
    b: float = 6.0

    def after(self, *, came: int, registered: int) -> Turnout:
        """The belief once `came` of `registered` registrations were seen at a café. ValueError unless 0 ≤ came ≤ registered."""
        if not 0 <= came <= registered:
            raise ValueError(f"{came} of {registered} cannot have come")
        return Turnout(self.a + came, self.b + registered - came)

    @property
    def share(self) -> float:
        """The mean of the belief, 0 to 1."""
        return self.a / (self.a + self.b)

    @property
    def weight(self) -> float:
        """How many registrations seen the belief is worth."""
        return self.a + self.b


@dataclass(frozen=True)
class WalkIns:
    """Gamma(shape, rate) belief about the number of people who come unannounced; its mean is shape / rate."""

    shape: float = 2.0
    rate: float = 0.25

    def after(self, *, came: int) -> WalkIns:
        """The belief once `came` people (≥ 0, else ValueError) came unannounced to a café."""
        if came < 0:
            raise ValueError("a number of people is not negative")
        return WalkIns(self.shape + came, self.rate + 1)

    @property
    def mean(self) -> float:
        return self.shape / self.rate

    def weights(self) -> Weights:
        """Negative binomial: P(k) = Γ(s+k) / (Γ(s) k!) · (r/(r+1))^s · (1/(r+1))^k, until the tail is negligible."""
        chance, k, weights, seen = (self.rate / (self.rate + 1)) ** self.shape, 0, {}, 0.0
        while seen < 1 - _TAIL and k < 10_000:
            weights[k] = chance
            seen += chance
            chance *= (self.shape + k) / ((k + 1) * (self.rate + 1))
            k += 1
        return weights


OPEN_SESSION = WalkIns()  # nobody is refused, nobody has to sign up: 8 people in mean, 1 to 20 in nine cases out of ten
BY_APPOINTMENT = WalkIns(shape=1.0, rate=1.0)  # 1 person in mean


@dataclass(frozen=True)
class Forecast:
    """Heads: the mean, and equal-tailed intervals (ends included) that hold at least 80 % and 90 % of the probability."""

    mean: float
    likely: tuple[int, int]
    wide: tuple[int, int]


@dataclass(frozen=True)
class Sizing:
    """Who signed up, who just comes, and both together; heads, companions included."""

    registered: Forecast
    walk_ins: Forecast
    total: Forecast


def expected(parties: Iterable[int], turnout: Turnout, walk_ins: WalkIns) -> Sizing:
    """The forecast for confirmed registrations; `parties` are the heads of each (≥ 1), companions included."""
    signed_up, others = heads(parties, turnout), walk_ins.weights()
    return Sizing(forecast(signed_up), forecast(others), forecast(_sum(signed_up, others)))


def heads(parties: Iterable[int], turnout: Turnout) -> Weights:
    """Probability of each number of heads of the registrations. ValueError when a party is empty."""
    sizes = Counter(parties)
    if any(size < 1 for size in sizes):
        raise ValueError("a party has at least one person")
    return sums(sizes, beta_binomial(sizes.total(), turnout))


def beta_binomial(n: int, belief: Turnout) -> list[float]:
    """P(j of n come) for j = 0…n: C(n, j) · B(j + a, n − j + b) / B(a, b), by logarithms of Γ."""
    a, b = belief.a, belief.b
    return [
        exp(lgamma(n + 1) - lgamma(j + 1) - lgamma(n - j + 1) + _log_beta(j + a, n - j + b) - _log_beta(a, b))
        for j in range(n + 1)
    ]


def forecast(weights: Weights) -> Forecast:
    """Mean and intervals of a distribution over heads."""
    mean = sum(count * weight for count, weight in weights.items())
    return Forecast(mean, interval(weights, 0.8), interval(weights, 0.9))


def interval(weights: Weights, level: float) -> tuple[int, int]:
    """Equal-tailed: the largest lower and the smallest upper end with at most (1 − level) / 2 outside on each side."""
    ordered = sorted(weights.items())
    return _end(ordered, (1 - level) / 2), _end(ordered[::-1], (1 - level) / 2)


def _end(ordered: list[tuple[int, float]], tail: float) -> int:
    seen = 0.0
    for count, weight in ordered:
        seen += weight
        if seen > tail:
            return count
    return ordered[-1][0]


def _sum(first: Weights, second: Weights) -> Weights:
    weights: defaultdict[int, float] = defaultdict(float)
    for one, chance in first.items():
        for other, also in second.items():
            weights[one + other] += chance * also
    return dict(weights)


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)
