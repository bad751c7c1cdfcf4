"""Does this fingerprint belong to this deposit? Two answers only, the same for a number that does not exist."""

from __future__ import annotations

from django.db import connection

_ASK = """
SELECT EXISTS (SELECT 1 FROM applications_deposit d WHERE d.number = %(number)s AND d.fingerprint = %(digest)s)
    OR EXISTS (SELECT 1 FROM applications_document p JOIN applications_deposit d ON d.id = p.deposit_id
               WHERE d.number = %(number)s AND p.sha256 = %(digest)s)
"""


def matches(number: str, digest: str) -> bool:
    """The content's fingerprint, or the SHA-256 of one of its PDFs, in any version: one query whatever the answer."""
    with connection.cursor() as cursor:
        cursor.execute(_ASK, {"number": number, "digest": digest})
        return bool(cursor.fetchone()[0])
