"""What each entry of the journal says of a call or a dossier; the sentence follows the name of who did it."""

from inmp_portal.journal.sentences import register
from inmp_portal.lib import french

_REMINDERS = {
    "j30": "un mois avant la clôture", "j14": "deux semaines avant la clôture", "j7": "une semaine avant la clôture",
    "veille-ouvree": "le dernier jour ouvré avant la clôture", "j1": "la veille de la clôture",
    "jour-meme": "le jour de la clôture", "h3": "trois heures avant la clôture", "cloture": "après la clôture",
}  # fmt: skip


register(
    {
        "faq.added": "a ajouté une question fréquente",
        "faq.removed": "a retiré une question fréquente",
        "call.loaded": "a chargé l’édition « {slug} »",
        "call.date_moved": "a changé une date du calendrier : {after}, {place} (auparavant {before})",
        "call.exported": lambda data: f"a exporté la liste ({french.counted(int(data['count']), 'dossier')})",
        "application.opened": "a ouvert le brouillon",
        "application.deposited": "a déposé la version {version} sous le numéro {number}",
        "application.deposit_refused": "a tenté un dépôt, refusé (tentative {attempt}) : {reason}",
        "application.reopened": "a rouvert le dossier pour le modifier",
        "application.withdrawn": "a retiré le dossier ; motif : {reason}",
        "application.restored": "a rétabli le dossier",
        "application.changes_abandoned": "a abandonné ses modifications et repris la version {version}",
        "application.extension_granted": "a accordé une prolongation jusqu’au {until}\u202f; motif\u00a0: {reason}",
        "application.attachment_added": "a joint le fichier «\u00a0{name}\u00a0»",
        "application.attachment_described": "a modifié la légende du fichier «\u00a0{name}\u00a0»",
        "application.attachment_refused": "a envoyé le fichier «\u00a0{name}\u00a0», refusé\u00a0: {reason}",
        "application.attachment_removed": "a retiré le fichier «\u00a0{name}\u00a0»",
        "application.file_quarantined": "a mis à l’écart le fichier «\u00a0{name}\u00a0»\u202f; motif\u00a0: {reason}",
        "application.file_released": "a rétabli le fichier «\u00a0{name}\u00a0»\u202f; motif\u00a0: {reason}",
        "application.document_built": "a produit le PDF «\u00a0{kind}\u00a0» de la version {version}",
        "application.document_failed": "n’a pas pu produire le PDF «\u00a0{kind}\u00a0» de la version {version}",
        "application.document_requeued": "a relancé la fabrication du PDF «\u00a0{kind}\u00a0» de la version {version}",
        "team.invited": "a invité une personne dans l’équipe ({role})",
        "team.invited_again": "a renvoyé une invitation à rejoindre l’équipe",
        "team.reminded": "a rappelé une invitation à rejoindre l’équipe, restée sans réponse",
        "team.joined": "a rejoint l’équipe ({role})",
        "team.refused": "a noté qu’une invitation est refusée et effacé l’adresse",
        "team.left": "a quitté l’équipe",
        "team.removed": lambda data: (
            f"a retiré {data['who']} de l’équipe" if data.get("who") else "a annulé une invitation à rejoindre l’équipe"
        ),
        "team.part_done": "a signalé que sa partie est terminée",
        "team.part_resumed": "a signalé que sa partie n’est plus terminée",
        "team.dossier_offered": "a proposé le dossier à {to}",
        "team.offer_taken_back": "a repris sa proposition de transférer le dossier",
        "team.offer_declined": "a décliné le transfert du dossier",
        "team.dossier_taken_over": "est devenu la personne porteuse, à la suite de {before}",
        "screening.started": "a commencé l’examen de recevabilité de la version {version}",
        "screening.answered": lambda data: (
            f"a répondu «\u00a0{data['finding']}\u00a0» au contrôle {data['check']}"
            + (f" (auparavant «\u00a0{data['before']}\u00a0»)" if data.get("before") else "")
        ),
        "screening.complement_asked": "a demandé un complément avant le {until}\u00a0: {fields}",
        "screening.complement_extended": "a reporté l’échéance du complément au {until} (auparavant le {before})\u202f; motif\u00a0: {reason}",
        "screening.complement_ended": "a mis fin à la demande de complément\u202f; motif\u00a0: {reason}",
        "screening.complement_received": "a envoyé le complément en version {version}\u00a0: {elements}",
        "screening.complement_reminded": "a rappelé qu’un complément est attendu",
        "screening.refusal_proposed": "a proposé de déclarer le dossier irrecevable\u202f; motif\u00a0: {motive}",
        "screening.refusal_dropped": "a écarté la proposition d’irrecevabilité\u202f; motif\u00a0: {reason}",
        "screening.decided": lambda data: (
            f"a pris la décision «\u00a0{data['outcome']}\u00a0»"
            + (f"\u202f; motif\u00a0: {data['motive']}" if data.get("motive") else "")
        ),
        "screening.reversed": "a annulé la décision «\u00a0{outcome}\u00a0»\u202f; motif\u00a0: {reason}",
        "message.written": "a écrit un message\u00a0: {readers}",
        "message.noted": "a écrit une note interne\u00a0: {readers}",
        "message.settled": "a noté qu’un message n’attend plus de réponse",
        "message.summed_up": lambda data: (
            f"a envoyé le résumé du jour ({french.counted(int(data['count']), 'message')})"
        ),
        "application.reminded": lambda data: (
            f"a rappelé que le dossier n’est pas déposé, {_REMINDERS.get(data['rule'], data['rule'])}"
        ),
    }
)
