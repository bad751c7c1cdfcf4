"""Held out: other turns of phrase and other traps, written once the detector was finished, measured, and not tuned on since."""

from __future__ import annotations

from tests.applications.patient_data.corpus.clean import Made as MadeClean
from tests.applications.patient_data.corpus.clean import date, digits
from tests.applications.patient_data.corpus.found import Made
from tests.applications.patient_data.corpus.identifiers import dated, grouped, nir, stay

NIR: list[Made] = [
    lambda r: f"Feuille de soins électronique no 12, bénéficiaire {nir(r, by=' ')}",
    lambda r: f"Caisse 761, {nir(r)}, médecin traitant déclaré",
    lambda r: f"\u2022 N.I.R. : {nir(r)}",
    lambda r: f"<td>{nir(r)}</td><td>HTA</td>",
    lambda r: f"M. L. m’a donné son numéro de sécurité sociale ({nir(r, key=False, by=' ')}) au téléphone",
    lambda r: f"INS : {nir(r, by=' ')} (qualifiée)",
    lambda r: f"REGIME GENERAL {nir(r)} 01/761/0000",
    lambda r: f"numéro de Sécu.: {nir(r, by='-')}",
]
STAYS: list[Made] = [
    lambda r: f"Compte rendu opératoire, IPP du malade : {stay(r, 8)}",
    lambda r: f"Le numéro de séjour du patient, {stay(r, 9)}, est repris en annexe.",
    lambda r: f"Etiquette : {stay(r, 8)} IPP",
    lambda r: f"MRN: {stay(r, 8)}",
    lambda r: f"passage aux urgences n° {stay(r, 9)}",
    lambda r: f"DP n° {stay(r, 8)} / dossier patient {stay(r, 8)}",
    lambda r: f"pseudonyme absent, IPP en clair ({stay(r, 7)})",
    lambda r: f"patientId={stay(r, 8)}&exam=IRM",
    lambda r: f"Examen demandé pour la patiente suivante : {stay(r, 9)}",
    lambda r: f"IPP\u00a0:\n{stay(r, 8)}",
    lambda r: f"Num patient {grouped(stay(r, 8), 2)}",
]
BIRTHS: list[Made] = [
    lambda r: f"Sexe : F – Née le {dated(r, 'short')} – Rouen",
    lambda r: f"fils né le {dated(r, 'words')}, asthmatique",
    lambda r: f"Identité : DUBOIS X. ({dated(r, 'slashes')})",
    lambda r: f"naissance à domicile, {dated(r, 'words')}",
    lambda r: f"DATE NAISSANCE {dated(r, 'compact')}",
    lambda r: f"Ma fille est née prématurément le {dated(r, 'words')}.",
    lambda r: f"date_of_birth: '{dated(r, 'iso')}'",
    lambda r: f"patient masculin, né à Caen un {dated(r, 'words')}",
    lambda r: f"né le {dated(r, 'dots')} de parents cousins",
]
DICOM: list[Made] = [
    lambda r: f"(0010,0030) DA [{dated(r, 'dicom')}]",
    lambda r: "PatientName -> HAMEL^NOE",
    lambda r: "Patient Name = COLIN^MAELLE^A",
    lambda r: f"0010,0030 DA {dated(r, 'dicom')}",
]
SHARES: dict[str, tuple[list[Made], int]] = {
    "nir": (NIR, 72), "stay": (STAYS, 55), "birth": (BIRTHS, 54), "dicom": (DICOM, 16),
}  # fmt: skip

CLEAN: list[MadeClean] = [
    lambda r: f"Un patient sur trois, soit {digits(r, 3)} {digits(r, 3)} personnes au {date(r)}, est concerné.",
    lambda r: f"Dossier médical informatisé : appel d’offres {digits(r, 8)} publié le {date(r)}.",
    lambda r: f"Projet né le {date(r)} à l’initiative de deux services de l’hôpital.",
    lambda r: f"Date de la dernière naissance dans l’animalerie : souche C57BL/6, cage {digits(r, 4)}.",
    lambda r: (
        f"Le séjour moyen coûte {r.randint(1, 9)} {digits(r, 3)} € ; budget {r.randint(1, 9)} {digits(r, 3)} {digits(r, 3)} €."
    ),
    lambda r: f"Convention n° 2023{digits(r, 6)} signée le {date(r)} avec la caisse primaire d’assurance maladie.",
    lambda r: f"Bénéficiaires : {digits(r, 2)} {digits(r, 3)} assurés ; code activité {digits(r, 6)}.",
    lambda r: f"Article en ligne le {date(r)}, e{digits(r, 8)}, PMC{digits(r, 7)}.",
    lambda r: f"Les IPP sont arrêtés quatorze jours avant le prélèvement du {date(r)} (lot {digits(r, 7)}).",
    lambda r: f"Sonde n° {digits(r, 8)} calibrée le {date(r)} ; incertitude 0,0{digits(r, 2)}.",
    lambda r: f"Patients (n = {digits(r, 6)}) issus du PMSI, {r.randint(2010, 2018)} à {r.randint(2019, 2024)}.",
    lambda r: (
        f"Version 20{r.randint(20, 25)}.{r.randint(1, 12):02d}.{r.randint(1, 28):02d} du thésaurus ; code LOINC {digits(r, 5)}-{digits(r, 1)}, SNOMED CT {digits(r, 9)}."
    ),
    lambda r: f"Inclusion du premier patient le {date(r)}, du dernier patient le {date(r)}.",
    lambda r: f"La cohorte née le {date(r)} sous le nom de COBALT compte {r.randint(1, 9)} {digits(r, 3)} membres.",
    lambda r: f"Code de l’unité 761{digits(r, 4)}, code-barres 20{digits(r, 11)}, mise à jour le {date(r)}.",
    lambda r: f"Le numéro vert 0 800 {digits(r, 3)} {digits(r, 3)} est gratuit ; horaires jusqu’au {date(r)}.",
]
