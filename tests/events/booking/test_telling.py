"""What people are told of an appointment and of the waiting list: on the page that follows, and in the mails."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from events.actions.cancelling import cancel
from events.actions.coordination.desks import Arrangement, arrange_desks
from events.actions.offering import lapse_offers
from events.actions.registering import register
from events.models import Cafe, Registration, Slot
from events.rules.waiting import NO_ANSWER
from events.states import RegistrationState
from inmp_portal.outbox.models import Mail

pytestmark = pytest.mark.django_db
QUESTION = "Comment obtenir une extraction de l’entrepôt de données pour mon étude ?"


def address(name: str) -> str:
    return reverse(f"events:{name}", args=["cafe-23-juin"])


def plain(response) -> str:
    return unescape(response.content.decode()).replace("\u00a0", " ")


def mails(kind: str) -> list[str]:
    return [mail.text.replace("\u00a0", " ") for mail in Mail.objects.filter(kind=kind).order_by("id")]


@pytest.fixture
def slot(cafes):
    return Slot.objects.filter(desk__code="G1").select_related("desk").order_by("starts_at")[1]


@pytest.fixture
def go(cafes, filled):
    """`go(client, slot)`: the three steps, with the answers given; the page that follows."""

    def through(client, slot, **answers):
        client.post(address("booking_start"), {"question": QUESTION, "theme": ""})
        client.post(address("slot_choose"), {"slot": slot.pk if slot else "attente"})
        said = {**filled, "format": "presentiel", **answers}
        return client.post(address("booking_confirm"), said, follow=True)

    return through


def test_the_page_after_a_booking_says_its_hour_and_desk_and_adds_no_whole_cafe(go, slot):
    page = plain(go(Client(), slot))
    assert "Lundi 23 juin 2025, de 8 h 15 à 8 h 30 (heure de Paris)" in page
    assert "Guichet Données et entrepôt" in page
    assert re.search(r"<title>\s*Rendez-vous demandé", page)
    assert ".ics" not in page and "joint au courriel qui le confirme" in page


def test_who_asked_for_video_is_told_how_to_come_by_the_page_too(go, slot, second):
    hours = Slot.objects.filter(desk=slot.desk, is_taken=False).exclude(pk=slot.pk).order_by("starts_at")
    asked = plain(go(Client(), hours[0], format="visio", courriel="loin@exemple.fr"))
    assert second.venue in asked and "Sans nouvelle, venez sur place." in asked
    Cafe.objects.filter(pk=second.pk).update(video_url="https://visio.exemple.fr/x")
    far = plain(go(Client(), hours[1], format="visio", courriel="tres.loin@exemple.fr"))
    assert "le lien est dans le courriel." in far and second.venue not in far
    assert "visio.exemple.fr" not in far  # by mail only: the address may be another's


def test_a_signed_in_person_adds_the_appointment_itself(go, slot, lead, as_user):
    page = plain(go(as_user(lead), slot, courriel=lead.email))
    one = Registration.objects.get()
    assert reverse("events:registration_calendar", args=[one.reference]) in page


def test_somebody_elses_address_teaches_a_signed_in_person_nothing(go, slot, lead, as_user):
    page = plain(go(as_user(lead), slot, courriel="autre@exemple.fr"))
    assert Registration.objects.get().user == lead
    assert "agenda.ics" not in page


def test_who_waits_is_offered_no_calendar_file(go, cafes, at):
    Slot.objects.filter(desk__cafe=cafes[1]).update(closed_at=at)
    page = plain(go(Client(), None))
    assert Registration.objects.get().state == RegistrationState.WAITING
    assert ".ics" not in page and "vient avec la place" in page
    assert re.search(r"<title>\s*Liste d’attente", page)


def test_the_same_address_again_is_told_by_mail_that_nothing_is_kept_and_the_page_says_the_same(
    go, slot, at, frozen_clock
):
    def page() -> str:
        shown = plain(go(Client(), slot, service="Neurologie" if Registration.objects.exists() else "Génétique"))
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", shown)

    other = Slot.objects.filter(desk=slot.desk).order_by("starts_at")[4]
    first = page()
    go(Client(), other, service="Neurologie")
    one = Registration.objects.get()
    assert (one.unit, one.slot) == ("Génétique", slot)
    assert not Slot.objects.get(pk=other.pk).is_taken and Slot.objects.get(pk=other.pk).holder_token == ""
    _, again = mails("rdv_confirme")
    assert "rien n’est changé" in again and "« Modifier mes réponses »" in again and one.token in again
    assert "rien n’est changé" not in mails("rdv_confirme")[0]
    assert "Si cette adresse avait déjà servi pour ce café" in first


def test_a_second_sign_up_says_that_its_answers_are_not_kept(sign_up, at):
    sign_up()
    sign_up(when=at + timedelta(minutes=1), unit="Neurologie")
    first, again = mails("cafe_confirmation")
    assert "ne sont pas gardées" in again and "ne sont pas gardées" not in first


def test_a_double_click_sends_one_confirmation(sign_up, cafe, entry, at, in_parallel):
    in_parallel(2, lambda n: register(cafe=cafe, entry=entry(), by=None, at=at + timedelta(milliseconds=n)))
    sign_up(when=at + timedelta(seconds=2))
    assert len(mails("cafe_confirmation")) == 1
    sign_up(when=at + timedelta(minutes=10))  # the mail did not come: the same again, and no reproach
    assert ["ne sont pas gardées" in text for text in mails("cafe_confirmation")] == [False, False]


def test_a_desk_without_its_person_says_so_and_those_who_come_are_told_once(appointment, cafes, coordinator, lead, at):
    def arrange(expert, room, minutes):
        wanted = [Arrangement(d.code, d.title, room if d.code == "G1" else "", expert if d.code == "G1" else None, tuple(d.themes))
                  for d in cafes[1].desks.order_by("code")]  # fmt: skip
        arrange_desks(cafe=cafes[1], wanted=wanted, by=coordinator, at=at + timedelta(minutes=minutes))

    appointment("un@exemple.fr")
    appointment("ailleurs@exemple.fr", desk="G2")
    appointment("parti@exemple.fr", nth=2)
    cancel(registration=Registration.objects.get(email="parti@exemple.fr"), by=None, at=at)
    assert "Interlocuteur ou interlocutrice : à préciser" in mails("rdv_confirme")[0]
    for minutes in range(3):
        arrange(lead, "Salle 12", minutes)
    (told,) = mails("rdv_guichet")
    assert Mail.objects.get(kind="rdv_guichet").to == ["un@exemple.fr"]
    assert f"- l’interlocuteur ou l’interlocutrice : {lead}\n" in told and "- la salle ou la table : Salle 12\n" in told
    assert "vous n’avez rien à faire" in told and "lundi 23 juin 2025 à 8 h (heure de Paris)" in told
    arrange(coordinator, "Salle 12", 5)
    assert f"{coordinator} (auparavant {lead})" in mails("rdv_guichet")[1] and "Salle 12" not in mails("rdv_guichet")[1]


def test_the_offer_the_page_and_the_end_say_the_same(bounded, sign_up, cafe, frozen_clock):
    bounded(1)
    eve = cafe.starts_at - timedelta(hours=20)
    seated, waiting = sign_up("un@exemple.fr"), sign_up("deux@exemple.fr")
    assert NO_ANSWER in mails("cafe_liste_attente")[0]
    frozen_clock(eve)
    slot_free = cancel(registration=seated, by=None, at=eve)
    waiting.refresh_from_db()
    if waiting.state != RegistrationState.OFFERED:
        pytest.fail(f"{slot_free} was not offered")
    assert NO_ANSWER in mails("cafe_place_proposee")[0]
    client = Client()
    client.get(reverse("events:registration_open", args=[waiting.token]))
    for name in ("registration_detail", "offer_accept"):
        assert NO_ANSWER in plain(client.get(reverse(f"events:{name}", args=[waiting.reference])))
    lapse_offers(at=eve + timedelta(hours=2))
    (ended,) = Mail.objects.filter(kind="cafe_annulation", to=["deux@exemple.fr"])
    assert "n’a pas été acceptée à temps" in ended.text and ended.attachments == []


def test_what_is_published_is_what_was_agreed_to(bounded, sign_up):
    bounded(1)
    sign_up("un@exemple.fr")
    sign_up("deux@exemple.fr")
    assert "que si vous l’acceptez" in mails("cafe_liste_attente")[0]


def test_leaving_the_waiting_list_takes_nothing_out_of_a_diary(bounded, sign_up, at):
    bounded(1)
    sign_up("un@exemple.fr")
    cancel(registration=sign_up("deux@exemple.fr"), by=None, at=at)
    mail = Mail.objects.get(kind="cafe_annulation")
    assert "Vous avez quitté la liste d’attente" in mail.text and mail.attachments == []


@pytest.mark.parametrize(
    ("answer", "hour"), [("9h", "vers 9 h"), ("8h30", "vers 8 h 30"), ("8h", "à 8 h"), ("nsp", "à 8 h")]
)
def test_who_said_when_they_come_is_expected_then(sign_up, answer, hour):
    one, client = sign_up(answers={"heure_arrivee": answer}), Client()
    client.get(reverse("events:registration_open", args=[one.token]))
    page = plain(client.get(reverse("events:registration_detail", args=[one.reference])))
    assert f"Nous vous attendons mardi 27 mai 2025 {hour} (heure de Paris)" in page


def test_the_hour_until_which_a_slot_is_kept_has_its_zone(slot, cafes):
    client = Client()
    client.post(address("booking_start"), {"question": QUESTION, "theme": ""})
    client.post(address("slot_choose"), {"slot": slot.pk})
    page = plain(client.get(address("booking_confirm")))
    assert "jusqu’à <strong>10 h 08</strong>, heure de Paris" in page
    assert "<strong>lundi 23 juin 2025 à 8 h 15 (heure de Paris), guichet" in page
