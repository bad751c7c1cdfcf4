"""The document of an appointment: one small PDF, joined and read by its author, its desk's expert and the coordination."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from events.actions.own.joining import join
from events.models import CafeQuestion, Registration, Slot
from inmp_portal.lib.files import store
from inmp_portal.lib.verdict import Refused, Verdict
from tests.corpus.pdfs import pdf
from tests.events.desks.test_own import REFINED, address
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def paper(name: str = "protocole.pdf", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf() if content is None else content, "application/pdf")


def test_joined_read_replaced_and_taken_away(appointment, lead, experts, coordinator, as_user):
    client = as_user(lead)
    page = client.post(address("document_own", appointment), {"piece": paper()}, follow=True)
    assert "protocole.pdf" in page.content.decode()
    theirs = reverse("events:question_document", args=[appointment.question.reference])
    for person, where in (
        (lead, address("document_own", appointment)),
        (experts["G1"], theirs),
        (coordinator, theirs),
    ):
        response = as_user(person).get(where)
        assert response.status_code == 200, person
        assert b"".join(response.streaming_content).startswith(b"%PDF")
    client.post(address("document_own", appointment), {"piece": paper("autre.pdf")})
    assert CafeQuestion.objects.get(registration=appointment).file_name == "autre.pdf"
    client.post(address("document_remove", appointment))
    assert client.get(address("document_own", appointment)).status_code == 404


def test_it_is_nobody_elses(appointment, lead, experts, administrator, as_user, at):
    join(registration=appointment, uploaded=paper(), by=lead, at=at)
    theirs = reverse("events:question_document", args=[appointment.question.reference])
    for person in (experts["G2"], administrator, UserFactory.create()):
        assert as_user(person).get(theirs).status_code == 404
        assert as_user(person).get(address("document_own", appointment)).status_code == 404
    assert as_user(lead).get(theirs).status_code == 404
    assert as_user(None).get(theirs).status_code == 302


def test_a_document_refused_at_the_last_moment_leaves_no_bytes(appointment, lead, at, monkeypatch):
    clean, answers = pdf(pages=9), iter([Verdict.yes(), Verdict.no("La veille est passée.")])
    monkeypatch.setattr("events.actions.own.joining.can_refine", lambda *_: next(answers))
    stored, put = [], store.put
    monkeypatch.setattr(store, "put", lambda data: (stored.append(data), put(data))[1])
    with pytest.raises(Refused, match="La veille"):
        join(registration=appointment, uploaded=paper(content=clean), by=lead, at=at)
    assert stored == []


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (paper("image.pdf", b"\x89PNG\r\n\x1a\n rien"), "n’est pas un PDF"),
        (paper("gros.pdf", b"%PDF-1.7" + b"0" * 5_000_001), "limite est de 5"),
        (None, "Choisissez d’abord un fichier."),
    ],
)
def test_what_is_not_a_small_pdf_is_refused_with_its_reason(appointment, lead, as_user, file, said):
    posted = {"piece": file} if file else {}
    page = as_user(lead).post(address("document_own", appointment), posted, follow=True)
    assert said in page.content.decode().replace("\u00a0", " ")
    assert CafeQuestion.objects.get(registration=appointment).file_name == ""


def test_after_the_eve_it_stays_as_it_is(appointment, lead, cafes):
    with pytest.raises(Refused, match="jusqu’à la veille"):
        join(registration=appointment, uploaded=paper(), by=lead, at=cafes[1].starts_at - timedelta(hours=5))


def test_kept_while_the_other_answers_are_put_right(cafes, filled):
    client = Client()
    steps = {
        name: reverse(f"events:{name}", args=["cafe-23-juin"])
        for name in ("booking_start", "slot_choose", "booking_confirm")
    }
    client.post(steps["booking_start"], {"question": REFINED})
    slot = Slot.objects.filter(desk__code="G1").order_by("starts_at")[0]
    client.post(steps["slot_choose"], {"slot": slot.pk})
    wrong = client.post(steps["booking_confirm"], {**filled, "format": "", "piece": paper()})
    assert wrong.status_code == 422
    assert "protocole.pdf" in wrong.content.decode()
    client.post(steps["booking_confirm"], {**filled, "format": "presentiel"})
    question = CafeQuestion.objects.get()
    assert (question.file_name, bool(question.file_sha256)) == ("protocole.pdf", True)


def test_a_refused_one_is_said_and_nothing_is_booked(cafes, filled):
    client = Client()
    client.post(reverse("events:booking_start", args=["cafe-23-juin"]), {"question": REFINED})
    slot = Slot.objects.filter(desk__code="G1").order_by("starts_at")[0]
    client.post(reverse("events:slot_choose", args=["cafe-23-juin"]), {"slot": slot.pk})
    bad = {**filled, "format": "presentiel", "piece": paper("x.pdf", b"MZ rien")}
    page = client.post(reverse("events:booking_confirm", args=["cafe-23-juin"]), bad)
    assert page.status_code == 422
    assert "est pas un PDF" in page.content.decode()
    assert not Registration.objects.exists()
