"""What each entry of the journal says of a call or a dossier; the sentence follows the name of who did it."""

from inmp_portal.journal.sentences import register

register(
    {
        "call.loaded": "a chargé l’édition « {slug} »",
        "call.exported": "a exporté la liste des dossiers ({count} lignes)",
        "application.opened": "a ouvert le brouillon",
        "application.deposited": "a déposé la version {version} sous le numéro {number}",
        "application.deposit_refused": "a tenté un dépôt, refusé (tentative {attempt}) : {reason}",
        "application.reopened": "a rouvert le dossier pour le modifier",
        "application.withdrawn": "a retiré le dossier ; motif : {reason}",
        "application.restored": "a rétabli le dossier",
        "application.changes_abandoned": "a abandonné ses modifications et repris la version {version}",
        "application.extension_granted": "a accordé une prolongation jusqu’au {until}\u202f; motif\u00a0: {reason}",
        "application.document_built": "a produit le PDF «\u00a0{kind}\u00a0» de la version {version}",
        "application.document_failed": "n’a pas pu produire le PDF «\u00a0{kind}\u00a0» de la version {version}",
        "application.reminded": "a envoyé le rappel « {rule} »",
    }
)
