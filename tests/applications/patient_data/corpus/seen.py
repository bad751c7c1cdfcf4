"""Three sets held out in turn: each was measured once, then the detector was mended and another set written.

Found at that first reading: 174 of 200, 174 of 200, 161 of 197; false alerts in 80 abstracts: 1, 0, 0.
"""

from __future__ import annotations

from tests.applications.patient_data.corpus.clean import Made as MadeClean
from tests.applications.patient_data.corpus.clean import date, digits
from tests.applications.patient_data.corpus.found import Made
from tests.applications.patient_data.corpus.identifiers import dated, grouped, nir, stay

NIR: list[Made] = [
    lambda r: f"Immatriculation au régime général : {nir(r, by=' ')} (CPAM de Rouen-Elbeuf-Dieppe)",
    lambda r: f"Étiquette collée par erreur : M. R. / {nir(r)} / HDJ",
    lambda r: f"| nir | {nir(r)} |",
    lambda r: f"Sécurité sociale n°{nir(r, key=False)}",
    lambda r: f"nº assuré social {nir(r, key=False, by=' ')} - exonéré du ticket modérateur",
    lambda r: f"INS-NIR:{nir(r)}^^^ASIP-SANTE-INS-NIR",
    lambda r: f"NIR du bénéficiaire : {nir(r, key=False)} {r.randint(1, 97):02d}",
    lambda r: f"vu ce jour M. X ({nir(r, by=chr(0x2009))}) pour bilan",
    lambda r: f"Bon de transport établi pour {nir(r, by=' ')} (ALD).",
    lambda r: f"Droits ouverts, NIR={nir(r)}, régime 01",
    lambda r: f"Mme S. – sécu : {nir(r, key=False, by=' ')}",
    lambda r: f"Num. Séc. Soc. {nir(r)}",
    lambda r: f"{nir(r, by=' ')}\n{nir(r, by=' ')}\n{nir(r, by=' ')}",
    lambda r: f'{{"nir": "{nir(r)}", "actes": 3}}',
    lambda r: f"sur l’étiquette on lit « {nir(r, by=' ')} »",
    lambda r: f"Assuré n° {nir(r, key=False)}",
    lambda r: f"ATTESTATION DE DROITS\nNOM : X\nN° D’IMMATRICULATION : {nir(r, by=' ')}",
    lambda r: f"Bonjour, voici le numéro de sécu de la dame : {nir(r, key=False)}. Merci !",
    lambda r: f"ssn={nir(r)};dept=76",
    lambda r: f"Prescription du 3 avril, {nir(r, by=' ')}, renouvelable trois fois.",
    lambda r: f"qualité d’assuré : {nir(r, key=False, by=' ')}",
    lambda r: f"NIR :\n{nir(r, by='.')}",
    lambda r: f"identifiant national de santé {nir(r)}",
    lambda r: f"Cellule B12 : {nir(r)} / Cellule B13 : {nir(r)}",
]
STAYS: list[Made] = [
    lambda r: f"PID|1||{stay(r, 9)}^^^CHU^PI||MARTIN^PAUL",
    lambda r: f"Patiente suivie à l’hôpital de jour, IPP ‑ {stay(r, 8)}",
    lambda r: f"Numéro d’identification permanent {stay(r, 9)}",
    lambda r: f"N° IPP {grouped(stay(r, 8), 4)}",
    lambda r: f"N° d’admission : {stay(r, 9)}",
    lambda r: f"Numéro de dossier hospitalier {stay(r, 8)}",
    lambda r: f"ID patient {stay(r, 7)} / série 4",
    lambda r: f"(IPP: {stay(r, 8)}; NDA: {stay(r, 9)})",
    lambda r: f"patient_id,glycemie\n{stay(r, 8)},1.12",
    lambda r: f"Radiographie du patient d’IPP {stay(r, 8)}, incidence de face",
    lambda r: f"Identifiant patient (IPP) : {stay(r, 9)}",
    lambda r: f"Prélèvement reçu pour le patient n°{stay(r, 7)}",
    lambda r: f"n° dossier médical {stay(r, 8)}",
    lambda r: f"N° IEP {stay(r, 9)} du 12 au 14 juin",
    lambda r: f"séjour n° {stay(r, 9)} en réanimation",
    lambda r: f"sexe,ipp,age\nF,{stay(r, 8)},47",
    lambda r: f"IPP-{stay(r, 8)}.jpg",
    lambda r: f"Numéro d’hospitalisation : {stay(r, 9)}",
    lambda r: f"Patient {stay(r, 8)} : réponse partielle",
    lambda r: f"l’IPP du patient est le {stay(r, 8)}",
    lambda r: f"NIP patient : {grouped(stay(r, 10), 2)}",
    lambda r: f"Voir le patient {stay(r, 9)} dans le logiciel de prescription.",
    lambda r: f"Anapath : dossier patient {stay(r, 8)}, bloc 3",
    lambda r: f"Les IPP {stay(r, 8)} et {stay(r, 8)} sont des doublons.",
    lambda r: f"N° séjour {stay(r, 9)} (hôpital de semaine)",
    lambda r: f"IPP…: {stay(r, 8)}",
    lambda r: f"ID: {stay(r, 8)} (IPP)",
    lambda r: f"Numero de dossier du patient: {stay(r, 7)}",
    lambda r: f"âge\tIPP\tscore\n71\t{stay(r, 8)}\t4",
    lambda r: f"la patiente (no {stay(r, 8)}) a été rappelée",
    lambda r: f"Nda={stay(r, 9)}",
    lambda r: f"n°ipp{stay(r, 8)}",
]
BIRTHS: list[Made] = [
    lambda r: f"Nourrisson né au CHU le {dated(r, 'slashes')} par césarienne",
    lambda r: f"M. H. (né en Seine-Maritime le {dated(r, 'words')}) est retraité.",
    lambda r: f"Naissance le {dated(r, 'slashes')} à terme",
    lambda r: f"Date naiss. {dated(r, 'slashes')}",
    lambda r: f"birth date: {dated(r, 'iso')}",
    lambda r: f"Mme V., épouse W., née V. le {dated(r, 'slashes')}",
    lambda r: f"Date de naissance (JJ/MM/AAAA) : {dated(r, 'slashes')}",
    lambda r: f"jumeaux nés le {dated(r, 'words')}, prématurés",
    lambda r: f"Patiente de 63 ans (née le {dated(r, 'dots')}) sans antécédent notable.",
    lambda r: f"Né le : {dated(r, 'slashes')}",
    lambda r: f"DDN:{dated(r, 'iso')}",
    lambda r: f"il est né le {dated(r, 'words')} au Havre",
    lambda r: f"nom de naissance : M. ; date de naissance : {dated(r, 'slashes')}",
    lambda r: f"Date et lieu de naissance : {dated(r, 'slashes')}, Évreux",
    lambda r: f"enfant née par césarienne le {dated(r, 'words')}",
    lambda r: f"D. de naissance {dated(r, 'dashes')}",
    lambda r: f"Né(e) le {dated(r, 'short')}",
    lambda r: f"BERNARD X, NE LE {dated(r, 'slashes')}, DEMEURANT A BOLBEC",
    lambda r: f"ddn = {dated(r, 'dashes')}",
    lambda r: f"Jeune femme née un {dated(r, 'words')}",
    lambda r: f"Lieu et date de naissance : Fécamp, {dated(r, 'words')}",
    lambda r: f"sexe;date de naissance;service\nF;{dated(r, 'iso')};ORL",
    lambda r: f"The proband (born {dated(r, 'iso')}) was diagnosed at age 5",
    lambda r: f"né, selon l’état civil, le {dated(r, 'slashes')}",
    lambda r: f"Anniversaire / naissance {dated(r, 'slashes')}",
    lambda r: f"Naissance\u00a0:\u00a0{dated(r, 'dots')}",
]
DICOM: list[Made] = [
    lambda r: "0010,0010  Patient's Name: DURAND^LUC",
    lambda r: f"ds.PatientBirthDate = '{dated(r, 'dicom')}'",
    lambda r: "[0010,0010] PN DUVAL^MARIE",
    lambda r: f"PatientID -> {stay(r, 9)}",
    lambda r: "(0010,0010) Patient Name: PETIT^LOUISE",
    lambda r: f"PatientBirthDate {dated(r, 'dicom')}",
    lambda r: f"(0010,0030) Patient's Birth Date: {dated(r, 'dicom')}",
    lambda r: f"dcm.PatientID == '{stay(r, 8)}'",
    lambda r: "PatientName: ROUSSEL^EMMA^L",
    lambda r: f"0010,0020 PatientID: {stay(r, 8)}",
    lambda r: f"<PatientBirthDate>{dated(r, 'dicom')}</PatientBirthDate>",
    lambda r: "(0010, 0010) Patient's Name   PN: 'GARCIA^LEA'",
]
SHARES: dict[str, tuple[list[Made], int]] = {
    "nir": (NIR, 216), "stay": (STAYS, 167), "birth": (BIRTHS, 166), "dicom": (DICOM, 48),
}  # fmt: skip

CLEAN: list[MadeClean] = [
    lambda r: (
        f"Le patient standard (âge médian {r.randint(50, 75)} ans) coûte {r.randint(1, 9)} {digits(r, 3)} € par séjour, soit {r.randint(1, 9)} {digits(r, 3)} {digits(r, 3)} € par an."
    ),
    lambda r: f"Les naissances survenues du {date(r)} au {date(r)} sont recensées par le réseau de périnatalité.",
    lambda r: f"Le dossier de demande n° {digits(r, 8)} a été transmis au comité d’éthique le {date(r)}.",
    lambda r: f"Le réseau est né le {date(r)} sous l’impulsion de la région.",
    lambda r: (
        f"Numéro international de l’essai : ISRCTN{digits(r, 8)} ; code projet 20{r.randint(18, 25)}/0{digits(r, 3)}/OB."
    ),
    lambda r: (
        f"Une dotation de {r.randint(1, 9)} {digits(r, 3)} {digits(r, 3)} € et {r.randint(1, 12)} ETP ont été accordés le {date(r)}."
    ),
    lambda r: f"Les dossiers patients ({r.randint(100, 999)} {digits(r, 3)} en 2023) sont informatisés.",
    lambda r: (
        f"Cohorte E3N, inclusion du 1er juin 1990 au {date(r)}, {r.randint(90, 99)} {digits(r, 3)} femmes nées de 1925 à 1950."
    ),
    lambda r: (
        f"Le signal est échantillonné à 1000 Hz, fichiers 20{r.randint(18, 24)}{r.randint(1, 12):02d}{r.randint(1, 28):02d}_{digits(r, 6)}.edf."
    ),
    lambda r: "Aucun identifiant direct (nom, NIR, IPP, date de naissance complète) ne quitte l’entrepôt.",
    lambda r: f"Licence n° {digits(r, 10)}, numéro de série {digits(r, 12)}, garantie jusqu’au {date(r)}.",
    lambda r: f"Le système attribue à chaque patient un numéro d’ordre de {r.randint(1, 9)} à {r.randint(100, 900)}.",
    lambda r: (
        f"La mesure du {date(r)} donne 37,{digits(r, 1)} °C et 1,{digits(r, 2)} mmol/l chez la souris née le jour même."
    ),
    lambda r: f"Référence du colis {digits(r, 13)} ; suivi {digits(r, 15)}.",
    lambda r: (
        f"Budget par année : 12 500, 14 800, 13 {digits(r, 3)} ; total 1 {digits(r, 2)} {digits(r, 3)} {digits(r, 3)} €."
    ),
    lambda r: f"Le questionnaire demande l’âge et non la date de naissance ; version du {date(r)}.",
    lambda r: f"Le numéro d’accréditation {digits(r, 6)} a été renouvelé le {date(r)} par le Cofrac.",
    lambda r: (
        f"Chaque patient reçoit {r.randint(1, 4)} questionnaires ; {digits(r, 1)} 200 000 réponses sont attendues."
    ),
    lambda r: (
        f"Un million et demi de séjours (1 5{digits(r, 2)} {digits(r, 3)}) et {r.randint(100, 900)} {digits(r, 3)} patients."
    ),
    lambda r: f"Le projet, né le {r.randint(2, 28)} juin 2022 d’une rencontre au café de l’INMP, réunit trois équipes.",
    lambda r: f"Assurance n° {digits(r, 9)} souscrite le {date(r)} ; police {digits(r, 12)}.",
    lambda r: f"Les volontaires nés depuis le {date(r)} ne sont pas éligibles.",
    lambda r: f"Immatriculation du véhicule de l’unité mobile : GH-{digits(r, 3)}-KL ; carte grise du {date(r)}.",
    lambda r: (
        f"Référence du devis : DV{digits(r, 8)}, valable jusqu’au {date(r)}, {r.randint(10, 90)} {digits(r, 3)},00 € HT."
    ),
    lambda r: f"Le matricule de l’appareil ({digits(r, 8)}) figure sur la plaque ; mise en service le {date(r)}.",
    lambda r: f"La sécurité sociale finance {r.randint(60, 100)} % des {digits(r, 3)} 000 actes annuels.",
    lambda r: f"Traitement par IPP chez {r.randint(10, 90)} {digits(r, 3)} assurés entre le {date(r)} et le {date(r)}.",
    lambda r: (
        f"Série temporelle : 20{r.randint(10, 20)}-01-01, 1,{digits(r, 3)} ; 20{r.randint(21, 24)}-01-01, 2,{digits(r, 3)}."
    ),
    lambda r: f"Le dossier médical partagé compte {r.randint(10, 60)} {digits(r, 3)} {digits(r, 3)} profils ouverts.",
    lambda r: f"Identifiant du jeu de données : {digits(r, 8)} (Recherche Data Gouv), version du {date(r)}.",
    lambda r: "Les champs PatientName, PatientID et PatientBirthDate sont remplacés par une valeur vide avant l’envoi.",
    lambda r: (
        f"Marché n° {digits(r, 4)}-{digits(r, 4)}, lot {r.randint(1, 9)}, notifié le {date(r)} ; SIREN {digits(r, 9)}."
    ),
    lambda r: f"Le registre national compte {r.randint(1, 9)} {digits(r, 3)} {digits(r, 3)} patients au {date(r)}.",
    lambda r: f"Patients inclus : {r.randint(100, 900)} ; ordonnance n° {digits(r, 6)} du ministère du {date(r)}.",
    lambda r: f"La plateforme est née le {date(r)} grâce au soutien de la métropole.",
    lambda r: (
        f"Naissances prématurées en 2023 : {r.randint(1, 9)} {digits(r, 3)}, soit 7,{digits(r, 1)} % des naissances."
    ),
    lambda r: f"Arrêté du {r.randint(2, 28)} novembre 2022, NOR SPRH22{digits(r, 5)}A ; décret n° 2021-{digits(r, 4)}.",
    lambda r: f"Le séjour de recherche de {r.randint(2, 9)} mois (bourse n° {digits(r, 8)}) débute le {date(r)}.",
    lambda r: f"Un code patient de {r.randint(6, 12)} caractères est tiré au sort ; exemple de format : AAA-000.",
    lambda r: f"Le comité s’est réuni le {date(r)} et ne le fera pas avant le {date(r)}.",
    lambda r: f"Numéro de lot {digits(r, 7)}, péremption {date(r)}, stockage à −80 °C.",
    lambda r: f"Enfants nés de 2010 à 2020, suivis jusqu’au {date(r)}.",
    lambda r: f"Téléphone du secrétariat : 0232{digits(r, 6)}, télécopie 0235{digits(r, 6)}, standard 02.32.88.89.90.",
    lambda r: (
        f"Compte 7{digits(r, 7)}, imputation {digits(r, 4)}.{digits(r, 3)}, titre n° {digits(r, 6)} émis le {date(r)}."
    ),
    lambda r: f"IPP : inhibiteurs de la pompe à protons ; {r.randint(10, 99)} {digits(r, 3)} prescriptions par an.",
    lambda r: (
        f"Les patients nés après le {date(r)} relèvent de la pédiatrie ; ceux nés le {r.randint(2, 28)} mars 2007 ou après, aussi."
    ),
    lambda r: f"Le fichier 7{digits(r, 14)}.csv pèse {r.randint(1, 9)},4 Go ; somme de contrôle {digits(r, 10)}.",
    lambda r: f"GPS 49.44{digits(r, 4)}, 1.09{digits(r, 4)} ; altitude {digits(r, 2)} m ; relevé du {date(r)}.",
]
