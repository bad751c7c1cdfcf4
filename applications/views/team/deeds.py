"""What is done with one member of a team: each says what will happen, then does it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.forms import Form
from django.shortcuts import get_object_or_404
from django.urls import reverse

from applications.actions.team import answering, inviting, transferring
from applications.models import Application, Membership
from applications.rules import team as rules
from inmp_portal.accounts.models import User
from inmp_portal.lib.views import ActionView


def memberships_of_own(user: User, at: datetime) -> QuerySet[Membership]:
    """Members of the teams that one belongs to; for everybody else they do not exist."""
    own = Membership.objects.visible_to(user, at).filter(application__in=Application.objects.of_team(user))
    return own.select_related("application__call", "application__lead", "user", "application__main_axis")


class Deed(ActionView):
    """/dossiers/<ref>/equipe/<membre>/… – GET says what will happen, POST does it."""

    queryset = memberships_of_own
    template_name = "applications/team/deed.html"
    title: ClassVar[str]
    text: ClassVar[str]
    button: ClassVar[str]
    is_grave: ClassVar[bool] = False

    def get_object(self) -> Membership:
        found = type(self).queryset(self.request.user, self.at)
        return get_object_or_404(
            found, application__reference=self.kwargs["reference"], reference=self.kwargs["member"]
        )

    def get_success_url(self) -> str:
        return reverse("applications:team", args=[self.object.application.reference])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(application=self.object.application, member=self.object, deed=self, **kwargs)


class Remove(Deed):
    rule = rules.can_remove
    title, button, is_grave = "Retirer de l’équipe", "Retirer de l’équipe", True
    text = "Le dossier lui est fermé aussitôt. Ce que cette personne y a écrit reste."

    def act(self, form: Form) -> str:
        inviting.remove(membership=self.object, by=self.request.user, at=self.at)
        return f"{self.object.label} n’est plus dans l’équipe."


class Renew(Deed):
    rule = rules.can_renew
    title, button = "Renvoyer l’invitation", "Renvoyer l’invitation"
    text = "Un nouveau courriel part à cette adresse, avec une nouvelle date d’expiration."

    def act(self, form: Form) -> str:
        inviting.renew(membership=self.object, by=self.request.user, at=self.at)
        return f"L’invitation est renvoyée à {self.object.email}."


class Leave(Deed):
    rule = rules.can_leave
    title, button, is_grave = "Quitter l’équipe", "Quitter l’équipe", True
    text = (
        "Vous ne verrez plus ce dossier. Ce que vous y avez écrit reste. Seule une nouvelle invitation vous y ramène."
    )

    def act(self, form: Form) -> str:
        answering.leave(membership=self.object, by=self.request.user, at=self.at)
        return "Vous avez quitté l’équipe du dossier."

    def get_success_url(self) -> str:
        return reverse("home:space")


class Finish(Deed):
    """A switch: done, or not after all."""

    rule = rules.can_finish
    title, button = "Ma partie", "Enregistrer"
    text = "La personne porteuse le voit sur la page de l’équipe. Vous pouvez toujours modifier le dossier."

    def act(self, form: Form) -> str:
        is_done = self.object.done_at is None
        answering.finish(membership=self.object, is_done=is_done, by=self.request.user, at=self.at)
        return (
            "Votre partie est signalée comme terminée."
            if is_done
            else "Votre partie n’est plus signalée comme terminée."
        )


class Offer(Deed):
    rule = rules.can_offer_dossier
    title, button = "Transférer le dossier", "Proposer le transfert"
    text = (
        "Si cette personne accepte, elle devient la seule à pouvoir déposer le dossier\u00a0; vous restez dans l’équipe et "
        f"pouvez le modifier. Sans réponse sous {rules.TRANSFER_DAYS} jours, rien ne change."
    )

    def act(self, form: Form) -> str:
        transferring.offer(membership=self.object, by=self.request.user, at=self.at)
        return f"Le transfert est proposé à {self.object.label}."


class EndOffer(Deed):
    rule = rules.can_take_back_offer
    title, button = "Reprendre la proposition de transfert", "Reprendre la proposition"
    text = "Le dossier reste le vôtre."

    def act(self, form: Form) -> str:
        transferring.take_back(membership=self.object, by=self.request.user, at=self.at)
        return "La proposition de transfert est reprise."


class TakeOver(Deed):
    rule = rules.can_take_over
    title, button = "Devenir la personne porteuse", "Devenir la personne porteuse"
    text = (
        "Vous serez la seule personne à pouvoir déposer le dossier, et ses courriels vous seront adressés. La personne qui le "
        "portait reste dans l’équipe. Vérifiez la rubrique «\u00a0Personne porteuse du projet\u00a0»\u00a0: elle garde ce "
        "qui y est écrit."
    )

    def act(self, form: Form) -> str:
        transferring.take_over(membership=self.object, by=self.request.user, at=self.at)
        return "Vous portez maintenant ce dossier."


class Decline(Deed):
    rule = rules.can_decline_over
    title, button = "Décliner le transfert", "Décliner"
    text = "Vous restez dans l’équipe\u00a0; la personne porteuse ne change pas."

    def act(self, form: Form) -> str:
        transferring.decline(membership=self.object, by=self.request.user, at=self.at)
        return "Vous avez décliné le transfert."
