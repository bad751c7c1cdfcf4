"""The facts that public copy speaks of, under the names its placeholders use."""

from __future__ import annotations

from typing import Any

from applications.models import Call
from inmp_portal.lib.clock import PARIS


def public_facts(call: Call) -> dict[str, Any]:
    """Facts of a call for `methods.placeholders.fill`; needs `parameters` loaded."""
    closes_at = call.closes_at.astimezone(PARIS)
    return {
        **{key: parameter["value"] for key, parameter in call.parameters.items()},
        "plafond": call.parameter("plafond_par_projet"),
        "duree_min": call.parameter("duree_min_mois"),
        "duree_max": call.parameter("duree_max_mois"),
        "date_limite_visas": call.visas_due_at.astimezone(PARIS),
        "cloture": closes_at,
        "heure_cloture": f"{closes_at:%-H}\u00a0h\u00a0{closes_at:%M}",
    }


def site_facts() -> dict[str, Any]:
    """What the ground floor's mails say of the current call; empty when no edition is loaded (see `SITE_FACTS`)."""
    call = Call.objects.current()
    if call is None:
        return {}
    return {"cloture": call.closes_at.astimezone(PARIS), "adresse_contact": call.contact_email}
