"""People and establishments, with French names."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from inmp_portal.accounts.models import Grant, Institution, Role, User
from inmp_portal.lib import clock


class InstitutionFactory(DjangoModelFactory[Institution]):
    class Meta:
        model = Institution
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"etablissement-{n}")
    name = factory.LazyAttribute(lambda it: f"Établissement {it.code}")
    short_name = factory.LazyAttribute(lambda it: it.code[:40])


class UserFactory(DjangoModelFactory[User]):
    """A person who can sign in; `roles=[Role.COORDINATOR]` grants roles."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    first_name = factory.Faker("first_name", locale="fr_FR")
    last_name = factory.Faker("last_name", locale="fr_FR")
    email = factory.Sequence(lambda n: f"personne{n}@exemple.fr")
    institution = factory.SubFactory(InstitutionFactory)
    profession = "Praticien hospitalier"

    @factory.post_generation
    def roles(self, create: bool, extracted: list[Role] | None, **_: object) -> None:
        for role in extracted or []:
            Grant.objects.create(user=self, role=role, granted_at=clock.now())
