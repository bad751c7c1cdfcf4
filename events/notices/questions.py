"""The mail that brings the answer to a question asked to the cafés (a text of the portal: decision 0016)."""

from __future__ import annotations

from typing import Any

from events.models import CafeQuestion
from events.notices.links import link, own_link
from inmp_portal.lib.french import day
from inmp_portal.lib.verdict import Verdict
from inmp_portal.outbox.models import Mail
from inmp_portal.outbox.notices import About, Notice


class Answered(Notice):
    """To whoever asked, once: the answer itself, and where it is found again."""

    kind = "cafe_reponse"
    about = About("Cafés de l’INMP", "Réponse à une question", "Personne qui a posé la question", "À la réponse")
    prose = frozenset({"reponse"})
    app = "events"
    obj: CafeQuestion

    def recipients(self) -> list[str]:
        return [self.obj.asker_email]

    def subject_matter(self) -> str:
        return f"votre question au café de l’INMP du {day(self.obj.cafe.starts_at)}"

    def contact(self) -> str:
        return self.obj.cafe.call.contact_email

    def context(self) -> dict[str, Any]:
        question = self.obj
        return {
            "personne": question.asker_name,
            "question": question.text,
            "reponse": question.said_answer,
            "lien_inscription": own_link(question.registration) if question.registration else "",
            "lien_cafe": link("cafe_detail", slug=question.cafe.slug),
        }

    @classmethod
    def still_wanted(cls, mail: Mail) -> Verdict:
        """Only while there is an answer."""
        question = CafeQuestion.objects.filter(pk=mail.object_id).select_related("same_as").first()
        if question and question.said_answer:
            return Verdict.yes()
        return Verdict.no("La question n’a plus de réponse.")
