"""The portal's addresses, and the drill's door: one POST is one deposit by the real action."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, JsonResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from applications.actions.depositing import deposit
from applications.models import Application
from inmp_portal.accounts.notices import WelcomeNotice
from inmp_portal.lib import clock
from inmp_portal.outbox import actions as outbox


@csrf_exempt
@require_POST
def deposit_door(request: HttpRequest, reference: str) -> JsonResponse:
    """Deposit, and queue a mail that waits for no PDF."""
    application = Application.objects.select_related("lead").get(reference=reference)
    made = deposit(application=application, by=application.lead, at=clock.now(), token=uuid.uuid4())
    outbox.queue(WelcomeNotice(application.lead), dedup=(application.lead_id,))
    return JsonResponse({"number": made.number, "version": made.version})


urlpatterns = [path("exercice/depot/<slug:reference>/", deposit_door), path("", include("inmp_portal.urls"))]
