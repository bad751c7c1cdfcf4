"""How long calls, dossiers and deposits are kept."""

from inmp_portal.lib.retention import Retention, Then

_EDITION = "clôture de l’édition"
_PUBLIC = "information publique de l’appel"
_DOSSIER = "instruction de l’appel et suivi des projets"
_SCREENED = "preuve de la décision de recevabilité"
_SAID = "preuve de ce qui fut demandé et répondu sur un dossier"

RETENTION = {
    "applications.Call": Retention(None, _EDITION, Then.KEPT, _PUBLIC),
    "applications.Axis": Retention(None, _EDITION, Then.KEPT, _PUBLIC),
    "applications.FrozenForm": Retention(None, _EDITION, Then.KEPT, _PUBLIC),
    "applications.CallDate": Retention(None, _EDITION, Then.KEPT, _PUBLIC),
    "applications.CallDocument": Retention(None, _EDITION, Then.KEPT, _PUBLIC),
    "applications.Question": Retention(None, _EDITION, Then.KEPT, _PUBLIC),
    "applications.Application": Retention(60, _EDITION, Then.ANONYMISED, _DOSSIER),
    "applications.SectionVersion": Retention(12, _EDITION, Then.DELETED, "saisie à plusieurs du dossier"),
    "applications.Membership": Retention(12, _EDITION, Then.DELETED, "écriture à plusieurs du dossier"),
    "applications.Attachment": Retention(60, _EDITION, Then.DELETED, _DOSSIER),
    "applications.Deposit": Retention(60, _EDITION, Then.ARCHIVED, "preuve du dépôt"),
    "applications.DepositAttempt": Retention(60, _EDITION, Then.DELETED, "preuve du dépôt ou de son refus"),
    "applications.Document": Retention(60, _EDITION, Then.DELETED, "documents remis aux équipes"),
    "applications.Screening": Retention(60, _EDITION, Then.ARCHIVED, _SCREENED),
    "applications.CheckAnswer": Retention(60, _EDITION, Then.ARCHIVED, _SCREENED),
    "applications.Ruling": Retention(60, _EDITION, Then.ARCHIVED, _SCREENED),
    "applications.Complement": Retention(60, _EDITION, Then.ARCHIVED, _SCREENED),
    "applications.Message": Retention(60, _EDITION, Then.ARCHIVED, _SAID),
    "applications.Addressee": Retention(60, _EDITION, Then.ARCHIVED, _SAID),
    "applications.Extension": Retention(60, _EDITION, Then.DELETED, "égalité de traitement des équipes"),
}
