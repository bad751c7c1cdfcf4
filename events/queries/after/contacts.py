"""People of one's axes who agreed that their contact be given to the others."""

from __future__ import annotations

from events.models import Registration
from events.states import RegistrationState

SHARES = "partage_coordonnees"  # the consent of the questionnaire
AXES, UNDECIDED = "axes", "nsp"


def contacts_for(registration: Registration) -> list[dict[str, str]]:
    """`nom`, `equipe` and `courriel` of those who came to the same café, share an axis and agreed; oneself left out.

    Nothing else of anybody: the consent speaks of the name, the team and the address. Whoever named no axis gets none.
    """
    axes = axes_of(registration)
    if not axes:
        return []
    others = Registration.objects.filter(
        cafe_id=registration.cafe_id, state=RegistrationState.ATTENDED, consents__has_key=SHARES, anonymised_at=None
    ).exclude(pk=registration.pk).exclude(email="")  # fmt: skip
    rows = others.select_related("institution").order_by("name_folded", "pk")
    return [_contact(other) for other in rows if axes & axes_of(other)]


def axes_of(registration: Registration) -> set[str]:
    """Codes of the axes that a person named."""
    return set(registration.answers.get(AXES) or ()) - {UNDECIDED}


def _contact(registration: Registration) -> dict[str, str]:
    team = ", ".join(filter(None, (registration.unit, registration.institution_name)))
    return {"nom": registration.full_name, "equipe": team, "courriel": registration.email}
