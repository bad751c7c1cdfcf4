"""What the portal sees of a deposit for each check: pure, from its snapshot alone."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest

import applications.content
from applications.sections.definition import definition_of
from applications.sections.screening.assisted import files_of
from applications.sections.screening.checks import checks_of
from applications.sections.screening.examined import Examined, Twin
from applications.sections.screening.naming import is_touched, nameable, usual_for
from applications.sections.screening.seen import seen
from tests.factories.deposits import complete_answers

FOLDER = Path(applications.content.__file__).parent / "inmp-2025"
CHECKS = {check.code: check for check in checks_of(json.loads((FOLDER / "checks.json").read_text(encoding="utf-8")))}
PAPERS = ("cv_porteur", "devis", "visa_service", "visa_pole", "visa_direction")


def paper(field):
    return {"field": field, "name": f"{field}.pdf", "pages": 2, "key": field}


@pytest.fixture(scope="module")
def definition():
    form, call = (json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")) for name in ("form", "call"))
    given = [*form["parametres_edition"], *call["parameters"]]
    return definition_of(form, call["profile"], {one["cle"]: one["defaut"] for one in given} | {"edition.numero": 1})


@pytest.fixture
def snapshot():
    """A dossier that lacks nothing, its visas joined, deposited twenty-eight minutes before the close."""
    return {
        "answers": copy.deepcopy(complete_answers(0)), "files": [paper(field) for field in PAPERS],
        "deposit": {"at": "2025-09-08T21:31:47+00:00"}, "call": {"closes_at": "2025-09-08T21:59:59+00:00"},
        "totals": {"requested": "37500"},
        "people": {"lead": {"name": "Hélène Morvan", "email": "h@exemple.fr", "institution": "CHU"}},
    }  # fmt: skip


@pytest.fixture
def look(definition, snapshot):
    """`look("R1")`: what is seen, with ordinary spaces."""

    def looked(code, **facts):
        found = seen(CHECKS[code], Examined(definition, snapshot, **facts))
        return found.finding, found.text.replace("\u00a0", " ").replace("\u202f", " ")

    return looked


def test_fourteen_checks_and_who_answers_them():
    assert list(CHECKS) == [f"R{n}" for n in range(1, 15)]
    assert [code for code, check in CHECKS.items() if check.is_automatic] == ["R1", "R2", "R5", "R6", "R8", "R12"]
    assert [code for code, check in CHECKS.items() if check.opinions == 2] == ["R11"]
    assert [code for code, check in CHECKS.items() if not check.calls_for_a_complement] == [
        "R1",
        "R2",
        "R3",
        "R11",
        "R12",
    ]


def test_a_dossier_that_lacks_nothing(look):
    assert {code: look(code)[0] for code in CHECKS if CHECKS[code].is_automatic} == dict.fromkeys(
        ("R1", "R2", "R5", "R6", "R8", "R12"), "yes"
    )
    assert all(look(code)[0] is None for code in CHECKS if not CHECKS[code].is_automatic)


def test_the_instant_to_the_second(look, snapshot):
    assert look("R1")[1] == (
        "Déposé le lundi 8 septembre 2025 à 23 h 31 min 47 s, heure de Paris, 28 minutes et 12 secondes avant la clôture."
    )
    snapshot["deposit"]["at"] = "2025-09-08T22:00:30+00:00"
    assert look("R1") == ("no", "Déposé le mardi 9 septembre 2025 à 0 h 00 min 30 s, heure de Paris, 31 secondes après la clôture du lundi 8 septembre 2025 à 23 h 59 min 59 s.")  # fmt: skip


def test_the_tolerance_of_the_edition(definition, snapshot):
    snapshot["deposit"]["at"] = "2025-09-08T22:04:00+00:00"
    tolerant = definition_of_with(definition, tolerance_minutes=5)
    found = seen(CHECKS["R1"], Examined(tolerant, snapshot))
    assert found.finding == "yes" and "tolérance technique" in found.text


def definition_of_with(definition, **parameters):
    from dataclasses import replace

    return replace(definition, parameters={**definition.parameters, **parameters})


def test_a_complement_is_in_time_when_the_deposit_it_follows_was(look, snapshot):
    snapshot["complement"] = {"follows": {"at": snapshot["deposit"]["at"], "closes_at": snapshot["call"]["closes_at"]}}
    snapshot["deposit"] = {"at": "2025-09-18T08:00:00+00:00"}
    assert look("R1")[0] == "yes" and "8 septembre" in look("R1")[1]


@pytest.mark.parametrize(
    ("code", "answer", "value", "said"),
    [
        ("R2", "resume_public", "", "Il reste 1 élément à compléter."),
        ("R5", "d_accord_equipes", False, "n’a pas déclaré l’accord"),
        ("R8", "duree_mois", 30, "Durée de 30 mois ; l’édition en attend une entre 12 et 24 mois."),
        ("R8", "duree_mois", None, "Aucune durée n’est indiquée"),
        ("R12", "d_integrite", {"coche": False, "texte": ""}, "Non cochées : « L’équipe respecte"),
    ],
)
def test_what_does_not_pass_says_what_was_seen(look, snapshot, code, answer, value, said):
    snapshot["answers"][answer] = value
    finding, told = look(code)
    assert finding == "no" and said in told


def test_the_visas_are_those_of_the_leads_establishment(look, snapshot):
    snapshot["files"] = [paper("visa_service")]
    assert look("R6")[0] == "no" and "Visa du chef ou de la cheffe de service" not in look("R6")[1]
    snapshot["answers"]["etablissement"] = "ailleurs"
    assert look("R6") == ("yes", "L’établissement de la personne porteuse ne demande aucun visa.")


def test_what_a_person_is_shown(look, snapshot):
    assert "équipes pour 2 au moins" in look("R4")[1] and "Hélène Morvan" in look("R3")[1]
    assert "Aide demandée : 37 500 € pour un plafond de 50 000 €." in look("R7")[1]
    assert "Aucun autre dossier déposé" in look("R13")[1]
    assert (
        "INMP-2025-007, « Le même » : même titre."
        in look("R13", twins=(Twin("INMP-2025-007", "Le même", "même titre"),))[1]
    )
    snapshot["files"] = []
    assert "Ni CV ni devis" in look("R9")[1] and "Aucune pièce" in look("R10")[1]


def test_a_check_opens_its_files(definition, snapshot):
    it = Examined(definition, snapshot)
    assert [file["field"] for file in files_of("R9", it)] == ["cv_porteur", "devis"]
    assert len(files_of("R10", it)) == 5 and files_of("R3", it) == []


def test_answers_that_are_empty_break_nothing(definition, snapshot):
    for value in (None, "", []):
        spoilt = {**snapshot, "answers": dict.fromkeys(snapshot["answers"], value)}
        for check in CHECKS.values():
            seen(check, Examined(definition, spoilt))


def test_an_unknown_check_is_for_a_person(definition, snapshot):
    [other] = checks_of([{"code": "R99", "libelle": "x", "controle": "automatique", "issue": "irrecevable"}])
    assert seen(other, Examined(definition, snapshot)).finding is None


def test_what_may_be_named_and_what_is_touched(definition):
    names = {field.id for _section, fields in nameable(definition) for field in fields}
    assert {"devis", "titre", "equipes"} <= names and "montant_demande" not in names
    assert usual_for(["R6", "R9", "R99"], definition) == [
        "visa_service",
        "visa_pole",
        "visa_direction",
        "cv_porteur",
        "devis",
    ]
    assert is_touched("R10", {"titre"}) and is_touched("R9", {"devis"}) and not is_touched("R9", {"titre"})
    assert not is_touched("R10", set())
