"""The one statement that decides a deposit: its instant, whether it is in time, its number and its version.

The instant is read once (`asked` is materialised), before the wait for the call's row, so that a queue at the
closing second makes nobody late. What is recorded is what was compared. The number is taken in the same statement and
the same transaction: a deposit that fails later gives it back, hence no gap.

Locks, in this order and no other: the dossier's row (taken by the action), then the call's row (first deposits only,
until the commit). Isolation is READ COMMITTED: `last_number` is read again after the wait.

A complement is decided by the same statement: its own date is the deadline, and the dossier goes back to its screening.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from applications.models import Application
from applications.states import State
from inmp_portal.lib.clock import DatabaseNow

_DECIDE = """
WITH deadline AS (
    SELECT a.id, a.call_id, a.number, c.opens_at, extension.until AS extended_until,
           COALESCE(complement.due_at, extension.until, c.closes_at + make_interval(mins => c.grace_minutes)) AS closes_at
    FROM applications_application a JOIN applications_call c ON c.id = a.call_id
    LEFT JOIN applications_complement complement
        ON complement.application_id = a.id AND complement.state = 'asked' AND a.state = 'complement'
    CROSS JOIN (SELECT max(until) AS until FROM applications_extension WHERE application_id = %(application)s) extension
    WHERE a.id = %(application)s
), instant AS MATERIALIZED (
    SELECT {now} AS at
), asked AS MATERIALIZED (
    SELECT deadline.*, instant.at, instant.at >= deadline.opens_at AND instant.at <= deadline.closes_at AS in_time
    FROM deadline CROSS JOIN instant
), numbered AS (
    UPDATE applications_call c
    SET last_number = c.last_number + 1, form_locked_at = COALESCE(c.form_locked_at, asked.at)
    FROM asked WHERE c.id = asked.call_id AND asked.in_time AND asked.number IS NULL
    RETURNING c.number_prefix || '-' || lpad(c.last_number::text, greatest(3, length(c.last_number::text)), '0') AS number
), decided AS (
    UPDATE applications_application a
    SET state = CASE a.state WHEN 'complement' THEN 'screening' ELSE 'deposited' END, last_deposited_at = asked.at, updated_at = asked.at,
        first_deposited_at = COALESCE(a.first_deposited_at, asked.at), deposit_count = a.deposit_count + 1,
        number = COALESCE(a.number, (SELECT number FROM numbered)), reopened_at = NULL, reopened_by_id = NULL
    FROM asked WHERE a.id = asked.id AND asked.in_time
    RETURNING a.number, a.deposit_count, a.first_deposited_at
)
SELECT asked.at, asked.closes_at, asked.extended_until, asked.in_time,
       decided.number, decided.deposit_count, decided.first_deposited_at
FROM asked LEFT JOIN decided ON true
"""


@dataclass(frozen=True)
class Decision:
    """What the database answered. `number`, `version` and `first_at` are empty when the deposit is not in time."""

    at: datetime
    deadline: datetime
    extended_until: datetime | None
    in_time: bool
    number: str | None
    version: int | None
    first_at: datetime | None


def decide(application: Application) -> Decision:
    """Deposit or not, by the database's clock; changes the rows when in time. The dossier's row must be locked."""
    with connection.cursor() as cursor:
        now, parameters = DatabaseNow().as_sql(None, connection)
        statement = cursor.mogrify(now, parameters).decode() if parameters else now
        cursor.execute(
            _DECIDE.replace("{now}", statement.replace("%", "%%")),
            {"application": application.pk},
        )
        decision = Decision(*cursor.fetchone())
    _tell(application, decision)
    return decision


def _tell(application: Application, decision: Decision) -> None:
    """The object says what the statement compared and wrote, nothing else having changed under the lock."""
    application.extended_until = decision.extended_until
    if decision.version is None:
        return
    application.state = State.SCREENING if application.state == State.COMPLEMENT else State.DEPOSITED
    application.reopened_at = application.reopened_by = None
    application.last_deposited_at = application.updated_at = decision.at
    application.first_deposited_at, application.number = decision.first_at, decision.number
    application.deposit_count = decision.version
