"""Files sent with the whole section, by a browser without scripts: what is refused is said in its place, the rest is kept."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from applications.methods.merging import fingerprint
from applications.models import Application, Attachment, Call
from tests.applications.attaching.conftest import add_url, file_url, sent
from tests.corpus.pictures import picture


@pytest.fixture
def client(as_user, lead, draft):
    Call.objects.update(profile="complet")
    return as_user(lead)


def typed(draft, field="contexte", text="Ce que l’on sait déjà", **more):
    """An answer of the section of the figures, as its page sends it."""
    base = fingerprint(draft.answers.get(field))
    return {"version": "0", f"base-{field}": base, field: text, "field": "figures", **more}


def programme(name="Schéma final.png"):
    return SimpleUploadedFile(name, b"MZ" + bytes(80), "image/png")


def question(html, field):
    return unescape(re.search(rf'<fieldset class="attachments" id="champ-{field}".*?</fieldset>', html, re.S)[0])


def stored(draft, field="contexte"):
    return Application.objects.get(pk=draft.pk).answers.get(field)


def test_a_refused_file_is_told_beside_its_question_and_all_that_was_typed_is_kept(client, draft):
    words = {"legende-figures": "Le parcours", "alternative-figures": "Trois étapes"}
    page = client.post(add_url(draft), typed(draft, **{"fichier-figures": programme()}, **words))
    html = page.content.decode()
    told = question(html, "figures")
    assert page.status_code == 409
    assert "«\u00a0Schéma final.png\u00a0» n’est pas joint. Ce fichier n’est pas une image PNG ou JPEG" in told
    assert "Choisissez un autre fichier, puis «\u00a0Joindre\u00a0»." in told
    assert 'value="Le parcours"' in told and 'value="Trois étapes"' in told
    assert '<a href="#champ-figures">' in html and "Pas enregistré" in html
    assert stored(draft) == "Ce que l’on sait déjà" and "Ce que l’on sait déjà" in html


def test_a_joined_file_keeps_the_answers_too(client, draft):
    words = {"legende-figures": "Le parcours", "alternative-figures": "Trois étapes"}
    figure = SimpleUploadedFile("schema.png", picture(), "image/png")
    answer = client.post(add_url(draft), typed(draft, **{"fichier-figures": figure}, **words))
    assert (answer.status_code, answer.url.endswith("/sections/science/#champ-figures")) == (302, True)
    assert stored(draft) == "Ce que l’on sait déjà"
    attachment = Attachment.objects.get()
    draft.refresh_from_db()
    removed = client.post(file_url(attachment, "remove"), typed(draft, text="Écrit avant de retirer", version="1"))
    assert removed.status_code == 302 and not Attachment.objects.present().exists()
    assert stored(draft) == "Écrit avant de retirer"


def test_each_refused_file_is_told_in_its_own_place(client, draft):
    files = {"fichier-devis": sent(name="Devis.pdf"), "fichier-cv_porteur": programme("CV.pdf")}
    html = client.post(add_url(draft), {"field": "devis", **files}).content.decode()
    assert "«\u00a0CV.pdf\u00a0» n’est pas joint." in question(html, "cv_porteur")
    assert "n’est pas joint" not in question(html, "devis") and "Devis.pdf" in question(html, "devis")


def test_the_words_of_a_joined_figure_are_not_offered_to_the_next(client, draft):
    figure = SimpleUploadedFile("schema.png", picture(), "image/png")
    files = {"fichier-figures": figure, "fichier-devis": programme("Devis.pdf")}
    words = {"legende-figures": "Le parcours", "alternative-figures": "Trois étapes"}
    html = client.post(add_url(draft), typed(draft, **files, **words)).content.decode()
    assert "schema.png" in question(html, "figures") and 'name="legende-figures" value=""' in question(html, "figures")
    assert "Devis.pdf\u00a0» n’est pas joint" in unescape(html)  # of another section: told at the top


def test_an_answer_changed_in_another_window_is_shown_with_both_texts(client, draft):
    Application.objects.filter(pk=draft.pk).update(answers={**draft.answers, "contexte": "Écrit ailleurs"})
    page = client.post(add_url(draft), typed(draft, **{"fichier-figures": programme()}))
    html = unescape(page.content.decode())
    assert page.status_code == 409 and "Écrit ailleurs" in html and "Ce que l’on sait déjà" in html
    assert "Schéma final.png" in html and stored(draft) == "Écrit ailleurs"


def test_after_the_close_the_reason_is_said_and_nothing_more_is_asked(client, draft, frozen_clock, call):
    frozen_clock(call.closes_at + timedelta(seconds=1))
    client.force_login(draft.lead, backend="django.contrib.auth.backends.ModelBackend")
    page = client.post(add_url(draft), typed(draft, **{"fichier-figures": programme()}))
    html = unescape(page.content.decode())
    assert page.status_code == 409 and "n’est pas joint. Le dépôt est clos" in html
    assert "puis «\u00a0Joindre" not in html and "Ce que l’on sait déjà" in html
