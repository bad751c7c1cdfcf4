"""The blank form: all that the profile asks, nothing that it masks, made once."""

from __future__ import annotations

import io
import re

import pytest
from django.core.cache import cache
from django.db import connections
from django.urls import reverse
from pypdf import PdfReader

from applications.documents.blank.form import blank_form, blank_sections
from applications.queries.definitions import definition_for
from applications.sections.explaining import explained
from applications.views.depositing import turns
from inmp_portal.lib import pdf
from tests.applications.public.reading import faults, plain, seen

pytestmark = pytest.mark.django_db
ADDRESS = "/documents/formulaire-vierge.pdf"


@pytest.fixture(autouse=True)
def nothing_kept(db):
    cache.clear()


@pytest.fixture
def renders(monkeypatch):
    """The renders asked for, answered without making them."""
    asked: list[str] = []

    def render(html, **kwargs):
        asked.append(html)
        return b"%PDF-1.7 blank"

    monkeypatch.setattr(pdf, "render", render)
    return asked


def squeezed(text: str) -> str:
    """Letters and digits alone: lines and hyphens of the page do not count."""
    return re.sub(r"[\W_]+", "", text)


def test_the_pdf_holds_every_question_of_the_profile(call, client):
    answer = client.get(ADDRESS)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    reader = PdfReader(io.BytesIO(answer.content))
    text = squeezed(" ".join(page.extract_text() for page in reader.pages))
    definition = definition_for(call)
    wanted = [section.title for section in definition.sections if section.fields]
    wanted += [field.label for field in definition]
    wanted += [column.label for field in definition for column in field.columns]
    assert len(wanted) > 100
    assert [label for label in wanted if squeezed(label) not in text] == []
    assert squeezed("lundi 8 septembre 2025 à 23 h 59 heure de Paris") in text
    metadata = reader.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    assert "pdfuaid" in metadata and reader.trailer["/Root"]["/Lang"].lower().startswith("fr")


def test_what_the_profile_masks_is_not_in_it(call):
    definition = definition_for(call)
    html, _assets = blank_form(call, definition)
    masked = set(call.form["profils"]["essentiel"]["masques"])
    hidden = [field for raw in call.form["sections"] for field in raw["champs"] if field["id"] in masked]
    text, labels = plain(html), {field.label for field in definition}
    texts = [word for field in hidden for word in (field.get("aide"), field["label"]) if word and word not in labels]
    assert len(hidden) == len(masked) > 20
    helps = [field["aide"] for field in hidden if len(field.get("aide", "")) > 30]
    assert helps and not [said for said in helps if " ".join(said.split()) in text]
    titles = {squeezed(heading) for heading in re.findall(r"<h3>(?:<span[^>]*></span>)?(.*?)</h3>", html)}
    assert texts and not titles & {squeezed(field["label"]) for field in hidden if field["label"] not in labels}


def test_terms_are_in_words(call):
    definition = definition_for(call)
    questions = {q.label: q for section in blank_sections(definition) for q in section.questions}
    title, axes = questions["Titre du projet"], questions["Contribution du projet aux axes choisis"]
    assert (title.stage, title.limits, title.room) == (
        "Obligatoire dès la création du dossier", "180\u00a0caractères au plus, espaces comprises.", "line",
    )  # fmt: skip
    assert axes.limits == "Entre 300 et 1\u202f000\u00a0caractères, espaces comprises."  # lowered by the profile
    precision = questions["Précisez le type de projet"]
    assert precision.condition.replace("\u00a0", " ") == "À remplir si « Type de projet » est « Autre (à préciser) »."
    assert "Parcours de soins" in questions["Type de projet"].options


def test_a_list_of_the_edition_is_spelt_out(call):
    definition = definition_for(call)
    said = explained(definition.field("equipes").column("equipe_structure_nom"), definition).replace("\u00a0", " ")
    assert said.startswith("À remplir si « Établissement ou structure » n’est ni « CHU de Rouen Normandie », ni «")


def test_french_is_typeset(call):
    assert not faults(seen(blank_form(call, definition_for(call))[0]))


def test_a_second_visit_does_not_render_again(call, client, renders):
    first, second = client.get(ADDRESS), client.get(ADDRESS)
    assert first.content == second.content == b"%PDF-1.7 blank"
    assert len(renders) == 1


def test_another_date_or_another_profile_makes_another(call, client, renders):
    client.get(ADDRESS)
    call.closes_at = call.closes_at.replace(day=7)
    call.save()
    client.get(ADDRESS)
    call.profile = "complet"
    call.save()
    client.get(ADDRESS)
    assert len(renders) == len(set(renders)) == 3


def test_without_pango_a_page_says_so_and_nothing_is_kept(call, client, monkeypatch):
    def unavailable(*args, **kwargs):
        raise pdf.PdfUnavailable("libpango")

    with monkeypatch.context() as patched:
        patched.setattr(pdf, "render", unavailable)
        answer = client.get(ADDRESS)
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "n’est pas disponible sur cette machine" in answer.content.decode()
    monkeypatch.setattr(pdf, "render", lambda *args, **kwargs: b"%PDF-1.7")
    assert client.get(ADDRESS).status_code == 200


def test_the_third_at_once_is_asked_to_wait(call, client, renders):
    others = [connections["default"].copy() for _ in range(turns._TOGETHER)]
    try:
        for slot, other in enumerate(others):
            with other.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_lock(%s, %s)", [turns._PREVIEW, slot])
        refused = client.get(ADDRESS)
    finally:
        for other in others:
            other.close()
    assert refused.status_code == 503 and "Réessayez dans quelques secondes" in refused.content.decode()
    assert not renders


def test_the_documents_page_links_to_it(call, client):
    assert reverse("applications:blank_form") == ADDRESS
    assert f'href="{ADDRESS}"' in client.get("/documents/").content.decode()
