"""Texts of mails: what they may say, and that what fills them is never markup nor code."""

from __future__ import annotations

import pytest
from django.template import TemplateSyntaxError

from inmp_portal.outbox import actions as outbox
from inmp_portal.outbox.documents import Source, delivered, sources_of
from inmp_portal.outbox.methods.proofing import problems, vocabulary
from inmp_portal.outbox.methods.wording import Wording
from inmp_portal.outbox.models import MailText
from inmp_portal.outbox.notices import KINDS, kinds

ORIGINAL = (
    "Dossier {{ numero }}",
    "Bonjour {{ prenom }},\n\n{% if motif %}Motif : {{ motif }}\n{% endif %}{% for r in lignes %}- {{ r.titre }} : {{ r.lien }}\n"
    "{% endfor %}Le {{ cloture|moment }} : {{ lien_dossier }}",
)
BODY = ORIGINAL[1]


def said(body: str, subject: str = "Dossier") -> str:
    return " ".join(message for messages in problems(ORIGINAL, subject, body).values() for message in messages)


def test_the_delivered_text_has_no_problem():
    assert problems(ORIGINAL, *ORIGINAL) == {}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{{ mot_de_passe }}", "n’est pas un élément de ce courriel"),
        ("{{ prenom.password }}", "n’est pas un élément de ce courriel"),
        ("{{ prenom|safe }}", "la mise en forme « safe » n’existe pas"),
        ("{{ prenom|default:motif }}", "n’est pas un élément de ce courriel"),
        ("{{ prenom }", "ne vont pas par deux"),
        ("{{\nprenom }}", "ne vont pas par deux"),
        ("{% include 'base.html' %}", "{% include %} n’est pas permis"),
        ("{% load static %}", "{% load %} n’est pas permis"),
        ("{% debug %}", "{% debug %} n’est pas permis"),
        ("{% if autre %}x{% endif %}", "la condition parle de « autre »"),
        ("{% if motif %}x", "n’est pas refermé"),
        ("x{% endif %}", "ne referme rien"),
        ("{% if motif %}{% for r in lignes %}x{% endif %}{% endfor %}", "ne referme rien"),
        ("{% else %}", "se place entre"),
        ("{% for r in autres %}x{% endfor %}", "n’existe pas dans ce courriel"),
        ("{% for x in lignes %}x{% endfor %}", "n’existe pas dans ce courriel"),
    ],
)
def test_what_could_not_be_filled_is_told(line, told):
    assert told in said(f"{BODY}\n{line}").replace("\u00a0", " ")


def test_the_line_is_told():
    assert "Ligne 3\u00a0:" in said("un\ndeux\n{{ inconnu }}\n{{ lien_dossier }}")


@pytest.mark.parametrize(
    "body",
    [
        "{% if motif and not prenom %}a{% elif motif == 'x' %}b{% else %}c{% endif %} {{ lien_dossier }}",
        '{{ cloture|moment }} {{ prenom|default:"à préciser" }} {{ lien_dossier }} {# une note #}',
        "<script>alert(1)</script> {{ lien_dossier }}",
    ],
)
def test_what_can_be_filled_passes(body):
    assert said(body) == ""


def test_a_link_given_in_every_case_must_stay():
    assert "{{ lien_dossier }}" in said("Bonjour")
    assert "motif" not in said("Bonjour")  # what only some readers get may go
    needed = frozenset({"prenom"})
    assert "{{ prenom }}" in problems(ORIGINAL, "Dossier", "{{ lien_dossier }}", needed)["body"][0]


def test_a_text_that_slipped_through_compiles_to_nothing_more():
    """Even without the proofing, the template has no way to what its context does not hold."""
    assert Wording("{{ settings.SECRET_KEY }}").filled({"prenom": "Awa"}) == ""
    for stranger in ("{{ prenom.__class__ }}", "{% nothing %}"):
        with pytest.raises(TemplateSyntaxError):
            Wording(stranger)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed",
    [
        "Voir https://piege.example/x",
        "- une liste\n- fausse",
        "<b>gras</b>",
        "\ue000https://piege.example\ue001",
        "a@piege.example",
    ],
)
def test_what_somebody_typed_stays_a_text(probe, thing, typed):
    mail = outbox.queue(probe(thing, title=typed), dedup=("une fois",))
    assert mail is not None
    assert 'href="https://piege' not in mail.html and 'href="mailto:a@piege' not in mail.html
    assert "<li>une liste" not in mail.html and "<b>gras" not in mail.html
    assert 'href="https://portail.exemple.fr/dossiers/AB12/"' in mail.html  # the portal's own link is one
    assert "\ue000" not in mail.text + mail.html + mail.subject


@pytest.mark.django_db
def test_a_text_written_anew_is_the_one_that_leaves(probe, thing):
    MailText.objects.create(kind="probe", subject="Nouvel objet", body="Cher {{ prenom }} : {{ lien }}", version=1)
    mail = outbox.queue(probe(thing), dedup=("une fois",))
    assert mail is not None
    assert mail.subject == "Nouvel objet" and mail.text.startswith("Cher Camille : https://")


@pytest.mark.django_db
def test_a_text_that_can_no_longer_be_filled_gives_way_to_the_delivered_one(probe, thing, caplog):
    MailText.objects.create(kind="probe", subject="Objet", body="{{ disparu }} {{ lien }}", version=1)
    assert sources_of([probe])["probe"] == delivered(probe)
    assert "probe" in caplog.text


def test_every_kind_is_one_of_those_that_may_be_written_anew():
    """But for the messages to a group, which have no text of their own, and the probe of these tests."""
    silent = {slug for slug, kind in KINDS.items() if kind.about is None}
    assert silent <= {"cafe_message", "cafe_message_essai", "probe"}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.kind)
def test_each_delivered_text_may_be_written_as_it_is(kind):
    """What the coordination opens and saves without a change must pass, whatever the kind."""
    source = delivered(kind)
    assert problems(source, *source, kind.needed) == {}
    assert Source(*source) == Source(source.subject.strip(), source.body.strip("\n"))
    assert kind.needed <= vocabulary(*source).names
