"""A desk's agenda: what its expert reads, and that nobody else does."""

from __future__ import annotations

import pytest
from django.urls import reverse

from events.actions.booking import Asked, book, hold
from events.models import Registration, Slot
from inmp_portal.journal.models import Entry
from inmp_portal.lib import pdf
from tests.events.desks.conftest import SECRETS
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
AGENDA = "/guichets/cafe-23-juin/G1/"


def test_the_expert_reads_who_comes_what_they_ask_and_the_dossier(appointment, experts, as_user):
    page = as_user(experts["G1"]).get(AGENDA).content.decode()
    for said in (*SECRETS, "CHU de Rouen", "8\u00a0h"):
        assert said in page, said


def test_without_consent_nothing_of_the_dossier_is_shown(appointment, experts, as_user):
    Registration.objects.filter(pk=appointment.pk).update(consents={})
    page = as_user(experts["G1"]).get(AGENDA).content.decode()
    assert SECRETS[0] in page
    assert SECRETS[1] not in page
    assert SECRETS[2] not in page


def test_a_dossier_of_somebody_else_is_never_shown(appointment, experts, as_user):
    Registration.objects.filter(pk=appointment.pk).update(user=UserFactory.create())
    assert SECRETS[1] not in as_user(experts["G1"]).get(AGENDA).content.decode()


@pytest.mark.parametrize("page", ["", "agenda.pdf", "lien/"])
def test_it_is_nobody_elses(appointment, experts, lead, administrator, as_user, page):
    for person in (experts["G2"], lead, administrator, UserFactory.create()):
        response = as_user(person).get(f"{AGENDA}{page}")
        assert response.status_code == 404, person
        assert not [secret for secret in SECRETS if secret in response.content.decode()]
    assert as_user(None).get(f"{AGENDA}{page}").status_code == 302


def test_another_experts_agenda_shows_nothing_of_this_one(appointment, experts, as_user):
    page = as_user(experts["G2"]).get("/guichets/cafe-23-juin/G2/").content.decode()
    assert not [secret for secret in SECRETS if secret in page]


def test_the_coordination_reads_it(appointment, coordinator, as_user):
    assert SECRETS[0] in as_user(coordinator).get(AGENDA).content.decode()


def test_the_expert_sees_the_desk_on_their_own_page(appointment, experts, as_user):
    page = as_user(experts["G1"]).get(reverse("home:space")).content.decode()
    assert "Mes guichets" in page
    assert AGENDA in page
    assert "Mes guichets" not in as_user(UserFactory.create()).get(reverse("home:space")).content.decode()


def test_the_agenda_costs_as_much_with_one_appointment_as_with_three(
    appointment, experts, cafes, entry, as_user, at, django_assert_max_num_queries
):
    client = as_user(experts["G1"])
    client.get(AGENDA)
    with django_assert_max_num_queries(9):
        client.get(AGENDA)
    for number, slot in enumerate(Slot.objects.filter(desk__code="G1", is_taken=False).order_by("starts_at")[:2]):
        hold(slot=slot, token=str(number), by=None, at=at)
        given = entry(email=f"{number}@exemple.fr")
        book(cafe=cafes[1], entry=given, asked=Asked("Autre"), slot=slot, token=str(number), by=None, at=at)
    with django_assert_max_num_queries(9):
        client.get(AGENDA)


def test_the_pdf_says_the_same(appointment, experts, as_user, snapshot, tmp_path):
    if not pdf.available():
        pytest.skip("no Pango here")
    response = as_user(experts["G1"]).get(f"{AGENDA}agenda.pdf")
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    from pypdf import PdfReader

    path = tmp_path / "agenda.pdf"
    path.write_bytes(response.content)
    text = "\n".join(page.extract_text() for page in PdfReader(path).pages)
    snapshot("pdf/agenda.txt", text)
    for said in SECRETS[1:]:
        assert said in text


def test_changing_the_address_is_a_post_and_is_journalled(desk, experts, as_user):
    client, before = as_user(experts["G1"]), desk.feed_secret
    client.get(f"{AGENDA}lien/")
    desk.refresh_from_db()
    assert desk.feed_secret == before
    client.post(f"{AGENDA}lien/")
    desk.refresh_from_db()
    assert desk.feed_secret != before
    assert Entry.objects.filter(type="desk.feed_rotated").count() == 1
