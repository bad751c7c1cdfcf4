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
        "application.reminded": "a envoyé le rappel « {rule} »",
    }
)
