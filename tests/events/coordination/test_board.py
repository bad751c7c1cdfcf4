"""The sizing board: figures right, nobody named, the same queries at any size."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.actions.day.absences import mark_absent
from events.actions.day.arriving import check_in
from events.actions.day.walking_in import walk_in
from events.methods import catering
from events.methods.reading.diets import diets_of, needs_reading, without_names
from events.methods.writing.attendance import Attendance
from events.models import Registration
from events.queries.coordination.board import board_of
from events.queries.coordination.forecast import beliefs
from inmp_portal.accounts.models import Institution

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(cafe):
    return reverse("events:cafe_board", args=[cafe.slug])


@pytest.fixture
def crowd(cafe, at):
    """`crowd(2_000)`: so many more confirmed registrations, of parties of one to three heads."""

    def gather(count: int) -> None:
        start, place = Registration.objects.count(), Institution.objects.get(code="chb")
        Registration.objects.bulk_create(
            Registration(
                reference=f"R{start + n}", cafe=cafe, state="confirmed", first_name="P", last_name=f"N{start + n:05}",
                name_folded=f"n{start + n:05} p", email=f"p{start + n}@exemple.fr", institution=place,
                party_size=1 + n % 3, token_hash=f"t{start + n}", created_at=at, updated_at=at,
                answers={"axes": ["axe1", "axe3"], "boisson": "the", "heure_arrivee": "8h30", "statut_projet": "idee"},
            )
            for n in range(count)
        )  # fmt: skip

    return gather


def test_figures(desk, address, sign_up, bounded, at, cafe, coordinator):
    bounded(2)
    sign_up(
        "un@exemple.fr",
        answers={"statut_projet": "idee", "axes": ["axe1", "axe2"], "boisson": "cafe", "regime": "vegan svp"},
    )
    sign_up("deux@exemple.fr", answers={"statut_projet": "pret", "boisson": "the", "accessibilite": "fauteuil roulant"})
    sign_up("trois@exemple.fr", answers={"boisson": "cafe"})
    board = board_of(cafe, coordinator, at)
    assert (board.people["confirmed"], board.people["waiting"], board.needs) == (2, 1, 1)
    assert [(share.label, share.count) for share in board.drinks] == [("Un café", 1), ("Un thé", 1), ("Rien", 0)]
    assert [(share.code, share.count) for share in board.axes if share.count] == [("axe1", 1), ("axe2", 1)]
    assert [(share.label, share.count) for share in board.diets] == [("végétalien", 1)]
    page = desk.get(address).content.decode()
    assert "besoin d’accès" in page and "dans huit cas sur dix" in page


def test_the_board_and_the_caterers_text_name_nobody(desk, address, cafe, sign_up):
    sign_up(last_name="Quérou-Secret", answers={"regime": "allergie aux noix de Mme Quérou-Secret, Hélène"})
    pages = [desk.get(url).content.decode() for url in (address, reverse("events:cafe_caterer", args=[cafe.slug]))]
    mains = [page.partition("<main")[2] for page in pages]
    assert not [page for page in mains if "Quérou" in page or "Hélène" in page]
    assert all("allergie aux noix de Mme [nom], [nom]" in page for page in mains)


def test_each_diet_of_a_person_counts_and_what_no_label_says_is_read(cafe, sign_up, coordinator, at):
    sign_up("un@exemple.fr", answers={"regime": "végétarien et sans lactose"})
    sign_up("deux@exemple.fr", answers={"regime": "macrobiotique"})
    sign_up("trois@exemple.fr", answers={"regime": "aucune allergie"})
    board = board_of(cafe, coordinator, at)
    counts = {share.label: share.count for share in board.diets}
    assert counts == {"végétarien": 1, "sans lactose": 1, "autre régime": 1}
    assert [(share.label, share.count) for share in board.diet_words] == [("macrobiotique", 1)]
    assert "- macrobiotique" in catering.text(board.order_for(cafe))


def test_what_one_said_of_oneself_is_not_counted_for_ones_companions(cafe, sign_up, coordinator, at):
    sign_up(answers={"regime": "sans gluten", "boisson": "the"})
    Registration.objects.update(party_size=3)
    board = board_of(cafe, coordinator, at)
    assert [(share.label, share.count) for share in board.diets] == [("sans gluten", 1)]
    assert sum(share.count for share in board.drinks) == 1


def test_equal_queries_with_20_and_2000_registrations(desk, address, crowd):
    counts = []
    for more in (20, 1_980):
        crowd(more)
        desk.get(address)  # the forecast of these parties is worked out once and remembered
        with CaptureQueriesContext(connection) as queries:
            desk.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 9, [query["sql"][:150] for query in queries.captured_queries]


def test_once_it_is_over_the_board_says_who_came(desk, address, cafe, sign_up, coordinator, frozen_clock):
    here, _, _ = (sign_up(f"p{n}@exemple.fr") for n in range(3))
    check_in(registration=here, by=coordinator, at=cafe.starts_at)
    for name in ("Ama Ndiaye", "Bo Li"):
        walk_in(cafe=cafe, name=name, place="", by=coordinator, at=cafe.starts_at)
    frozen_clock(cafe.starts_at)
    assert "attendues" in desk.get(address).content.decode()
    frozen_clock(cafe.ends_at)
    page = desk.get(address).content.decode()
    assert "3\u00a0personnes présentes, dont 2 sans inscription" in page and "attendues" not in page
    assert "Sur 3\u00a0personnes inscrites, 1 est venue (33\u00a0%)." in page
    assert "de 2\u00a0personnes reste à noter" in page and "personnes viennent sans" not in page
    assert reverse("events:feedback_results", args=[cafe.slug]) in page and "Closes depuis" in page
    mark_absent(cafe=cafe, by=coordinator, at=cafe.ends_at)
    board = board_of(cafe, coordinator, cafe.ends_at)
    assert board.attendance == Attendance(present=3, walk_ins=2, absent=2, unnoted=0)


def test_what_is_expected_follows_the_attendance_of_the_first_cafe(cafes, sign_up, coordinator, at):
    first, second = cafes
    before, _ = beliefs(second, coordinator, first.ends_at)
    for n in range(4):
        sign_up(f"p{n}@exemple.fr")
    Registration.objects.filter(email="p0@exemple.fr").update(state="no_show")
    Registration.objects.exclude(email="p0@exemple.fr").update(state="attended", checked_in_at=first.starts_at)
    after, _ = beliefs(second, coordinator, first.ends_at)
    assert (after.a, after.b) == (before.a + 3, before.b + 1)


def test_appointments_have_their_map_with_full_labels(desk, second, slots, appoint):
    appoint(slots[1])
    page = desk.get(reverse("events:cafe_board", args=[second.slug])).content.decode()
    assert "lundi 23 juin 2025 à 8\u00a0h\u00a015, guichet Données et entrepôt\u00a0: pris par Hélène Morvan" in page
    assert "Demande par thème" in page


@pytest.mark.parametrize(
    ("text", "labels", "is_read"),
    [
        ("Végétarienne", ("végétarien",), False), ("sans gluten (cœliaque)", ("sans gluten",), False),
        ("aucun", (), False), ("", (), False), ("Pas d’allergie", (), False), ("pas de porc", ("sans porc ou halal",), False),
        ("allergique aux crustacés", ("allergie ou intolérance",), True), ("macrobiotique", ("autre régime",), True),
        ("Intolérance au gluten", ("allergie ou intolérance", "sans gluten"), True),
        ("végétarienne, pas de champignons", ("végétarien",), True),
    ],
)  # fmt: skip
def test_a_diet_is_counted_under_general_labels_and_read_when_they_do_not_say_it(text, labels, is_read):
    assert (diets_of(text), needs_reading(text)) == (labels, is_read)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("noix, écrit Amélie", "noix, écrit [nom]"), ("aux noix\n(M. Jean Dupont)", "aux noix (M. [nom])"),
        ("Éviter l’arachide pour Mme Noix", "Éviter l’arachide pour Mme [nom]"),
        ("Mme de la Tour ne mange pas de lait", "Mme [nom] ne mange pas de lait"),
        ("arachide, vu par le Pr. J.-P. d’Arc", "arachide, vu par le Pr. [nom]"),
        ("Dr Le Goff : les fraises de Noël", "Dr [nom] : les fraises de Noël"),
        ("selon le docteur de famille, Lait interdit", "selon le docteur de famille, Lait interdit"),
    ],
)  # fmt: skip
def test_the_name_of_whoever_wrote_a_diet_is_left_out(text, said):
    assert without_names(text, "noix amelie") == said


def test_a_particle_of_the_own_name_hides_no_food():
    assert without_names("Le lait ; écrit par Le Goff Anne", "le goff anne") == "Le lait ; écrit par Le [nom]"
