"""The coordination's dashboard in a real browser, empty and full."""

from __future__ import annotations

from applications.models import Application, Axis
from applications.states import State
from inmp_portal.accounts.models import Institution
from tests.factories.deposits import BUILDERS


def test_the_dashboard(page, signed_in, coordinator, call, axe, shot, no_sideways_scroll):
    signed_in(coordinator)
    page.goto("/pilotage/")
    for name in ("vide", "plein"):
        axe(page)
        no_sideways_scroll(page)
        shot(page, f"tableau-{name}")
        if name == "vide":
            _fill(call)
            page.get_by_role("link", name="Dossiers", exact=True).click()
            page.get_by_role("link", name="Tableau de bord").click()
            page.get_by_text("Les jours en toutes lettres").click()
    row = page.get_by_role("row", name="3. ").first
    row.get_by_role("link").first.click()
    page.wait_for_url("**/pilotage/dossiers/*axe=3*")


def _fill(call) -> None:
    axes, places = list(Axis.objects.filter(call=call).order_by("number")), list(Institution.objects.order_by("pk"))
    for n in range(9):
        made = BUILDERS[State.DEPOSITED](call=call)
        Application.objects.filter(pk=made.pk).update(
            main_axis=axes[n % 3], institution=places[n % 4], project_type=["parcours", "recherche", ""][n % 3],
            first_deposited_at=made.first_deposited_at.replace(day=1 + n // 5), requested_amount=9_000 * (n + 1),
        )  # fmt: skip
    for n in range(6):
        BUILDERS[State.DRAFT](call=call, main_axis=axes[n % 4], completeness=min(100, 22 * n))
