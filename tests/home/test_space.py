"""The personal page: what is expected of me, by when."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from applications.states import State
from inmp_portal.accounts.actions.signing import ask_code
from inmp_portal.home import panels
from inmp_portal.home.panels import PanelContent, PanelItem
from inmp_portal.outbox.models import Mail
from inmp_portal.outbox.states import MailState
from tests.factories.people import UserFactory

SPACE = "/espace/"


def test_a_person_without_a_dossier_is_told_how_to_begin(lead, as_user, call):
    page = as_user(lead).get(SPACE).content.decode()
    assert "Bonjour Hélène" in page
    assert "Un brouillon s’ouvre en une minute" in page
    assert "Commencer un dossier" in page
    assert "Dossiers de l’édition" not in page


@pytest.mark.parametrize(
    ("instant", "said"),
    [("2025-03-20T10:00:00+01:00", "Le dépôt ouvre le"), ("2025-09-09T10:00:00+02:00", "Le dépôt est clos depuis le")],
)
def test_nothing_is_begun_while_the_call_is_not_open(lead, as_user, call, frozen_clock, instant, said):
    frozen_clock(datetime.fromisoformat(instant))
    page = as_user(lead).get(SPACE).content.decode()
    assert said in page
    assert "Commencer un dossier" not in page


def test_a_draft_shows_its_progress_and_its_deadline(lead, as_user, application_in):
    application_in(State.DRAFT, lead=lead, title="Mesurer la marche")
    page = as_user(lead).get(SPACE).content.decode()
    assert "Mesurer la marche" in page and "Brouillon" in page and "Terminer et déposer" in page
    assert "Ce qui est attendu de vous" in page
    assert "lundi 8 septembre 2025" in page


def test_one_does_not_see_the_dossiers_of_others(lead, as_user, application_in):
    application_in(State.DRAFT, lead=UserFactory.create(), title="Projet d’une autre équipe")
    assert "Projet d’une autre équipe" not in as_user(lead).get(SPACE).content.decode()


def test_the_coordination_sees_how_many(coordinator, as_user, application_in):
    for _ in range(2):
        application_in(State.DRAFT)
    page = as_user(coordinator).get(SPACE).content.decode()
    assert "Dossiers de l’édition" in page
    assert "2\u00a0brouillons" in page


def test_the_coordination_is_told_of_mails_in_trouble(coordinator, lead, as_user, call, at):
    ask_code(email="passage@exemple.fr", at=at)
    assert "en échec" not in as_user(coordinator).get(SPACE).content.decode()
    Mail.objects.update(state=MailState.FAILED)
    assert "1\u00a0courriel en échec" in as_user(coordinator).get(SPACE).content.decode()
    assert "en échec" not in as_user(lead).get(SPACE).content.decode()


def test_the_technical_administration_sees_no_dossier(administrator, as_user, application_in):
    application_in(State.DRAFT, title="Projet confidentiel")
    page = as_user(administrator).get(SPACE).content.decode()
    assert "Projet confidentiel" not in page and "Dossiers de l’édition" not in page
    assert "Administration technique" in page


def test_as_many_queries_for_one_dossier_as_for_three(lead, as_user, application_in, same_query_count):
    browser = as_user(lead)
    same_query_count(lambda: browser.get(SPACE), lambda: application_in(State.DRAFT, lead=lead), at_most=12)


def test_a_visitor_signs_in_first(client, db):
    assert client.get(SPACE).headers["Location"] == "/compte/connexion/?next=/espace/"


class _Panel:
    def __init__(self, key: str, order: int, content: PanelContent | None) -> None:
        self.key, self.order, self.content = key, order, content

    def for_user(self, user, at):
        return self.content


def test_panels_come_in_their_order_and_only_to_whom_they_concern(monkeypatch, lead, at):
    monkeypatch.setattr(panels, "_panels", {})
    for key, order, content in (("b", 2, PanelContent("B")), ("a", 1, PanelContent("A")), ("c", 0, None)):
        panels.register(_Panel(key, order, content))
    assert [key for key, _ in panels.contents(lead, at)] == ["a", "b"]


def test_the_next_thing_expected_is_the_earliest_that_is_not_done(at):
    def item(days: int, *, done: bool = False) -> PanelItem:
        return PanelItem(str(days), "/", due_at=at + timedelta(days=days), done=done)

    shown = [
        (
            "a",
            PanelContent("A", (item(5), item(1, done=True), item(-2))),
        ),
        ("b", PanelContent("B", (item(3),))),
    ]
    assert panels.expected(shown, at).label == "3"
    assert panels.expected([("a", PanelContent("A", (item(-2),)))], at) is None
