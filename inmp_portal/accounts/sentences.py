"""What the journal's entries about accounts and roles say; the sentence follows the name of who did it."""

from inmp_portal.accounts.models import Role
from inmp_portal.journal.sentences import register

_WAYS = {
    "code": "par un code reçu par courriel",
    "code+factor": "par un code reçu par courriel et un second facteur",
    "directory": "par l’annuaire du campus",
    "directory+factor": "par l’annuaire du campus et un second facteur",
    "passkey": "par une clé d’accès",
    "persona": "depuis la démonstration",
}

register(
    {
        "account.opened": "a ouvert le compte",
        "account.signed_in": lambda data: f"a ouvert une session {_WAYS.get(data.get('how', ''), '')}".strip(),
        "account.welcomed": "a terminé sa première connexion",
        "account.profile_edited": "a modifié le profil",
        "account.closed": "a fermé le compte",
        "account.reopened": "a rouvert le compte",
        "break_glass.opened": "a ouvert un accès exceptionnel en lecture aux dossiers, pour ce motif : {reason}",
        "break_glass.closed": "a refermé l’accès exceptionnel avant son terme",
        "break_glass.read": "a ouvert la page {path} pendant un accès exceptionnel",
        "role.granted": lambda data: f"a accordé le rôle « {Role(data['role']).label} »",
        "role.revoked": lambda data: f"a retiré le rôle « {Role(data['role']).label} »",
    }
)
