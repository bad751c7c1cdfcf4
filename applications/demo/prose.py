"""The longer texts of the fictitious dossiers, composed from what their sheet says: nothing about real work."""

from __future__ import annotations

from typing import Any

Sheet = dict[str, Any]
_STRUCTURES = {
    "chu_rouen": "CHU de Rouen Normandie",
    "chb": "Centre Henri Becquerel",
    "ch_rouvray": "Centre Hospitalier du Rouvray",
    "urn": "Université Rouen Normandie",
}


def sentences(text: str) -> list[str]:
    """The sentences of a text, each with its full stop."""
    return [part.strip().rstrip(".") + "." for part in text.split(". ") if part.strip()]


def structure(team: dict[str, Any]) -> str:
    """Where a team works, in full."""
    return team["structure_nom"] or _STRUCTURES.get(team["structure"], "structure extérieure au campus")


def axes_contribution(sheet: Sheet) -> str:
    secondary = "".join(
        f" L’axe {code[-1]} est servi de façon complémentaire\u00a0: {sheet['impact']}"
        for code in sheet["axes_secondaires"]
    )
    return (
        f"L’apport principal du projet porte sur l’axe {sheet['axe_principal'][-1]}. {sheet['lien_territoire']} "
        f"{' '.join(sentences(sheet['resume_scientifique'])[:2])}{secondary}"
    )[:1000]


def partnership(sheet: Sheet) -> str:
    roles = " ".join(
        f"L’équipe «\u00a0{team['nom']}\u00a0» ({structure(team)}) assure\u00a0: {team['role'].lower()}."
        for team in sheet["equipes"]
    )
    return (
        f"{roles} Les équipes décident ensemble lors d’un point mensuel dont le relevé est partagé. "
        "Aucune n’aurait pu mener seule ce travail, qui demande à la fois l’accès au terrain et les méthodes."
    )[:1000]


def disciplines(sheet: Sheet) -> str:
    listed = ", ".join(specialty.lower() for specialty in sheet["specialites"])
    return (
        f"Le projet associe les disciplines suivantes\u00a0: {listed}. Chaque étape est préparée par au moins deux métiers, "
        "depuis la définition des données utiles jusqu’à la lecture des résultats, afin que la méthode reste au service "
        "de la question clinique. Les personnes qui soignent relisent les hypothèses\u202f; celles qui analysent viennent "
        "dans les services voir comment l’information est produite."
    )


def background(sheet: Sheet) -> str:
    told = sentences(sheet["resume_scientifique"])
    return f"{' '.join(sentences(sheet['resume_public'])[:3])} {' '.join(told[:3])} {sheet['lien_territoire']}"


def goal(sheet: Sheet) -> str:
    return f"{sheet['titre']}\u00a0: en démontrer la faisabilité en {sheet['duree_mois']} mois. {sheet['impact']}"[:400]


def method(sheet: Sheet) -> str:
    steps = " ".join(
        f"{step['titre']}\u00a0: du mois {step['debut']} au mois {step['fin']}." for step in sheet["jalons"]
    )
    return f"{sheet['resume_scientifique']} Le déroulement est le suivant. {steps}"


def outcome_measures(sheet: Sheet) -> str:
    about = [line for line in sentences(sheet["resume_scientifique"]) if "critère" in line.lower()]
    return " ".join(about) or f"Le projet est réussi si son premier objectif est atteint au mois {sheet['duree_mois']}."


def novelty(sheet: Sheet) -> str:
    first = sum(team["collaboration"] == "jamais" for team in sheet["equipes"])
    return (
        f"{sentences(sheet['resume_public'])[-1]} {first} des {len(sheet['equipes'])} équipes n’ont jamais mené ensemble "
        "de projet financé\u00a0: la collaboration elle-même est nouvelle."
    )


def territory(sheet: Sheet) -> str:
    teams = ", ".join(sorted({structure(team) for team in sheet["equipes"]}))
    return (
        f"{sheet['lien_territoire']} Le projet réunit {teams}. Les patients concernés vivent en Normandie et y sont suivis\u202f; "
        "les résultats sont présentés aux équipes du territoire, puis aux associations qui le souhaitent. Les données "
        "produites restent sur le campus et pourront servir à d’autres projets normands."
    )


def impact(sheet: Sheet) -> str:
    return (
        f"{sheet['impact']} {' '.join(sentences(sheet['resume_public'])[-2:])} L’effet attendu est mesuré avant et après, "
        "avec les indicateurs ci-dessous, et discuté avec les équipes de soins à mi-parcours."
    )


def data_chain(sheet: Sheet) -> str:
    return (
        "Les données sont recueillies dans le soin ou dans le cadre du projet, puis vérifiées par l’équipe qui les produit. "
        "Elles sont pseudonymisées avant toute analyse\u202f; la table de correspondance reste dans l’établissement d’origine. "
        "Les traitements ont lieu dans un environnement sécurisé, sans sortie de données individuelles. Chaque étape est "
        f"documentée afin de pouvoir être reprise par une autre équipe. Mots-clés du projet\u00a0: {', '.join(sheet['mots_cles'])}."
    )
