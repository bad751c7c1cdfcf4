"""The addresses of the files: who gets what, in which words, with and without JavaScript."""

from __future__ import annotations

import pytest

from applications.actions.attaching import remove
from applications.models import Application, Attachment
from inmp_portal.lib.files import store
from tests.applications.attaching.conftest import add_url, file_url, post_file, said
from tests.corpus.pdfs import pdf
from tests.factories.people import UserFactory


def _content(response) -> bytes:
    return b"".join(response.streaming_content)


def test_the_lead_joins_a_file_and_sees_it_in_the_list(as_user, lead, draft):
    response = post_file(as_user(lead), draft, name="Mon CV.pdf")
    assert response.status_code == 200
    assert said(response).startswith("«\u00a0Mon CV.pdf\u00a0» est joint au dossier (1\u00a0page, ")
    assert "Mon CV.pdf" in response.json()["html"] and "Retirer" in response.json()["html"]


def test_a_joined_file_is_no_longer_said_to_be_due(as_user, lead, draft):
    refused = post_file(as_user(lead), draft, pdf(pages=61))
    joined = post_file(as_user(lead), draft, name="Mon CV.pdf")
    due = ["à joindre pour le dépôt" in response.json()["html"] for response in (refused, joined)]
    assert due == [True, False]


def test_a_refusal_says_why_and_keeps_the_list(as_user, lead, draft):
    response = post_file(as_user(lead), draft, pdf(pages=61))
    assert response.status_code == 409
    assert said(response).startswith("Ce PDF compte 61\u00a0pages, pour 2\u00a0pages au plus ici")
    assert 'type="file"' in response.json()["html"]


@pytest.mark.parametrize("more", [{}, {"field": "inconnu"}])
def test_nothing_chosen(as_user, lead, draft, more):
    response = as_user(lead).post(
        add_url(draft), {"field": "cv_porteur", **more}, headers={"accept": "application/json"}
    )
    assert (response.status_code, said(response)) == (409, "Choisissez d’abord un fichier.")


def test_a_file_past_what_is_kept_is_told_its_size(as_user, lead, draft, settings):
    settings.FILE_UPLOAD_MAX_KEPT = 3_000_000
    response = post_file(as_user(lead), draft, b"%PDF-" + bytes(7_000_000))
    assert said(response) == "Ce fichier pèse 7\u00a0Mo\u00a0: la limite est de 2\u00a0Mo."


def test_removing_and_fetching(as_user, lead, joined):
    attachment = joined()
    client = as_user(lead)
    fetched = client.get(file_url(attachment))
    assert _content(fetched) == store.read(attachment.sha256)
    assert fetched["Content-Disposition"] == 'attachment; filename="CV.pdf"'
    assert fetched["X-Content-Type-Options"] == "nosniff" and "sandbox" in fetched["Content-Security-Policy"]
    assert fetched["Cache-Control"] == "private, no-store"
    assert client.post(file_url(attachment, "remove"), headers={"accept": "application/json"}).status_code == 200
    assert client.get(file_url(attachment)).status_code == 404


def test_the_proxy_gives_it_when_it_knows_the_folder(as_user, lead, joined, settings):
    settings.FILES_ACCEL_PREFIX = "/_fichiers/"
    attachment = joined()
    fetched = as_user(lead).get(file_url(attachment))
    assert fetched["X-Accel-Redirect"] == f"/_fichiers/{store.name_of(attachment.sha256)}" and fetched.content == b""


def test_reading_is_never_a_change(as_user, lead, joined, draft):
    client = as_user(lead)
    assert client.get(add_url(draft)).status_code == 405
    assert client.get(file_url(joined(), "remove")).status_code == 405
    assert Attachment.objects.present().count() == 1


class TestWhoReads:
    """The file says « secret »: whoever may not read it gets 404 and none of its bytes, nor its name."""

    @pytest.fixture
    def secret(self, joined):
        return joined(name="Secret.pdf")

    def _refused(self, response):
        assert response.status_code == 404
        assert b"Secret" not in response.content and b"%PDF" not in response.content

    def test_a_draft_s_file_is_the_team_s(self, as_user, secret, coordinator, director, administrator):
        for person in (UserFactory.create(), coordinator, director, administrator):
            self._refused(as_user(person).get(file_url(secret)))
            self._refused(as_user(person).post(file_url(secret, "remove")))
        assert as_user(None).get(file_url(secret)).status_code == 302

    def test_a_deposited_file_is_the_coordination_s_too(
        self, as_user, secret, draft, deposit_with, coordinator, director, administrator
    ):
        deposit_with(draft, secret)
        for person in (coordinator, director):
            assert _content(as_user(person).get(file_url(secret))).startswith(b"%PDF")
        for person in (UserFactory.create(), administrator):
            self._refused(as_user(person).get(file_url(secret)))

    def test_nobody_else_sends_anything_to_it(self, as_user, draft, coordinator, director):
        for person in (UserFactory.create(), coordinator, director):
            assert post_file(as_user(person), draft).status_code == 404
        assert not Attachment.objects.exists()

    def test_the_coordination_reads_and_does_not_remove(self, as_user, secret, draft, deposit_with, coordinator):
        deposit_with(draft, secret)
        self._refused(as_user(coordinator).post(file_url(secret, "remove")))
        assert Attachment.objects.present().count() == 1

    def test_another_file_of_a_deposited_dossier_stays_the_team_s(
        self, as_user, secret, joined, draft, deposit_with, coordinator
    ):
        deposit_with(draft, joined("devis"))
        self._refused(as_user(coordinator).get(file_url(secret)))

    def test_the_same_bytes_in_somebody_else_s_deposit_open_nothing(
        self, as_user, secret, application_in, deposit_with, coordinator
    ):
        other = application_in(lead=UserFactory.create())
        copy = Attachment.objects.get(pk=secret.pk)
        copy.pk, copy.key, copy.application = None, __import__("uuid").uuid4(), other
        copy.save()
        deposit_with(other, copy)
        self._refused(as_user(coordinator).get(file_url(secret)))
        self._refused(as_user(other.lead).get(file_url(secret)))

    def test_a_file_removed_since_stays_in_the_deposit(
        self, as_user, secret, draft, deposit_with, lead, coordinator, at
    ):
        deposit_with(draft, secret)
        Application.objects.filter(pk=draft.pk).update(reopened_at=at, reopened_by=lead)
        remove(attachment=Attachment.objects.get(pk=secret.pk), by=lead, at=at)
        assert not Attachment.objects.present().filter(application=draft).exists()
        for person in (lead, coordinator):
            assert _content(as_user(person).get(file_url(secret))).startswith(b"%PDF")

    def test_a_key_under_another_reference_is_unknown(self, as_user, secret, application_in, lead):
        from django.urls import reverse

        other = application_in(lead=lead)
        assert (
            as_user(lead)
            .get(reverse("applications:attachment_download", args=[other.reference, secret.key]))
            .status_code
            == 404
        )


def test_without_javascript_the_files_of_all_questions_are_joined(as_user, lead, draft):
    from tests.applications.attaching.conftest import sent

    client = as_user(lead)
    data = {"field": "devis", "fichier-devis": sent(name="Devis.pdf"), "fichier-cv_porteur": sent(b"MZ" + bytes(80))}
    response = client.post(add_url(draft), data)
    assert response.status_code == 409 and b"n\xe2\x80\x99est pas joint" in response.content
    assert [item.name for item in Attachment.objects.all()] == ["Devis.pdf"]
