"""What each entry of the journal says of a call or a dossier; the sentence follows the name of who did it."""

from inmp_portal.journal.sentences import register

register(
    {
        "call.loaded": "a chargé l’édition « {slug} »",
        "application.reminded": "a envoyé le rappel « {rule} »",
    }
)
