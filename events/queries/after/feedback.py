"""What the feedback of a café adds up to: nothing is shown below the number under which somebody could be recognised,
over all and question by question."""

from __future__ import annotations

from dataclasses import dataclass, field

from events.methods.reading.feedback import Chart, charts, remarks
from events.models import Cafe, Feedback, Registration
from events.models.feedback import SHOWN_FROM
from events.states import RegistrationState


@dataclass(frozen=True)
class Results:
    """`count` answers of `asked` people; `charts` and `remarks` stay empty until there are `shown_from`."""

    count: int
    asked: int
    charts: list[Chart] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    shown_from: int = SHOWN_FROM

    @property
    def is_shown(self) -> bool:
        return self.count >= self.shown_from

    @classmethod
    def of(cls, cafe: Cafe) -> Results:
        answers = list(Feedback.objects.filter(cafe=cafe).order_by("pk").values_list("answers", flat=True))
        there = Registration.objects.filter(cafe=cafe, state=RegistrationState.ATTENDED).count()
        if len(answers) < SHOWN_FROM:
            return cls(len(answers), there)
        return cls(len(answers), there, charts(answers, least=SHOWN_FROM), remarks(answers, least=SHOWN_FROM))
