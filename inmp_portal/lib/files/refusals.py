"""Why a file is not taken, in words that say what to do."""

from __future__ import annotations

from inmp_portal.lib import french
from inmp_portal.lib.verdict import Refused

AGAIN = "Ouvrez le document, choisissez « Imprimer » puis « Enregistrer au format PDF », et déposez ce nouveau fichier."

REASONS = {
    "empty": "Ce fichier est vide.",
    "too_large": "Ce fichier pèse {size} : la limite est de {limit}.",
    "not_accepted": "Ce fichier n’est pas {expected} : son contenu est {found}. L’extension du nom n’y change rien.",
    "dicom": "Ce fichier est une image médicale au format DICOM, qui porte en général l’identité du patient : il n’a pas été enregistré. Exportez l’image seule (PNG ou JPEG) depuis votre visionneuse, sans nom, numéro ni date incrustés, puis déposez-la.",
    "polyglot": f"Ce fichier contient autre chose que le document lui-même (une page web, une archive ou un programme). {AGAIN}",
    "truncated": "Ce fichier est incomplet : son envoi ou son enregistrement s’est interrompu. Enregistrez-le de nouveau, puis déposez-le.",
    "damaged": f"Ce fichier est endommagé et ne peut pas être lu. {AGAIN}",
    "encrypted": "Ce PDF est protégé par un mot de passe ou par des restrictions. Enregistrez-en une copie sans protection, puis déposez-la.",
    "no_pages": "Ce PDF ne contient aucune page.",
    "too_many_pages": "Ce PDF compte {found}, pour {limit} au plus ici : il n’a pas été joint, et rien d’autre n’a changé. Raccourcissez-le, puis déposez-le de nouveau.",
    "javascript": f"Ce PDF contient un programme (JavaScript). {AGAIN}",
    "launch": f"Ce PDF demande à lancer un programme ou à ouvrir un autre fichier. {AGAIN}",
    "embedded": f"Ce PDF contient des fichiers joints. Déposez-les séparément. {AGAIN}",
    "multimedia": f"Ce PDF contient du son, de la vidéo ou un objet 3D. {AGAIN}",
    "form": f"Ce PDF est un formulaire dynamique (XFA) ou envoie ses réponses ailleurs. {AGAIN}",
    "bomb": f"Ce fichier se déploie en une taille anormale et n’a pas été ouvert. {AGAIN}",
    "too_complex": f"Ce fichier est trop complexe pour être vérifié. {AGAIN}",
    "too_many_pixels": "Cette image est trop grande : {limit} millions de pixels au plus. Réduisez-la, puis déposez-la.",
    "infected": "L’antivirus a reconnu un programme malveillant dans ce fichier : il n’a pas été enregistré. Prévenez votre service informatique.",
    "antivirus_down": "Antivirus momentanément indisponible : ce fichier n’a pas été enregistré. Réessayez dans quelques minutes.",
}  # fmt: skip


class Rejected(Refused):
    """The file is not taken. `code` is a key of `REASONS`, `reason` the French sentence."""

    def __init__(self, code: str, **details: object) -> None:
        self.code = code
        super().__init__(french.spaced(REASONS[code].format(**details)))


def megabytes(size: int) -> str:
    """A size as people write it: « 12,3 Mo », « 840 ko »."""
    if size < 1_000_000:
        return f"{french.number(max(1, round(size / 1000)))}{french.NO_BREAK}ko"
    return f"{french.number(size / 1_000_000, 1).removesuffix(',0')}{french.NO_BREAK}Mo"
