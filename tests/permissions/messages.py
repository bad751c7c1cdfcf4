"""What the pages of messages speak of, by the real actions."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from applications.actions.messages.writing import Said, write
from applications.models import Application
from applications.states import Audience
from inmp_portal.lib import clock
from inmp_portal.outbox.models import Mail


def said(people: dict[str, Any], dossier: Application, secret: str) -> dict[str, Any]:
    """A message of the lead that waits for an answer, and a note of the coordination."""
    at = clock.now()
    asked = Said(key=uuid4(), body=secret, awaits_answer=True)
    made = write(application=dossier, said=asked, by=people["lead"], at=at)
    note = Said(key=uuid4(), body=f"{secret}, note", audience=Audience.COORDINATION)
    write(application=dossier, said=note, by=people["coordinator"], at=at)
    Mail.objects.filter(object_type="applications.addressee").delete()
    return {"reference": dossier.reference, "key": made.key}
