"""The journal: written once, sealed in a chain, readable, and any later change is found."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from inmp_portal.accounts.models import User
from inmp_portal.journal import actions as journal
from inmp_portal.journal.models import Entry
from inmp_portal.journal.queries import history, verify
from inmp_portal.journal.sentences import SENTENCES, register, sentence
from inmp_portal.lib.clock import PARIS

pytestmark = pytest.mark.django_db


@pytest.fixture
def five(call, lead, at):
    """Five more entries about the call, after its loading."""
    return [journal.record("call.loaded", call, by=lead, at=at, slug=f"n° {n}") for n in range(5)]


def tampering(sql: str, *values: object) -> None:
    """What somebody with the database's own keys would do: triggers off, change, triggers on."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(sql, values)
        cursor.execute("SET session_replication_role = origin")


@pytest.mark.parametrize("table", ["journal_entry", "journal_seal"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET hash = 'x'"])
def test_the_database_refuses_to_change_it(five, at, table, statement):
    journal.seal(at=at)
    refused = pytest.raises(IntegrityError, match="Le journal ne se modifie pas")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))
    assert Entry.objects.count() == 6


def test_sealing_takes_each_entry_once_and_chains(five, call, at):
    (first,) = journal.seal(at=at)
    assert (first.count, first.last, first.previous) == (6, five[-1].pk, "")
    assert journal.seal(at=at) == []
    later = journal.record("call.loaded", call, by=None, at=at, slug="suite")
    (second,) = journal.seal(at=at)
    assert (second.first, second.last, second.count, second.previous) == (later.pk, later.pk, 1, first.hash)
    found = verify()
    assert (found.seals, found.sealed, found.unsealed, found.last_hash, found.fault) == (2, 7, 0, second.hash, None)


def test_an_intact_journal_says_so(five, at, capsys):
    journal.seal(at=at)
    call_command("verify_journal")
    assert "Journal intact : 1 sceaux, 6 entrées scellées, 0 en attente." in capsys.readouterr().out


TAMPERINGS = {
    "a word changed": ("UPDATE journal_entry SET actor_label = 'Personne' WHERE id = %s", 2, "ne correspond plus"),
    "an instant changed": (
        "UPDATE journal_entry SET at = at + interval '1 second' WHERE id = %s", 2, "ne correspond plus",
    ),
    "an entry removed": ("DELETE FROM journal_entry WHERE id = %s", 2, "retirée ou ajoutée"),
    "the last one removed": ("DELETE FROM journal_entry WHERE id = %s", 4, "retirée ou ajoutée"),
}  # fmt: skip


@pytest.mark.parametrize(("sql", "which", "said"), TAMPERINGS.values(), ids=TAMPERINGS)
def test_the_first_broken_entry_is_named(five, at, sql, which, said):
    journal.seal(at=at)
    tampering(sql, five[which].pk)
    fault = verify().fault
    assert fault is not None and said in fault.said
    if "ne correspond plus" in said:
        assert fault.entry == five[which].pk
        with pytest.raises(CommandError, match=f"entrée {five[which].pk}"):
            call_command("verify_journal")


def test_an_entry_rewritten_with_a_fitting_hash_still_breaks_the_seal(five, at):
    journal.seal(at=at)
    forged = five[1]
    forged.actor_label = "Personne"
    tampering(
        "UPDATE journal_entry SET actor_label = 'Personne', hash = %s WHERE id = %s", forged.computed_hash(), forged.pk
    )
    fault = verify().fault
    assert fault is not None and "l’empreinte du sceau" in fault.said


def test_a_whole_seal_removed_is_noticed(five, call, at):
    (first,) = journal.seal(at=at)
    journal.record("call.loaded", call, by=None, at=at, slug="suite")
    journal.seal(at=at)
    tampering("DELETE FROM journal_seal WHERE id = %s", first.pk)
    fault = verify().fault
    assert fault is not None and "un sceau a été retiré" in fault.said


def test_the_hash_does_not_depend_on_the_zone_of_the_instant(call, lead):
    instant = datetime(2025, 9, 8, 21, 31, 47, 123456, tzinfo=UTC)
    entry = journal.record("call.loaded", call, by=lead, at=instant.astimezone(PARIS), slug="x")
    assert Entry.objects.get(pk=entry.pk).computed_hash() == entry.hash


def test_the_history_reads_as_sentences(call, lead, at):
    journal.record("call.loaded", call, by=lead, at=at, slug="inmp-2025")
    first, second = history(call)
    assert (first.actor, first.sentence) == ("Le portail", "a chargé l’édition « inmp-2025 »")
    assert second.actor == "Hélène Morvan"


def test_sentences_evaluate_nothing(monkeypatch):
    monkeypatch.setitem(SENTENCES, "probe", "vaut {x.__class__} et {y}")
    assert sentence("probe", {"x": User, "y": "{x}"}) == "vaut non précisé et {x}"
    assert sentence("jamais.vu", {}) == "jamais.vu"
    with pytest.raises(ValueError, match="declared twice"):
        register({"probe": "encore"})
