"""The answers of the autosave, its cost, and who may use it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from applications.models import Application
from tests.applications.drafting.conftest import url
from tests.support.queries import statements

pytestmark = pytest.mark.django_db


@pytest.fixture
def autosave(client, draft):
    def act(key, **data):
        return client.post(url(draft, key, "section_autosave"), data)

    return act


def test_it_says_what_the_page_refreshes(autosave, draft):
    answer = autosave("resumes", version="0", **{"base-resume_public": "0"}, resume_public="Bonjour").json()
    assert (answer["kind"], answer["version"], answer["saved_at"]) == ("saved", 1, "10\u00a0h\u00a000")
    assert answer["sections"]["resumes"] == "partial" and answer["fields"] == ["resume_public"]
    assert "Il reste à compléter" in answer["missing"] and answer["bases"]["resume_public"] != "0"


def test_only_what_was_asked_is_touched(autosave, draft):
    autosave("identification", version="0", **{"base-duree_mois": "0"}, duree_mois="18", titre="Glissé")
    answers = Application.objects.get(pk=draft.pk).answers
    assert answers["duree_mois"] == 18 and answers["titre"] == draft.answers["titre"]


def test_a_box_unticked_is_saved_too(autosave, draft):
    first = autosave("declarations", version="0", **{"base-d_rgpd": "0"}, d_rgpd="on").json()
    assert Application.objects.get(pk=draft.pk).answers["d_rgpd"] is True
    autosave("declarations", version="1", **{"base-d_rgpd": first["bases"]["d_rgpd"]})
    assert Application.objects.get(pk=draft.pk).answers["d_rgpd"] is None


def test_the_rows_of_both_windows_are_kept_together(autosave, draft):
    def rows(title, base, **more):
        data = {"risques-TOTAL_FORMS": "1", "risques-INITIAL_FORMS": "0", "risques-0-risque_libelle": title}
        return autosave("faisabilite", version="0", **{"base-risques": base}, **data, **more)

    rows("Un retard", "0")
    (conflict,) = rows("Une panne", "0").json()["fields"]
    assert conflict["unites"]
    rows("Une panne", conflict["base"], **{"choix-risques": "both"})
    kept = Application.objects.get(pk=draft.pk).answers["risques"]
    assert [row["risque_libelle"] for row in kept] == ["Un retard", "Une panne"]


def test_an_answer_that_is_kept_but_does_not_pass_is_named(autosave, draft):
    answer = autosave("resumes", version="0", **{"base-resume_public": "0"}, resume_public="x" * 1_001).json()
    assert answer["to_mend"] == ["Résumé grand public"] and not answer["refused"]
    assert (
        autosave(
            "resumes", version="1", **{"base-resume_public": answer["bases"]["resume_public"]}, resume_public="x" * 500
        ).json()["to_mend"]
        == []
    )


def test_a_conflict_says_both_and_stores_nothing(autosave, draft):
    autosave("resumes", version="0", **{"base-resume_public": "0"}, resume_public="Une")
    answer = autosave("resumes", version="0", **{"base-resume_public": "0"}, resume_public="Autre")
    assert answer.status_code == 409
    (field,) = answer.json()["fields"]
    assert (field["mine"], field["theirs"], field["editable"]) == ("Autre", "Une", True)
    assert Application.objects.get(pk=draft.pk).answers["resume_public"] == "Une"


def test_without_a_session_it_says_so_and_never_redirects(as_user, draft):
    answer = as_user(None).post(url(draft, "resumes", "section_autosave"), {"version": "0"})
    assert (answer.status_code, answer.json()) == (401, {"kind": "session"})


def test_text_is_never_taken_for_markup(autosave, draft, client):
    evil = "<script>alert(1)</script>"
    answer = autosave("identification", version="0", **{"base-titre": "x"}, titre=evil)
    assert evil not in answer.content.decode().replace("\\u003C", "<") or answer.json()["kind"] == "conflict"
    draft.answers["titre"] = evil
    draft.save(update_fields=["answers"])
    assert evil not in client.get(url(draft, "identification")).content.decode()


def test_it_costs_eight_queries_at_most(autosave, filled):
    from applications.methods.merging import fingerprint

    base = fingerprint(filled.answers["resume_public"])
    autosave("resumes", version="0", **{"base-resume_public": base}, resume_public="Un")
    with CaptureQueriesContext(connection) as queries:
        answer = autosave("resumes", version="1", **{"base-resume_public": fingerprint("Un")}, resume_public="Deux")
    assert answer.json()["version"] == 2
    asked = statements(queries)
    assert len(asked) <= 8, [sql[:150] for sql in asked]
