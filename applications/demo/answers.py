"""The answers of a fictitious dossier, section by section, as a person would have typed them."""

from __future__ import annotations

from typing import Any

from applications.demo import prose
from applications.demo.prose import Sheet

Answers = dict[str, Any]


def answers_of(sheet: Sheet) -> Answers:
    """Every answer of the form's "essentiel" profile for one sheet of `demo.json`."""
    parts = (
        _identification, _lead, _partnership, _science, _territory, _data, _ethics, _feasibility, _budget, _ending,
        _declarations,
    )  # fmt: skip
    return {key: value for part in parts for key, value in part(sheet).items()}


def _identification(sheet: Sheet) -> Answers:
    same = ("titre", "acronyme", "type_projet", "axe_principal", "axes_secondaires", "specialites", "mots_cles")
    return {
        **{key: sheet[key] for key in same},
        "justification_axes": prose.axes_contribution(sheet),
        "duree_mois": sheet["duree_mois"],
        "date_demarrage": "2026-01",
        "resume_public": sheet["resume_public"],
        "resume_scientifique": sheet["resume_scientifique"],
    }


def _lead(sheet: Sheet) -> Answers:
    lead = sheet["porteur"]
    return {
        **{key: lead[key] for key in ("nom", "prenom", "statut", "courriel", "etablissement", "pole", "service")},
        "titre_usage": lead["titre"],
        "telephone": "02 00 00 00 00",
        "temps_consacre": 10,
    }


def _partnership(sheet: Sheet) -> Answers:
    return {
        "coporteurs": [
            {"nom": person["nom"], "prenom": person["prenom"], "courriel": person["courriel"], "fonction": ""}
            for person in sheet["coporteurs"]
        ],
        "equipes": [_team(sheet, team) for team in sheet["equipes"]],
        "multipartenarial": prose.partnership(sheet),
        "pluridisciplinaire": prose.disciplines(sheet),
    }


def _team(sheet: Sheet, team: dict[str, Any]) -> Answers:
    position = sheet["equipes"].index(team) + 1
    asks = any(line["equipe"] == position and line["financeur"] == "inmp" for line in sheet["budget"]["lignes"])
    return {
        **{
            f"equipe_{key}": team[key] for key in ("nom", "structure", "structure_nom", "nature", "responsable", "role")
        },
        "equipe_courriel": f"equipe{position}.{sheet['acronyme'].lower()}@campus.example",
        "equipe_credits": "oui" if asks else "non",
        "equipe_collaboration": team["collaboration"],
    }


def _science(sheet: Sheet) -> Answers:
    return {
        "contexte": prose.background(sheet),
        "objectif_principal": prose.goal(sheet),
        "methode": prose.method(sheet),
        "criteres": prose.outcome_measures(sheet),
        "methodologiste": "acquis",
        "innovation": prose.novelty(sheet),
    }


def _territory(sheet: Sheet) -> Answers:
    return {
        "lien_territoire": prose.territory(sheet),
        "impact": prose.impact(sheet),
        "indicateurs": [
            {
                "ind_libelle": sheet["impact"][:150],
                "ind_initial": "Inconnue",
                "ind_cible": "Amélioration mesurée",
                "ind_echeance": sheet["duree_mois"],
            }
        ],
    }


def _data(sheet: Sheet) -> Answers:
    return {
        "categories_donnees": ["cliniques"],
        "sources_donnees": ["dpi"],
        "recours_eds": "envisage",
        "chaine_donnees": prose.data_chain(sheet),
        "mutualisation": "Le guide, les méthodes et les programmes sont documentés et mis à la disposition des équipes du campus.",
        "ia": "oui" if sheet["acronyme"] in ("PHENOLEX", "SYNTHENOR") else "non",
        "ia_detail": (
            "Modèle de taille modérée, exécuté localement, évalué sur un jeu de test séparé\u202f; une personne relit chaque résultat."
            if sheet["acronyme"] in ("PHENOLEX", "SYNTHENOR")
            else ""
        ),
    }


def _ethics(sheet: Sheet) -> Answers:
    return {
        "qualification": sheet["qualification"],
        "cadre_cnil": sheet["cadre_cnil"],
        "promoteur": sheet["porteur"]["etablissement"],
        "avis_requis": [
            {"avis_instance": "Comité d’éthique local", "avis_statut": "a_deposer", "avis_date": "2026-02-15"}
        ],
        "information_personnes": "Une note d’information est remise à chaque personne, qui peut s’opposer à tout moment sans conséquence sur ses soins.",
    }


def _feasibility(sheet: Sheet) -> Answers:
    return {
        "jalons": [
            {"jalon_titre": step["titre"], "jalon_debut": step["debut"], "jalon_fin": step["fin"], "jalon_livrable": "Compte rendu partagé avec les équipes", "jalon_equipe": "1"}
            for step in sheet["jalons"]
        ],
        "risques": [
            {"risque_libelle": "Recueil plus lent que prévu", "risque_probabilite": "2", "risque_gravite": "2", "risque_mesure": "Second site prêt à participer dès le quatrième mois"},
            {"risque_libelle": "Recrutement tardif du personnel", "risque_probabilite": "2", "risque_gravite": "1", "risque_mesure": "Fiche de poste rédigée avant la notification"},
        ],
    }  # fmt: skip


def _budget(sheet: Sheet) -> Answers:
    budget = sheet["budget"]
    return {
        "etablissement_gestionnaire": sheet["porteur"]["etablissement"],
        "lignes_budget": [_line(line) for line in budget["lignes"]],
        "montant_plancher": budget["montant_plancher"],
        "justification_budget": "Chaque dépense correspond à une étape du calendrier\u202f; les moyens déjà présents dans les équipes ne sont pas demandés.",
        "cofinancements": [
            {f"cof_{key}": row[key] for key in ("organisme", "montant", "statut", "objet")}
            for row in sheet["cofinancements"]
        ],
        "financements_anterieurs": [],
    }


def _line(line: dict[str, Any]) -> Answers:
    staff = line["categorie"] == "personnel"
    return {
        **{key: line[key] for key in ("categorie", "intitule", "detail", "annee1", "annee2", "financeur")},
        "equipe": str(line["equipe"]),
        "personnel_detail": line["intitule"] if staff else "",
    }


def _ending(sheet: Sheet) -> Answers:
    return {
        "suites": "Si la preuve de concept aboutit, un projet plus large sera présenté à un appel interrégional avec les mêmes équipes.",
        "domaines_expertise": sheet["mots_cles"][:3],
    }


def _declarations(sheet: Sheet) -> Answers:
    plain = (
        "exactitude",
        "accord_equipes",
        "hierarchie",
        "sans_donnees_patient",
        "rgpd",
        "autorisations",
        "publication",
        "suivi",
    )
    return {
        **{f"d_{name}": True for name in plain},
        "d_liens_interets": {"coche": True, "texte": "Néant"},
        "d_integrite": {"coche": True, "texte": ""},
    }
