"""Texts that hold an identifier, written as hospital letters, tables, legends and copied records are."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.applications.patient_data.corpus.identifiers import dated, grouped, nir, stay

Made = Callable[[Random], str]

NIR: list[Made] = [
    lambda r: f"Patient suivi depuis 2019 (NIR {nir(r)}), adressé par son médecin traitant.",
    lambda r: f"N° de sécurité sociale : {nir(r, by=' ')}",
    lambda r: f"Numéro SS\u00a0: {nir(r, by=chr(0xA0))}, couverture à 100 %.",
    lambda r: f"Assurée : Mme L. {nir(r, by=' ')} – ALD 30",
    lambda r: f"NIR;sexe;age\n{nir(r)};F;54\n",
    lambda r: f"{nir(r)}\t{nir(r)}\tM\t61 ans",
    lambda r: (
        f"Le numéro d’immatriculation {nir(r, key=False)} clé {r.randint(1, 97):02d} figure sur la feuille de soins."
    ),
    lambda r: f"n° sécu {nir(r, key=False)}, vu en consultation.",
    lambda r: f"INS (matricule) : {nir(r)} – OID 1.2.250.1.213.1.4.8",
    lambda r: f"identité vérifiée, {nir(r, by='.')}, opposition non exprimée",
    lambda r: f"Carte Vitale {nir(r, by='-')}.",
    lambda r: f"Figure 2. Capture d’écran du dossier\n{nir(r, by=chr(0x202F))}\nService de cardiologie",
    lambda r: f"Mme D. ({nir(r, key=False, by=' ')}), 72 ans, hospitalisée pour dyspnée.",
    lambda r: f"Numéro de Sécurité Sociale\n{nir(r, key=False)}",
    lambda r: f"ayant droit de {nir(r)[:13]} (n° SS de l’ouvrant droit)",
    lambda r: f"matricule:{nir(r)}",
]

STAYS: list[Made] = [
    lambda r: f"IPP : {stay(r)}",
    lambda r: f"Le patient (IPP {stay(r)}) a été inclus en avril.",
    lambda r: f"IPP n° {stay(r, 8)} – consultation d’oncologie",
    lambda r: f"Cas index, I.P.P. {stay(r, 9)}, sans antécédent.",
    lambda r: f"NIP={stay(r, 10)} ; séjour du 12 au 18 mai",
    lambda r: f"N° de dossier patient : {stay(r, 7)}",
    lambda r: f"dossier médical n°{stay(r, 8)}, archivé au sous-sol",
    lambda r: f"Numéro patient {grouped(stay(r, 9), 3)} (biologie du 3 mars)",
    lambda r: f"NDA {stay(r, 9)}, entrée par les urgences",
    lambda r: f"n° de séjour : {stay(r, 9)}",
    lambda r: f"IEP\u00a0: {stay(r, 10)}",
    lambda r: f"ipp;age;sexe\n{stay(r, 8)};64;M\n{stay(r, 8)};58;F",
    lambda r: f"identifiant permanent du patient {stay(r, 8)}",
    lambda r: f"Patient ID: {stay(r, 8)}, slice thickness 1 mm",
    lambda r: f"numéro IPP du patient = {stay(r, 7)}",
    lambda r: f"Patiente n° {stay(r, 8)} vue en RCP",
    lambda r: f"identifiant patient : R{stay(r, 8)}",
]

BIRTHS: list[Made] = [
    lambda r: f"Monsieur T., né le {dated(r, 'slashes')}, présente une dyspnée d’effort.",
    lambda r: f"Mme B. née le {dated(r, 'words')} à Rouen",
    lambda r: f"DDN : {dated(r, 'slashes')}",
    lambda r: f"DDN {dated(r, 'short')} – groupe sanguin A+",
    lambda r: f"Date de naissance : {dated(r, 'dots')}",
    lambda r: f"Patient né(e) le {dated(r, 'dashes')} ; poids 71 kg",
    lambda r: f"date de naissance\u00a0{dated(r, 'iso')}, sexe féminin",
    lambda r: f"Né à Elbeuf le {dated(r, 'words')}, marié, deux enfants.",
    lambda r: f"l’enfant, née à 32 SA le {dated(r, 'slashes')}, a été transférée",
    lambda r: f"D.D.N. {dated(r, 'compact')}",
    lambda r: f"nom;date_naissance;ville\nM.;{dated(r, 'slashes')};Dieppe",
    lambda r: f"Born on {dated(r, 'slashes')}, referred for genetic testing",
    lambda r: f"Date of birth: {dated(r, 'iso')}",
    lambda r: f"DOB {dated(r, 'slashes')}",
    lambda r: f"NÉE LE {dated(r, 'capitals')}",
    lambda r: f"nee le {dated(r, 'spaces')} (compte rendu saisi sans accents)",
    lambda r: f"Né le\n{dated(r, 'slashes')}\nService : pneumologie",
    lambda r: f"(naissance : {dated(r, 'words')})",
]

DICOM: list[Made] = [
    lambda r: "(0010,0010) PN [DUPONT^JEANNE]      #  14, 1 PatientName\n(0008,0060) CS [MR]",
    lambda r: f"(0010,0020) LO [{stay(r, 8)}]   # PatientID",
    lambda r: f"(0010,0030) DA [{dated(r, 'dicom')}]  # PatientBirthDate",
    lambda r: f"PatientBirthDate: {dated(r, 'dicom')}",
    lambda r: "PatientName = MARTIN^PAUL\nModality = CT",
    lambda r: f'"00100020": {{"vr": "LO", "Value": ["{stay(r, 8)}"]}}',
    lambda r: "Patient's Name: LEFEBVRE^ANNE^^MME",
    lambda r: f"PatientID: {stay(r, 8)}",
]

SHARES: dict[str, tuple[list[Made], int]] = {
    "nir": (NIR, 180), "stay": (STAYS, 140), "birth": (BIRTHS, 140), "dicom": (DICOM, 40),
}  # fmt: skip
_BEFORE = (
    "", "Contexte de l’étude. ", "Exemple tiré du service : ", "Vignette clinique no 3. ", "Annexe 2\n\n",
    "L’étude porte sur 1 250 séjours de 2018 à 2023, dont 12 % en réanimation. ",
)  # fmt: skip
_AFTER = (
    "", " Le suivi est de 24 mois.", "\nFin de l’extrait.", " Budget : 12 500 €.", "\n\nRéférences : voir le protocole.",
)  # fmt: skip


def found(seed: int, shares: dict[str, tuple[list[Made], int]] = SHARES) -> list[tuple[str, str]]:
    """Pairs of the kind and a text that holds one identifier of it (two sometimes), by shares."""
    rng = Random(seed)
    return [
        (kind, f"{rng.choice(_BEFORE)}{made[place % len(made)](rng)}{rng.choice(_AFTER)}")
        for kind, (made, share) in shares.items()
        for place in range(share)
    ]
