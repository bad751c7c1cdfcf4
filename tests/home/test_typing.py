"""What is typed on the pages of a demonstration."""

from __future__ import annotations

from django.urls import reverse


def test_an_instant_is_typed_the_french_way(client, call):
    page = client.get(reverse("home:clock")).content.decode()
    assert "datetime-local" not in page and "JJ/MM/AAAA HH:MM" in page
    for typed in ("05/09/2025 14:30", "05/09/2025 14 h 30", "2025-09-05T14:30"):
        client.post(reverse("home:clock"), {"instant": typed})
        assert "5 septembre 2025 à 14" in client.get(reverse("home:clock")).content.decode()
        client.post(reverse("home:clock"), {"instant": "02/09/2025 10:00"})
    assert (
        "Écrivez un jour et une heure qui existent"
        in client.post(reverse("home:clock"), {"instant": "09/32/2025"}).content.decode()
    )


def test_a_null_character_in_the_address_is_no_error(client, call):
    assert client.get(reverse("home:mailbox"), {"adresse": "a\0b"}).status_code == 200
