"""Writing to a group: shown, tried on oneself, sent once to each, and nothing typed ever runs."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from events.actions.coordination.writing import Draft, send_to_group
from events.methods.writing.placeholders import fill, problems
from events.models import GroupMessage
from events.queries.coordination.listing import Criteria
from inmp_portal.accounts.models import Institution
from inmp_portal.journal.models import Entry
from inmp_portal.lib.verdict import Refused
from inmp_portal.outbox.models import Mail

pytestmark = pytest.mark.django_db
BODY = "Bonjour {{ prenom }} {{ nom }},\n\nRendez-vous le {{ debut }}, {{ lieu }}.\n\nVotre inscription : {{ lien }}"


@pytest.fixture
def address(cafe):
    return reverse("events:message_write", args=[cafe.slug])


def hidden_of(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(reference|expected|seen)" value="([^"]*)"', page))


@pytest.fixture
def written(desk, address):
    """`written("?axe=axe1", envoyer="1")`: the form as the page gave it, filled, and the answer of the portal."""

    def post(query: str = "", **buttons: str):
        page = desk.get(f"{address}{query}").content.decode()
        said = {"subject": "Pour {{ prenom }}", "body": BODY, **hidden_of(page)}
        if "envoyer" in buttons:  # nothing is sent that was not shown
            said |= hidden_of(desk.post(f"{address}{query}", {**said, "apercu": "1"}).content.decode())
        return desk.post(f"{address}{query}", {**said, **buttons})

    return post


def test_the_recipients_are_shown_and_only_they_are_written_to(desk, address, written, sign_up, cafe, coordinator):
    sign_up("a@exemple.fr", last_name="Dedans")
    sign_up("b@exemple.fr", last_name="Dehors", institution=Institution.objects.get(code="chb"))
    page = desk.get(f"{address}?etablissement=chu_rouen").content.decode()
    assert "Dedans" in page and "Dehors" not in page and "1\u00a0destinataire" in page
    assert written("?etablissement=chu_rouen", envoyer="1").status_code == 302
    assert [mail.to for mail in Mail.objects.filter(kind="cafe_message")] == [["a@exemple.fr"]]
    message = GroupMessage.objects.get()
    assert (message.recipient_count, message.criteria, message.sent_by) == (
        1,
        {"institution": "chu_rouen"},
        coordinator,
    )
    assert Entry.objects.get(type="cafe.message_sent").data["count"] == 1
    history = desk.get(reverse("events:cafe_messages", args=[cafe.slug])).content.decode()
    assert "à 1\u00a0personne" in history and str(coordinator) in history


def test_the_text_of_each_person(written, sign_up, snapshot):
    one = sign_up()
    written(envoyer="1")
    mail = Mail.objects.get(kind="cafe_message")
    assert one.token in mail.text
    snapshot("mails/cafe_message.txt", re.sub(r"/lien/[0-9a-f]{40}/", "/lien/…/", f"{mail.subject}\n\n{mail.text}"))


def test_the_preview_and_the_test_never_show_the_link_of_somebody_else(written, sign_up, coordinator, snapshot):
    one = sign_up()
    page = written(apercu="1").content.decode()
    assert "Aperçu pour Hélène Morvan" in page and "(lien personnel)" in page and one.token not in page
    assert not Mail.objects.filter(kind__startswith="cafe_message").exists()
    written(essayer="1")
    mail = Mail.objects.get(kind="cafe_message_essai")
    assert mail.to == [coordinator.email] and one.token not in mail.text
    snapshot("mails/cafe_message_essai.txt", f"{mail.subject}\n\n{mail.text}")


def test_a_name_that_looks_like_code_stays_a_name(written, sign_up):
    sign_up(first_name="{{ lien }}", last_name="<script>{% now %}")
    written(envoyer="1")
    mail = Mail.objects.get(kind="cafe_message")
    assert "Bonjour {{ lien }} <script>{% now %}" in mail.text
    assert "<script>" not in mail.html


@pytest.mark.parametrize("body", ["{{ settings.SECRET_KEY }}", "{% load x %}", "{{ prenom|upper }}", "{{ courriel }}"])
def test_what_is_not_a_field_is_refused(desk, address, sign_up, body):
    sign_up()
    said = {"subject": "x", "body": body, "reference": "ABC", "expected": "1", "envoyer": "1"}
    assert desk.post(address, said).status_code == 200
    assert not Mail.objects.filter(kind="cafe_message").exists()
    assert problems(body, ["prenom"])


def test_what_a_value_holds_is_not_filled_again():
    assert fill("{{ a }} {{b}} {{ c }}", {"a": "{{ b }}", "b": "2"}) == "{{ b }} 2 {{ c }}"


def test_pressing_twice_sends_once(cafe, sign_up, coordinator, director, at, in_parallel):
    sign_up()
    draft, actors = Draft("ABCDEF", "Objet", "Texte"), [coordinator, director]
    done = in_parallel(
        2, lambda i: send_to_group(cafe=cafe, criteria=Criteria(), draft=draft, expected=1, by=actors[i], at=at)
    )
    (refused,) = [outcome for outcome in done if isinstance(outcome, Refused)]
    assert "déjà parti" in refused.reason
    assert Mail.objects.filter(kind="cafe_message").count() == 1


def test_a_list_that_changed_since_it_was_shown_is_refused(cafe, sign_up, coordinator, at):
    sign_up("a@exemple.fr")
    sign_up("b@exemple.fr")
    with pytest.raises(Refused, match="2\u00a0destinataires désormais"):
        send_to_group(cafe=cafe, criteria=Criteria(), draft=Draft("A", "o", "t"), expected=1, by=coordinator, at=at)


def test_nobody_else_writes_nor_reads(address, cafe, sign_up, lead, as_user, at):
    sign_up(last_name="Secret")
    page = as_user(lead).get(address)
    assert page.status_code == 404 and "Secret" not in page.content.decode()
    with pytest.raises(Refused, match="coordination"):
        send_to_group(cafe=cafe, criteria=Criteria(), draft=Draft("A", "o", "t"), expected=1, by=lead, at=at)


def test_a_text_changed_since_its_preview_is_shown_before_it_is_sent(desk, address, sign_up):
    sign_up()
    said = {"subject": "Bonjour", "body": "Texte relu.", **hidden_of(desk.get(address).content.decode())}
    said |= hidden_of(desk.post(address, {**said, "apercu": "1"}).content.decode())
    answer = desk.post(address, {**said, "body": "Texte jamais relu.", "envoyer": "1"})
    page = answer.content.decode()
    assert answer.status_code == 409 and "n’est pas celui de l’aperçu" in page
    assert page.count("Texte jamais relu.") == 2  # kept in the box, and shown as it would leave
    assert not Mail.objects.filter(kind="cafe_message").exists()
    again = desk.post(address, {**said, "body": "Texte jamais relu.", **hidden_of(page), "envoyer": "1"})
    assert again.status_code == 302 and Mail.objects.filter(kind="cafe_message").count() == 1
