"""Each rule of the detector by its own example, and what it must leave alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.methods.patient_data import Kind, find, masked
from applications.methods.patient_data.dicom import is_named_so
from applications.methods.patient_data.nir import key_of


def kinds(text: str) -> list[Kind]:
    return [finding.kind for finding in find(text)]


@pytest.mark.parametrize(
    ("number", "key"),
    [("2550814168025", 38), ("2690549588157", 80), ("185032A123456", 1), ("185032B123456", 28), ("185032b123456", 28)],
)
def test_the_key_of_a_nir(number, key):
    """The first two are the specimens of the public documentation; Corsica: 2A counts as 19, 2B as 18."""
    assert key_of(number) == key


@pytest.mark.parametrize(
    "text",
    [
        "269054958815780", "2 69 05 49 588 157 80", "2 69 05 49 588 157 clé 80", "2\u202f69\u202f05\u202f49\u202f588\u202f157\u202f80",
        "1 85 03 2A 123 456 01", "1 85 03 76 123 456", "NIR 1850376123456", "n° SS : 1850376123456 99", "INS 2690 5495 8815 780",
    ],
)  # fmt: skip
def test_a_nir(text):
    assert kinds(f"Voir {text}, merci.") == [Kind.NIR]


@pytest.mark.parametrize(
    "text",
    [
        "269054958815781",  # the key is wrong and nothing announces a NIR
        "1850376123456", "1710123456789", "code-barres 3730376123456", "1 85 13 76 123 456", "42690549588157801",
        "SIRET 268 500 015 00018", "A269054958815780",
    ],
)  # fmt: skip
def test_not_a_nir(text):
    assert not kinds(f"Voir {text}, merci.")


@pytest.mark.parametrize(
    "text",
    [
        "IPP 80012345",
        "n° de dossier patient : 0012345",
        "ipp;age\n80012345;64",
        "age,ipp\n64,80012345",
        "(80012345) patient",
    ],
)
def test_a_number_needs_its_label(text):
    assert kinds(text) == ([] if text.startswith("(") else [Kind.STAY])


@pytest.mark.parametrize(
    "text",
    [
        "IPP 40 mg par jour", "les IPP (n = 125 000)", "dossier médical : 12 345 678 profils", "IPP : 125 000 boîtes",
        "patient n° 12", "IPP, âge et sexe.\n80012345 lignes", "numéro de séjour remplacé par un code",
    ],
)  # fmt: skip
def test_a_count_is_not_a_number(text):
    assert not kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "née le 12/03/1960", "né(e) le 1er mars 1960", "NEE LE 12.03.60", "DDN : 12031960", "date de naissance (JJ/MM/AAAA) : 12/03/1960",
        "né le 12/03/1960 de parents cousins", "Mme V., née D. le 12/03/1960",
    ],
)  # fmt: skip
def test_a_day_of_birth(text):
    assert kinds(text) == [Kind.BIRTH]


@pytest.mark.parametrize(
    "text",
    [
        "réunion le 12/03/2024", "nés entre le 1er janvier 1950 et le 31 décembre 1960", "nés le 1er mars 2007 ou après",
        "Le réseau est né le 12 mars 2021 de l’alliance de trois services", "né en 1975", "Le comité ne siégera que le 12/03/2025",
        "née le 45/03/1960", "la date de naissance sera remplacée par l’âge au 01/01/2025",
    ],
)  # fmt: skip
def test_not_a_day_of_birth(text):
    assert not kinds(text)


def test_an_attribute_is_told_with_its_value_only():
    assert kinds("(0010,0010) PN [DUPONT^JEANNE]") == kinds("PatientName: DUPONT^JEANNE") == [Kind.DICOM]
    assert not kinds("(0010,0010) PN, (0010,0020) LO et PatientName sont effacés")
    assert not kinds("PatientName: ANON^001")


@pytest.mark.parametrize(("name", "is_dicom"), [("IRM.dcm", True), ("irm.DCM.pdf", True), ("DICOMDIR", True), ("CV.pdf", False), ("Lettre dcmi.pdf", False)])  # fmt: skip
def test_the_name_of_an_image(name, is_dicom):
    assert is_named_so(name) is is_dicom


def test_the_excerpt_can_be_recognised_and_tells_nothing():
    [nir, birth, stay] = find("NIR 2 69 05 49 588 157 80 ; née le\n12/03/1960 ; IPP : 80012345")
    assert nir.excerpt == "2 6• •• •• ••• ••• ••"
    assert birth.excerpt == "née le 12/••/••••"
    assert stay.excerpt == "IPP : 80••••••"
    assert find("Mme D., née MARTIN Jeanne le 12/03/1960")[0].excerpt == "née … le 12/••/••••"
    assert find("le patient Durand 80012345")[0].excerpt == "patient … 80••••••"
    assert find("PID|1|991234|80012345^^^CHU")[0].excerpt == "PID … 80••••••"
    assert masked("12 mars 1960") == "12 •••• ••••"


def test_findings_do_not_overlap_and_are_bounded():
    text = "PatientID: 80012345 "
    assert len(find(text)) == 1
    assert len(find(text * 50)) == 20 and len(find(text * 50, most=3)) == 3


_PIECES = st.sampled_from(
    [
        "né le ",
        "IPP ",
        "2 69 05 49 588 157 80",
        "12/03/1960",
        "(0010,0010)",
        "NIR",
        "\n",
        ";",
        "2A",
        "PatientID: ",
        " 1",
        "é",
    ]
)


@given(st.lists(_PIECES | st.text(max_size=8), max_size=30).map("".join))
def test_any_text_can_be_read(text):
    """Whatever is typed: places within the text, in order, apart from each other."""
    found = find(text)
    assert all(0 <= finding.start < finding.end <= len(text) for finding in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
