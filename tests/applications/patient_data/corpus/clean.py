"""Abstracts without any patient's data, full of what looks like it: dates, numbers, references of all sorts."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

Made = Callable[[Random], str]


def digits(r: Random, number: int) -> str:
    return "".join(r.choice("0123456789") for _ in range(number))


def date(r: Random) -> str:
    return f"{r.randint(1, 28):02d}/{r.randint(1, 12):02d}/{r.randint(2018, 2027)}"


HARD: list[Made] = [
    lambda r: (
        f"L’essai est enregistré sous NCT0{digits(r, 7)} et EudraCT 20{r.randint(15, 22)}-00{digits(r, 4)}-{digits(r, 2)}."
    ),
    lambda r: f"L’établissement (SIRET {digits(r, 3)} {digits(r, 3)} {digits(r, 3)} {digits(r, 5)}) est promoteur.",
    lambda r: f"SIRET {digits(r, 14)}, FINESS {digits(r, 9)}, code APE 8610Z.",
    lambda r: (
        f"Contact : 02 32 88 {digits(r, 2)} {digits(r, 2)} ou +33 6 {digits(r, 2)} {digits(r, 2)} {digits(r, 2)} {digits(r, 2)}."
    ),
    lambda r: f"ORCID 0000-000{digits(r, 1)}-{digits(r, 4)}-{digits(r, 3)}X, IdRef 0{digits(r, 8)}.",
    lambda r: (
        f"Voir doi:10.10{digits(r, 2)}/s41591-0{digits(r, 2)}-0{digits(r, 4)}-{digits(r, 1)} et PMID {digits(r, 8)}."
    ),
    lambda r: (
        f"Versement sur le compte FR76 {digits(r, 4)} {digits(r, 4)} {digits(r, 4)} {digits(r, 4)} {digits(r, 4)} {digits(r, 3)}."
    ),
    lambda r: (
        f"Convention ANR-{r.randint(18, 24)}-CE17-00{digits(r, 2)}, dossier n° {digits(r, 6)} déposé le {date(r)}."
    ),
    lambda r: (
        f"Avis favorable du CPP Nord-Ouest III du {date(r)}, n° ID-RCB 20{r.randint(18, 24)}-A0{digits(r, 4)}-{digits(r, 2)}."
    ),
    lambda r: f"Déclaration CNIL n° {digits(r, 7)} v 0, référence MR-004, registre HDH {digits(r, 11)}.",
    lambda r: (
        f"La cohorte réunit les enfants nés entre le 1er janvier 20{r.randint(10, 15)} et le 31 décembre 20{r.randint(16, 20)}."
    ),
    lambda r: f"Seront inclus les patients nés avant le 1er janvier {r.randint(1940, 1960)}, après information.",
    lambda r: f"Critère d’inclusion : patient né à partir du {date(r)} ou suivi depuis cette date.",
    lambda r: (
        "Les variables recueillies sont l’IPP pseudonymisé, la date de naissance (mois et année), le sexe et la DDN tronquée."
    ),
    lambda r: (
        "Le NIR n’est jamais transmis : il est remplacé par un code produit par une fonction de hachage à clé secrète."
    ),
    lambda r: (
        f"Les patients sous IPP ({r.randint(20, 80)} mg par jour pendant {r.randint(4, 12)} semaines) sont exclus."
    ),
    lambda r: (
        f"Parmi {r.randint(10, 99)} {digits(r, 3)} séjours, {r.randint(1, 9)} {digits(r, 3)} comportaient un IPP au long cours."
    ),
    lambda r: f"La coordination a reçu {r.randint(1, 4)} 250 000 comptes rendus entre le {date(r)} et le {date(r)}.",
    lambda r: (
        f"Montant demandé : {r.randint(10, 190)} 000 €, dont {r.randint(1, 9)} {digits(r, 3)},50 € de consommables (devis {digits(r, 8)})."
    ),
    lambda r: (
        f"Séquences déposées sous GSE{digits(r, 6)}, PRJNA{digits(r, 6)} ; variant rs{digits(r, 9)} (NM_00{digits(r, 4)}.3:c.{digits(r, 4)}G>A)."
    ),
    lambda r: f"Coordonnées GRCh38 chr7:{digits(r, 8)}-{digits(r, 8)}, profondeur moyenne {r.randint(80, 400)}x.",
    lambda r: (
        f"Lot n° {digits(r, 8)}, référence catalogue {digits(r, 4)}-{digits(r, 4)}, code-barres 37{digits(r, 11)}."
    ),
    lambda r: f"Horodatage du serveur : 17{digits(r, 11)} ms ; identifiant de session {digits(r, 16)}.",
    lambda r: f"L’institut, né le {r.randint(2, 28)} mars 2021 de l’alliance de quatre établissements, porte l’appel.",
    lambda r: (
        f"Réunion de lancement le {date(r)}, revue intermédiaire le {date(r)}, clôture des inclusions le {date(r)}."
    ),
    lambda r: (
        f"L’OID 1.2.250.1.213.1.4.{r.randint(5, 11)} et l’UID 1.2.840.10008.5.1.4.1.1.{r.randint(1, 9)} sont conservés."
    ),
    lambda r: (
        "Les attributs DICOM (0010,0010), (0010,0020) et (0010,0030) (PatientName, PatientID, PatientBirthDate) sont effacés à la source."
    ),
    lambda r: (
        f"Résultats : OR = 1,{digits(r, 2)} (IC 95 % 1,02 – 2,{digits(r, 2)}), p = 0,00{digits(r, 2)}, n = {r.randint(100, 999)}."
    ),
    lambda r: (
        f"Valeurs : 1 {digits(r, 2)} {r.randint(13, 19)} {digits(r, 2)} {digits(r, 3)} {digits(r, 3)} ; 0,12 0,15 0,18 0,22 0,31."
    ),
    lambda r: f"N° de marché 20{r.randint(20, 25)}-{digits(r, 5)}, bon de commande {digits(r, 10)}, UF {digits(r, 4)}.",
    lambda r: (
        f"Patient n° {r.randint(1, 120)} : exclu pour donnée manquante ; patients 001 à {r.randint(100, 200)} : analysés."
    ),
    lambda r: (
        f"Identifiant d’inclusion : 01-0{digits(r, 2)}-AB, bras B, visite V{r.randint(1, 6)} à J{r.randint(7, 180)}."
    ),
    lambda r: (
        f"Publication : Lancet {r.randint(2015, 2024)};{digits(r, 3)}:{digits(r, 4)}–{digits(r, 2)} ; ISBN 978-2-{digits(r, 4)}-{digits(r, 4)}-{digits(r, 1)}."
    ),
    lambda r: f"Numéro de TVA FR{digits(r, 2)} {digits(r, 9)} ; RPPS 10{digits(r, 9)} ; ADELI 76{digits(r, 7)}.",
    lambda r: f"Dépôt INMP-2025-{digits(r, 3)}, version 2, empreinte 4f{digits(r, 14)}ab ; brevet FR{digits(r, 7)}.",
    lambda r: (
        f"La date de naissance sera remplacée par l’âge au {date(r)}, révolu, et le code postal par le département."
    ),
    lambda r: f"La naissance du réseau remonte au {date(r)} ; il réunit aujourd’hui {r.randint(8, 40)} services.",
    lambda r: (
        f"Durée moyenne de séjour : {r.randint(3, 12)},4 jours ; numéro de version du dictionnaire : {digits(r, 6)}."
    ),
    lambda r: (
        f"Le score a été établi sur {r.randint(1, 9)} {digits(r, 3)} {digits(r, 3)} passages aux urgences (2015-01-01 à 2023-12-31)."
    ),
    lambda r: f"Adresse : 1 rue de Germont, 76031 Rouen cedex ; code UAI 0{digits(r, 6)}K ; cedex 76{digits(r, 3)}.",
]
PLAIN = (
    "La médecine de précision suppose de rapprocher des données aujourd’hui dispersées entre plusieurs services.",
    "Nous faisons l’hypothèse qu’un score simple, calculé au lit du malade, améliore la décision thérapeutique.",
    "L’étude est prospective, ouverte, menée dans trois centres normands, sur vingt-quatre mois.",
    "Le critère principal est la survie sans progression à douze mois, évaluée par un comité indépendant.",
    "Les données sont pseudonymisées avant tout traitement, et la clé est conservée par l’établissement.",
    "Les patients partenaires ont relu la notice d’information et participent au comité de pilotage.",
    "Le modèle est entraîné sur l’entrepôt de données de santé puis validé sur un échantillon séparé.",
    "L’analyse suit le principe de l’intention de traiter, avec un modèle mixte ajusté sur l’âge et le sexe.",
    "Les retombées attendues sont un diagnostic plus précoce et une moindre errance pour les familles.",
    "Le projet associe le CHU, le Centre Henri Becquerel, l’université et une association de patients.",
)


def abstracts(seed: int, number: int, hard: list[Made] = HARD) -> list[str]:
    """Abstracts of two plain sentences and five that look like trouble, in any order."""
    rng = Random(seed)
    made = []
    for place in range(number):
        sentences = [*rng.sample(PLAIN, 2), *(one(rng) for one in rng.sample(hard, 4)), hard[place % len(hard)](rng)]
        rng.shuffle(sentences)
        made.append(rng.choice((" ", "\n", "\n\n")).join(sentences))
    return made
