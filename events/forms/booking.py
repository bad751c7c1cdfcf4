"""The steps of an appointment: the question, the slot, then the questionnaire; and moving to another slot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from events.models import Desk, Slot
from inmp_portal.lib.fields import TypedField
from inmp_portal.lib.french import day, short_hour

WAIT = "attente"
_HELP = "Trente caractères au moins. Plus elle est précise, plus la réponse le sera. Aucune donnée de patient."


class QuestionForm(forms.Form):
    """One's question in one's own words; the theme only if one wants to say it."""

    question = TypedField(
        label="Votre question", min_length=30, max_length=1500, help_text=_HELP,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": "Écrivez votre question.",
            "min_length": "Dites-en un peu plus\u00a0: trente caractères au moins, pour que la réponse soit utile.",
            "max_length": "Raccourcissez votre question\u00a0: 1\u202f500 caractères au plus.",
        },
    )  # fmt: skip
    theme = forms.ChoiceField(
        label="Thème", required=False, help_text="Facultatif\u00a0: le portail propose un guichet d’après vos mots."
    )

    def __init__(self, *args: Any, themes: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["theme"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Proposé d’après la question"), *themes]


@dataclass(frozen=True)
class SlotGroup:
    """The free slots of a desk: (value, hour, full label) each; `is_proposed` says that the question leads there."""

    desk: str
    expert: str
    slots: list[tuple[str, str, str]]
    is_proposed: bool = False


class SlotForm(forms.Form):
    """One slot among those shown, or the waiting list; the value is checked again by the action, under its lock."""

    slot = TypedField(label="Créneau", required=False, max_length=20)

    def __init__(self, *args: Any, slots: Iterable[Slot], may_wait: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slots = {str(slot.pk): slot for slot in slots}
        self.may_wait = may_wait

    def clean_slot(self) -> Slot | None:
        """The slot; None stands for the waiting list."""
        chosen = self.cleaned_data["slot"]
        if chosen == WAIT and self.may_wait:
            return None
        if not chosen:
            raise forms.ValidationError("Choisissez un créneau.")
        if chosen not in self.slots:
            raise forms.ValidationError("Ce créneau n’est plus libre\u00a0: choisissez-en un autre.")
        return self.slots[chosen]

    def groups(self, proposed: Desk | None = None) -> list[SlotGroup]:
        """By desk, in the order in which the slots came, each with its full label for those who do not see the page."""
        found: dict[int, SlotGroup] = {}
        for value, slot in self.slots.items():
            is_proposed = proposed is not None and slot.desk_id == proposed.pk
            group = found.setdefault(slot.desk_id, SlotGroup(slot.desk.title, slot.desk.expert_name, [], is_proposed))
            group.slots.append((value, short_hour(slot.starts_at), label_of(slot)))
        return list(found.values())


def label_of(slot: Slot) -> str:
    """« lundi 23 juin 2025 à 8 h 15, guichet Données et entrepôt »."""
    return f"{day(slot.starts_at)} à {short_hour(slot.starts_at)}, {slot.desk.said}"
