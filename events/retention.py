"""How long cafés and registrations are kept."""

from inmp_portal.lib.retention import Retention, Then

_PUBLIC = "information publique de l’appel"

RETENTION = {
    "events.Cafe": Retention(None, "tenue du café", Then.KEPT, _PUBLIC),
    "events.Desk": Retention(None, "tenue du café", Then.KEPT, "organisation des rendez-vous"),
    "events.Slot": Retention(None, "tenue du café", Then.KEPT, "organisation des rendez-vous"),
    # Meals, access needs and free texts go a week after the café (row E19); what is left of the person, after six months, as the public page says.
    "events.CafeQuestion": Retention(6, "tenue du café", Then.ANONYMISED, "réponse aux questions posées"),
    "events.Feedback": Retention(60, "tenue du café", Then.KEPT, "amélioration des cafés, sans personne"),
    "events.GroupMessage": Retention(12, "tenue du café", Then.DELETED, "trace des messages envoyés aux inscrits"),
    "events.Tap": Retention(1, "tenue du café", Then.DELETED, "ne pas noter deux fois une même arrivée"),
    "events.Proposal": Retention(12, "tenue du café", Then.DELETED, "trace des attributions proposées"),
    "events.Registration": Retention(6, "tenue du café", Then.ANONYMISED, "organisation des cafés"),
}
