"""Entries become visible out of order: the sealer looks on, waits for the earlier ones, and holds up nobody."""

from __future__ import annotations

import threading

import pytest
from django.db import connections, transaction

from inmp_portal.journal import actions as journal
from inmp_portal.journal.models import Seal
from inmp_portal.journal.queries import verify


@pytest.mark.django_db(transaction=True)
def test_an_entry_committed_late_is_not_left_below_a_seal(call, lead, at):
    """Entry n is drawn, n+1 commits first: the sealer waits for n rather than sealing over it."""
    drawn, may_commit, sealed = threading.Event(), threading.Event(), []

    def slow_writer():
        try:
            with transaction.atomic():
                journal.record("call.loaded", call, by=lead, at=at, slug="lent")
                drawn.set()
                may_commit.wait(20)
        finally:
            connections.close_all()

    def sealer():
        try:
            sealed.extend(journal.seal(at=at))
        finally:
            connections.close_all()

    writer = threading.Thread(target=slow_writer)
    writer.start()
    assert drawn.wait(20)
    last = journal.record("call.loaded", call, by=lead, at=at, slug="rapide")
    sealing = threading.Thread(target=sealer)
    sealing.start()
    sealing.join(0.5)
    assert sealing.is_alive() and not Seal.objects.exists()  # it waits for the slow one…
    journal.record("call.loaded", call, by=lead, at=at, slug="pendant")  # … and nobody waits for it
    may_commit.set()
    writer.join(20)
    sealing.join(20)
    (seal,) = sealed
    assert (seal.last, seal.count) == (last.pk, 3)
    assert verify().fault is None


@pytest.mark.django_db(transaction=True)
def test_a_writer_that_does_not_end_postpones_the_seal(call, lead, at, monkeypatch):
    monkeypatch.setattr("inmp_portal.journal.actions.sealing.PATIENCE", 0.1)
    drawn, may_end = threading.Event(), threading.Event()

    def endless():
        try:
            with transaction.atomic():
                journal.record("call.loaded", call, by=lead, at=at, slug="sans fin")
                drawn.set()
                may_end.wait(20)
        finally:
            connections.close_all()

    writer = threading.Thread(target=endless)
    writer.start()
    assert drawn.wait(20)
    assert journal.seal(at=at) == []
    may_end.set()
    writer.join(20)
    assert journal.seal(at=at)
