"""`./portal demo`: moves or rebuilds a demonstration, and touches nothing else."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.db import connection

from inmp_portal.boot.commands.instance import demonstrating
from inmp_portal.boot.database.cluster import Cluster
from inmp_portal.boot.instance import demonstration, preparing
from inmp_portal.boot.messages import DATE_WRONG, NOT_A_DEMONSTRATION, RESET_WHILE_RUNNING, Stop
from inmp_portal.boot.paths import CLUSTER
from inmp_portal.boot.serving import place
from inmp_portal.boot.serving.place import Place
from inmp_portal.lib import clock
from inmp_portal.lib.instance import clock_offset
from inmp_portal.lib.models import Instance


@pytest.fixture
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """As typed by a person: no variable, hence the embedded database."""
    for name in ("PORTAL_INSTANCE", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("kind", ["production", "rehearsal", ""])
def test_only_a_demonstration_is_moved(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    """Somebody's database of which nothing is said counts as no demonstration."""
    monkeypatch.setenv("PORTAL_INSTANCE", kind)
    monkeypatch.setenv("DATABASE_URL", "postgres://db/portail")
    monkeypatch.setattr(demonstrating, "database", pytest.fail)
    with pytest.raises(Stop) as stopped:
        demonstrating.main(["--at", "2025-09-08T23:00"])
    assert stopped.value.text is NOT_A_DEMONSTRATION


@pytest.mark.usefixtures("at_home")
def test_a_wrong_date_touches_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demonstrating, "database", pytest.fail)
    with pytest.raises(Stop) as stopped:
        demonstrating.main(["--at", "demain", "--reset"])
    assert stopped.value.text is DATE_WRONG


@pytest.mark.usefixtures("at_home")
def test_no_rebuilding_under_a_running_portal(var: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demonstrating, "VAR", var)
    monkeypatch.setattr(demonstrating, "database", pytest.fail)
    with place.single(Place("127.0.0.1", 8123)), pytest.raises(Stop, match="8123") as stopped:
        demonstrating.main(["--at", "2025-09-08T23:00", "--reset"])
    assert stopped.value.text is RESET_WHILE_RUNNING


@pytest.mark.django_db
def test_a_database_that_is_no_demonstration_is_not_erased() -> None:
    """A production database reached by mistake has tables and no mark."""
    Instance.objects.all().delete()
    assert not demonstration.may_erase()
    Instance.objects.create()
    assert demonstration.may_erase()


def test_the_embedded_database_may_be_erased(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connection.settings_dict, "HOST", str(Cluster(CLUSTER).sockets))
    assert demonstration.may_erase()


@pytest.mark.django_db
def test_first_data_are_built_once_and_the_clock_is_kept(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    built: list[tuple[str, Any]] = []
    monkeypatch.setattr("django.core.management.call_command", lambda name, **o: built.append((name, o.get("at"))))
    preparing.load_first_data()
    assert built == [("build_demo", "2025-09-02T10:00:00+02:00")]
    moved = datetime(2025, 9, 8, 23, 0, tzinfo=clock.PARIS)
    preparing.stand_at(moved)
    kept = clock_offset()
    preparing.load_first_data()
    assert len(built) == 1
    assert clock_offset() == kept


@pytest.mark.django_db
def test_production_gets_the_edition_and_no_clock(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.TIME_TRAVEL = False
    called: list[str] = []
    monkeypatch.setattr("django.core.management.call_command", lambda name, **_: called.append(name))
    preparing.load_first_data()
    assert called == ["load_edition", "load_cafes"]
    assert not Instance.objects.exists()


def test_instants_are_written_as_french_print_does() -> None:
    assert preparing.in_words(datetime(2025, 9, 1, 9, 5, tzinfo=clock.PARIS)) == (
        "lundi 1er septembre 2025 à 9\u00a0h\u00a005"
    )
