"""Four questions, once, by those who were there, and nothing that says who."""

from __future__ import annotations

import pytest
from django.urls import reverse

from events.actions.after.feedback import give_feedback
from events.actions.day.arriving import check_in
from events.models import Feedback, Registration
from events.queries.after.feedback import Results
from inmp_portal.journal.models import Entry as JournalEntry
from inmp_portal.lib.verdict import Refused

pytestmark = pytest.mark.django_db
ANSWERS = {"utile": "tres", "rencontre": "non", "reponse": "", "changer": "Le café"}


@pytest.fixture
def there(sign_up, coordinator, cafe):
    """`there("a@exemple.fr")`: somebody who came."""

    def make(email="helene.morvan@exemple.fr", **details):
        one = sign_up(email, **details)
        return check_in(registration=one, by=coordinator, at=cafe.starts_at).registration

    return make


def test_once_and_nothing_links_it_to_the_person(there, cafe):
    one = there()
    before = {**Registration.objects.values().get()}
    give_feedback(registration=one, answers=ANSWERS, at=cafe.ends_at)
    after = Registration.objects.values().get()
    assert {name for name in after if after[name] != before[name]} == {"gave_feedback"}
    kept = Feedback.objects.values().get()
    assert kept | {"id": 0} == {
        "id": 0, "cafe_id": cafe.pk, "day": cafe.ends_at.date(),
        "answers": {"utile": "tres", "rencontre": "non", "changer": "Le café"},
    }  # fmt: skip
    entry = JournalEntry.objects.get(type="cafe.feedback_given")
    assert (entry.object_id, entry.actor_id, entry.at.astimezone(cafe.starts_at.tzinfo).hour % 22) == (str(cafe.pk), None, 0)  # fmt: skip
    with pytest.raises(Refused, match="déjà donné"):
        give_feedback(registration=one, answers=ANSWERS, at=cafe.ends_at)
    assert Feedback.objects.count() == 1


def test_only_those_who_were_there_and_afterwards(sign_up, there, cafe):
    with pytest.raises(Refused, match="présence"):
        give_feedback(registration=sign_up("absente@exemple.fr"), answers=ANSWERS, at=cafe.ends_at)
    with pytest.raises(Refused, match="terminé"):
        give_feedback(registration=there(), answers=ANSWERS, at=cafe.starts_at)
    assert not Feedback.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_twice_at_once_is_once(there, cafe, in_parallel):
    one = there()
    outcomes = in_parallel(4, lambda _: give_feedback(registration=one, answers=ANSWERS, at=cafe.ends_at))
    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == 3
    assert Feedback.objects.count() == 1


def test_shown_from_five_answers(there, cafe, as_user, coordinator):
    page = reverse("events:feedback_results", args=[cafe.slug])
    for n in range(4):
        give_feedback(registration=there(f"n{n}@exemple.fr"), answers=ANSWERS, at=cafe.ends_at)
    assert Results.of(cafe).charts == []
    text = as_user(coordinator).get(page).content.decode()
    assert "Trop peu de réponses" in text and "Très utile" not in text and "Le café" not in text.partition("<main")[2].partition("remarques")[2]  # fmt: skip
    give_feedback(registration=there("n4@exemple.fr"), answers={"utile": "peu"}, at=cafe.ends_at)
    shown = Results.of(cafe)
    assert [(bar.count, bar.percent) for bar in shown.charts[0].bars] == [(4, 80), (0, 0), (1, 20), (0, 0)]
    assert shown.remarks == []  # four were written: that question keeps its own threshold
    assert "Très utile" in as_user(coordinator).get(page).content.decode()


def test_a_question_that_fewer_than_five_answered_shows_nothing(there, cafe, as_user, coordinator):
    for n in range(6):
        said = {"utile": "tres", "changer": f"Avis {n}", **({"rencontre": "non"} if n < 4 else {})}
        give_feedback(registration=there(f"n{n}@exemple.fr"), answers=said, at=cafe.ends_at)
    useful, met, answered = Results.of(cafe).charts
    assert (len(useful.bars), met.bars, met.answered, answered.bars) == (4, (), 4, ())
    page = as_user(coordinator).get(reverse("events:feedback_results", args=[cafe.slug])).content.decode()
    assert page.count("Moins de cinq personnes ont répondu") == 2 and "Peut-être" not in page
    assert "Avis 5" in page and "Très utile" in page


def test_the_page_of_ones_registration_leads_to_it_once(there, cafe, lead, as_user, frozen_clock):
    one = there(by=lead)
    frozen_clock(cafe.ends_at)
    client = as_user(lead)
    detail, form = (
        reverse(f"events:{name}", args=[one.reference]) for name in ("registration_detail", "feedback_give")
    )
    assert form in client.get(detail).content.decode()
    empty = client.post(form, {})
    assert empty.status_code == 422 and "une question au moins" in empty.content.decode()
    wrong = client.post(form, {"utile": "énormément"})
    assert wrong.status_code == 422
    done = client.post(form, {"utile": "tres", "changer": "Rien"}, follow=True).content.decode()
    assert "Il est enregistré sans votre nom" in done and form not in done
    again = client.post(form, {"utile": "tres"})
    assert again.status_code == 409 and Feedback.objects.count() == 1
