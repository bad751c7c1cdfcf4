"""The stated workload: `python -m bench.workload SIZE` fills the database of DATABASE_URL, once.

SIZE dossiers of the 2025 edition, 60 % deposited once and 40 % drafts, one lead each; titles of eight words out of a
fixed medical vocabulary, axes and establishments in turn, amounts from 5 000 to 60 000 €, deposits spread over five
months, answers of the twelve fictitious dossiers of the demonstration (about 14 kB of JSON each, one dossier in twelve alike).
Besides: the cafés and their guests (`bench/guests.py`), the coordinator at the desk, and `READY` complete drafts with their files, to be deposited by the bench.
Same numbers in, same rows out: nothing is random.
"""

from __future__ import annotations

import os
import sys
from datetime import datetime
from typing import Any

import django

from bench import guests

READY = 120
GUESTS = 10  # dossiers for one guest
VOCABULARY = [
    "sepsis",
    "exposome",
    "cirrhose",
    "épilepsie",
    "génomique",
    "omique",
    "biomarqueur",
    "jumeau",
    "numérique",
    "imagerie",
    "oncologie",
    "pédiatrie",
    "réanimation",
    "cohorte",
    "normande",
    "signature",
    "moléculaire",
    "dépistage",
    "précoce",
    "traitement",
    "ciblé",
    "pharmacogénétique",
    "registre",
    "rare",
    "maladie",
    "cardiaque",
    "rénale",
    "hépatique",
    "neurologique",
    "parcours",
    "patient",
    "entrepôt",
    "données",
    "apprentissage",
]

_USERS = """
INSERT INTO accounts_user (password, is_superuser, email, first_name, last_name, unit, profession, is_active, is_staff,
                           date_joined)
SELECT '!', false, 'lead' || n || '@exemple.fr', 'Prénom' || n %% 97, 'Nom' || n %% 1009, '', '', true, false,
       '2025-04-01T20:00:00+02'
FROM generate_series(1, %(size)s) n
"""
_DOSSIERS = """
WITH words AS (SELECT %(words)s::text[] AS w),
rows AS (
    SELECT n, u.id AS lead, n %% 5 < 3 AS is_deposited,
           initcap(w[1 + n %% 31]) || ' ' || w[1 + n * 7 %% 31] || ' et ' || w[1 + n * 11 %% 31] || ' : '
               || w[1 + n * 13 %% 31] || ' ' || w[1 + n * 17 %% 31] || ' ' || w[1 + n * 3 %% 31] || ' n° ' || n AS title,
           timestamptz '2025-04-02 09:00+02' + (n::bigint * 7919 %% 13000000) * interval '1 second' AS at
    FROM generate_series(1, %(size)s) n CROSS JOIN words JOIN accounts_user u ON u.email = 'lead' || n || '@exemple.fr'
)
INSERT INTO applications_application (reference, call_id, lead_id, state, answers, version, number, title, acronym,
    lead_name, lead_name_folded, title_folded, institution_id, main_axis_id, secondary_axes, project_type,
    duration_months, requested_amount, completeness, search, created_at, updated_at, first_deposited_at,
    last_deposited_at, deposit_count, withdrawal_reason, patient_doubts)
SELECT 'B' || lpad(n::text, 8, '0'), %(call)s, lead, CASE WHEN is_deposited THEN 'deposited' ELSE 'draft' END,
    (%(answers)s::jsonb[])[1 + n %% 12], 1, CASE WHEN is_deposited THEN 'BENCH-2025-' || n END, title, 'BANC' || n,
    'Prénom' || n %% 97 || ' Nom' || n %% 1009, 'prenom' || n %% 97 || ' nom' || n %% 1009,
    translate(lower(title), 'éèêàôç', 'eeeaoc'), (%(places)s::bigint[])[1 + n %% %(many)s],
    (%(axes)s::bigint[])[1 + n %% 4], '{}', 'recherche', 12 + n %% 24, 5000 + n * 37 %% 55000,
    CASE WHEN is_deposited THEN 100 ELSE n %% 100 END,
    to_tsvector('french', translate(lower(title), 'éèêàôç', 'eeeaoc')), at, at,
    CASE WHEN is_deposited THEN at END, CASE WHEN is_deposited THEN at END, CASE WHEN is_deposited THEN 1 ELSE 0 END, '', 0
FROM rows
"""


def fill(size: int) -> None:
    """Write the rows; nothing happens when they are there."""
    from django.db import connection

    from applications.actions.loading import load_edition
    from applications.content import read_edition
    from applications.models import Application
    from inmp_portal.lib import clock, instance

    instance.move_clock(datetime(2025, 9, 2, 10, 0, tzinfo=clock.PARIS))
    if Application.objects.filter(reference__startswith="B").exists():
        return
    call = load_edition(edition=read_edition("inmp-2025"), by=None, at=clock.now())
    _bulk(size, call)
    guests.fill(size // GUESTS, call)
    _people()
    _ready(call)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _bulk(size: int, call: Any) -> None:
    import json

    from django.db import connection

    from applications.models import Axis
    from inmp_portal.accounts.models import Institution
    from tests.factories.deposits import complete_answers

    places = list(Institution.objects.order_by("pk").values_list("pk", flat=True))
    facts = {
        "size": size, "call": call.pk, "words": VOCABULARY, "places": places, "many": len(places),
        "axes": list(Axis.objects.filter(call=call).order_by("number").values_list("pk", flat=True)),
        "answers": [json.dumps(complete_answers(place)) for place in range(12)],
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_USERS, facts)
        cursor.execute(_DOSSIERS, facts)


def _people() -> None:
    from inmp_portal.accounts.models import Grant, Role, User
    from inmp_portal.lib import clock

    desk = User.objects.create_user("bureau@exemple.fr", first_name="Claire", last_name="Coordination")
    Grant.objects.create(user=desk, role=Role.COORDINATOR, granted_at=clock.now())


def _ready(call: Any) -> None:
    """Complete drafts with their files, by the portal's own shapes."""
    from inmp_portal.accounts.models import User
    from tests.factories.deposits import complete_answers, ready

    for n in range(READY):
        lead = User.objects.create_user(f"pret{n}@exemple.fr", first_name="Prête", last_name=f"Personne {n}")
        ready(call=call, lead=lead, answers=complete_answers(n % 12, acronyme=f"PRET{n}"))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    django.setup()
    fill(int(sys.argv[1]))
