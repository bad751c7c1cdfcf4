"""Loading the 2025 edition."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from django.template.loader import get_template

from applications.actions.loading import load_edition
from applications.content import read_edition
from applications.methods.placeholders import fill
from applications.models import Axis, Call, CallDate, Question
from applications.queries.definitions import definition_for
from applications.queries.facts import public_facts
from applications.states import Phase
from inmp_portal.accounts.models import Institution
from inmp_portal.journal.models import Entry
from tests.applications.public.reading import plain

pytestmark = pytest.mark.django_db
MAILS_BEFORE_THE_DEPOSIT = (
    "accounts/mail/compte_bienvenue.body.txt", "applications/mail/brouillon_enregistre.body.txt",
)  # fmt: skip


@pytest.fixture
def call(at):
    return load_edition(edition=read_edition("inmp-2025"), by=None, at=at)


def test_the_edition_is_whole(call):
    assert call.closes_at == datetime(2025, 9, 8, 21, 59, 59, tzinfo=UTC)
    assert Axis.objects.filter(call=call).count() == 4
    assert Question.objects.filter(call=call).count() == 18
    assert CallDate.objects.filter(call=call).count() == 8
    assert set(Institution.objects.values_list("code", flat=True)) == {"chu_rouen", "chb", "ch_rouvray", "urn"}
    assert call.parameter("plafond_par_projet") == 50000
    assert {parameter["provenance"] for parameter in call.parameters.values()} == {"F", "C"}
    assert len(call.form["sections"]) == 14


def test_loading_again_keeps_what_the_coordination_changed(call, at):
    Call.objects.update(title="Titre corrigé")
    Question.objects.filter(position=1).update(answer="Réponse corrigée")
    load_edition(edition=read_edition("inmp-2025"), by=None, at=at)
    assert Call.objects.get().title == "Titre corrigé"
    assert Question.objects.get(position=1).answer == "Réponse corrigée"
    assert Entry.objects.filter(type="call.loaded").count() == 1


def test_nothing_is_promised_that_the_portal_does_not_do(call, client):
    """Without the module of visas no team is asked by a link, no visa is given on line."""
    assert call.parameter("module_visas") is False
    definition = definition_for(call)
    said = [
        *(section.intro for section in definition.sections), *(field.help for field in definition),
        *(column.help for field in definition for column in field.columns),
        *(plain(client.get(f"/{page}/").content.decode()) for page in ("appel", "faq", "donnees-personnelles")),
        *(get_template(name).template.source for name in MAILS_BEFORE_THE_DEPOSIT),
    ]  # fmt: skip
    promise = re.compile("lien (reçu|personnel)|demandez les visas|signataires de visa|accord d’équipe")
    assert [text for text in said if promise.search(text)] == []
    assert "equipe_accord" not in {column.id for column in definition.field("equipes").columns}
    call.parameters["module_visas"]["value"] = True
    call.save()
    assert definition_for(call).field("equipes").column("equipe_accord")
    assert "demandez les visas" in plain(client.get("/appel/").content.decode())


def test_an_unknown_edition_says_so():
    with pytest.raises(CommandError, match="Aucune édition « inmp-1999 »"):
        call_command("load_edition", "inmp-1999")


def test_no_mark_of_provenance_reaches_the_readers(call):
    texts = [*Question.objects.values_list("answer", flat=True), *Axis.objects.values_list("description", flat=True)]
    assert not [text for text in texts if "[F" in text or "[C" in text or " ?" in text or " :" in text]


def test_every_placeholder_of_the_faq_has_a_fact(call):
    facts = public_facts(call)
    filled = [fill(answer, facts) for answer in Question.objects.values_list("answer", flat=True)]
    assert any("50\u202f000" in text for text in filled)
    assert any("15 septembre 2025" in text for text in filled)
    assert not any("{{" in text for text in filled)


@pytest.mark.parametrize(
    ("instant", "phase"),
    [
        ("2025-04-01T19:59:59+02:00", Phase.BEFORE),
        ("2025-04-01T20:00:00+02:00", Phase.OPEN),
        ("2025-09-08T23:59:59+02:00", Phase.OPEN),
        ("2025-09-09T00:00:00+02:00", Phase.CLOSED),
        ("2025-09-16T00:00:00+02:00", Phase.REVIEW),
        ("2025-10-14T00:00:00+02:00", Phase.SITTING),
    ],
)
def test_the_phase_follows_the_dates(call, instant, phase):
    assert call.phase(datetime.fromisoformat(instant)) == phase
