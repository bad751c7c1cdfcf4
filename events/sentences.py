"""What each entry of the journal says of a café or a registration; the sentence follows the name of who did it."""

from inmp_portal.journal.sentences import register

register(
    {
        "cafe.loaded": "a chargé le café « {slug} »",
        "registration.opened": "s’est inscrite au café",
        "registration.waiting": "est entrée en liste d’attente",
        "registration.changed": "a modifié ses réponses",
        "registration.cancelled": "a annulé l’inscription",
        "registration.promoted": "a reçu la place qui se libérait",
        "registration.offered": "a reçu une place à accepter",
        "registration.accepted": "a accepté la place proposée",
        "registration.lapsed": "n’a pas répondu à temps : la place proposée est passée à la personne suivante",
        "registration.booked": "a pris le rendez-vous de {hour}, {desk}",
        "registration.moved": "a déplacé le rendez-vous de {before} à {hour}, {desk}",
        "registration.reminded": "a reçu un rappel",
        "registration.arrived": "a noté l’arrivée",
        "registration.arrival_undone": "a repris une présence ou une absence notée par erreur",
        "registration.walked_in": "a accueilli une personne venue sans inscription",
        "registration.address_added": "a noté l’adresse d’une personne venue sans inscription",
        "cafe.absences_noted": "a noté absentes les personnes qui ne sont pas venues ({count})",
        "cafe.absences_undone": "a repris les absences notées ({count})",
        "question.answered": "a répondu à la question",
        "desk.feed_rotated": "a changé l’adresse de l’agenda à suivre",
        "cafe.feed_rotated": "a changé l’adresse de l’agenda à suivre du café",
        "question.asked": "a posé une question par écrit",
        "registration.link_sent": "a redemandé son lien par courriel",
    }
)
