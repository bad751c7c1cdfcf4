"""Desks of a café by appointment, and their slots: rows made beforehand, so that two people can never have one."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac

from events.models.leading import WithCall
from inmp_portal.accounts.models import COORDINATION
from inmp_portal.lib.clock import PARIS, DatabaseNow


class DeskQuerySet(WithCall["Desk"]):
    def visible_to(self, user: Any, at: datetime) -> DeskQuerySet:
        """Agendas: all of them for the coordination and the direction, one's own for an expert; nobody else's business."""
        if not user.is_authenticated:
            return self.none()
        if user.roles & COORDINATION:
            return self
        return self.filter(expert=user)

    def locked(self, desk: Desk) -> Desk:
        """The row, read again under its lock; inside a transaction."""
        return self.select_for_update(of=("self",)).select_related("cafe").get(pk=desk.pk)


class Desk(models.Model):
    """Where one theme is answered by one person. `themes` are the codes of the questions that belong here."""

    cafe = models.ForeignKey("events.Cafe", models.CASCADE, related_name="desks", verbose_name="café")
    code = models.SlugField("code", max_length=20)
    title = models.CharField("thème", max_length=80)
    themes = ArrayField(models.CharField(max_length=20), verbose_name="questions traitées", default=list)
    expert = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="desks", verbose_name="interlocuteur"
    )
    room = models.CharField("salle ou table", max_length=60, blank=True)
    feed_version = models.PositiveSmallIntegerField("version du lien d’agenda", default=1)

    objects = DeskQuerySet.as_manager()

    class Meta:
        verbose_name = "guichet"
        ordering = ["cafe", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["cafe", "code"],
                name="events_desk_code",
                violation_error_message="Ce café a déjà un guichet de ce code.",
            )
        ]

    def __str__(self) -> str:
        return f"Guichet {self.title}"

    @property
    def said(self) -> str:
        """« guichet Données et entrepôt »: within a sentence."""
        return f"guichet {self.title}"

    @property
    def expert_name(self) -> str:
        """Who answers here; empty while nobody is named."""
        return str(self.expert) if self.expert else ""

    @property
    def feed_secret(self) -> str:
        """The secret of the address of this desk's calendar feed: worked out, stored nowhere; another `feed_version`, another secret."""
        return feed_secret("events.Desk", self.pk, self.feed_version)


class SlotQuerySet(models.QuerySet["Slot"]):
    def free(self) -> SlotQuerySet:
        """Neither closed, nor had by somebody, nor held by somebody who is filling the form."""
        unheld = Q(held_until__isnull=True) | Q(held_until__lte=DatabaseNow())
        return self.filter(unheld, is_taken=False, closed_at__isnull=True)

    def hold(self, slot: Slot, token: str, minutes: int) -> bool:
        """Keep a slot for whoever has `token`, decided by one UPDATE; False when somebody else is before.

        Asked again with the same token, the hold starts anew.
        """
        mine_or_nobody = Q(held_until__isnull=True) | Q(held_until__lte=DatabaseNow()) | Q(holder_token=token)
        free = self.filter(mine_or_nobody, pk=slot.pk, is_taken=False, closed_at__isnull=True)
        return bool(free.update(holder_token=token, held_until=DatabaseNow() + timedelta(minutes=minutes)))

    def take_held(self, slot: Slot, token: str) -> bool:
        """Turn a hold that is still good into a taken slot, by one UPDATE; False when it ran out or is not `token`'s."""
        held = self.filter(pk=slot.pk, holder_token=token, held_until__gt=DatabaseNow(), is_taken=False)
        return bool(held.filter(closed_at__isnull=True).update(is_taken=True, holder_token="", held_until=None))

    def take_free(self, slot: Slot) -> bool:
        """Take a slot that nobody has nor holds, by one UPDATE."""
        return bool(self.free().filter(pk=slot.pk).update(is_taken=True, holder_token="", held_until=None))

    def give_back(self, slot: Slot) -> None:
        """The slot is free again."""
        self.filter(pk=slot.pk).update(is_taken=False)

    def locked(self, *slots: Slot) -> dict[int, Slot]:
        """The rows by key, under their locks taken in the order of keys: opposite moves never wait for each other."""
        keys = [slot.pk for slot in slots]
        found = self.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk").select_related("desk")
        return {slot.pk: slot for slot in found}


class Slot(models.Model):
    """A quarter of an hour at a desk; held a few minutes for whoever fills the form, then had by one registration.

    `is_taken` says that a registration has it: on the row itself, so that one UPDATE decides who gets the slot.
    """

    desk = models.ForeignKey(Desk, models.CASCADE, related_name="slots", verbose_name="guichet")
    starts_at = models.DateTimeField("début")
    ends_at = models.DateTimeField("fin")
    holder_token = models.CharField("gardé pour", max_length=64, blank=True)
    held_until = models.DateTimeField("gardé jusqu’à", null=True, blank=True)
    is_taken = models.BooleanField("pris", default=False)
    closed_at = models.DateTimeField("fermé le", null=True, blank=True)

    objects = SlotQuerySet.as_manager()

    class Meta:
        verbose_name = "créneau"
        verbose_name_plural = "créneaux"
        ordering = ["starts_at", "desk__code"]
        constraints = [
            models.UniqueConstraint(
                fields=["desk", "starts_at"],
                name="events_slot_one_start_a_desk",
                violation_error_message="Ce guichet a déjà un créneau à cette heure.",
            ),
            models.CheckConstraint(
                condition=Q(starts_at__lt=F("ends_at")),
                name="events_slot_starts_before_it_ends",
                violation_error_message="La fin doit suivre le début.",
            ),
            models.CheckConstraint(
                condition=Q(holder_token="", held_until__isnull=True)
                | ~Q(holder_token="") & Q(held_until__isnull=False),
                name="events_slot_hold_paired",
                violation_error_message="Un créneau gardé porte son échéance.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.desk}, {self.starts_at:%d/%m/%Y %H:%M}"

    @property
    def hour(self) -> str:
        """« 08:15 » in Paris: how the questionnaire names a slot's hour."""
        return f"{self.starts_at.astimezone(PARIS):%H:%M}"

    def is_held(self, at: datetime) -> bool:
        return self.held_until is not None and self.held_until > at


def feed_secret(kind: str, key: int, version: int) -> str:
    """Forty hexadecimal digits that only this instance can work out."""
    return salted_hmac(f"{kind}.feed", f"{key}:{version}", algorithm="sha256").hexdigest()[:40]
