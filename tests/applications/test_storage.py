"""How the long columns lie on the disk."""

from __future__ import annotations

import pytest
from django.db import connection

STORAGE = "SELECT attstorage FROM pg_attribute WHERE attrelid = %s::regclass AND attname = %s"


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("applications_application", "answers"),
        ("applications_deposit", "snapshot"),
        ("applications_frozenform", "form"),
        ("applications_call", "form"),
    ],
)
def test_long_json_is_not_compressed_at_each_save(db, table, column):
    """Decision 0020: out of the row, as it is."""
    with connection.cursor() as cursor:
        cursor.execute(STORAGE, [table, column])
        assert cursor.fetchone() == ("e",)
