"""The portal's tables, as bare Django would read them."""

from django.db import models


class Unmanaged(models.Model):
    class Meta:
        abstract = True
        managed = False
        app_label = "floor"


class Axis(Unmanaged):
    number = models.IntegerField()
    short_title = models.TextField()

    class Meta(Unmanaged.Meta):
        db_table = "applications_axis"


class Institution(Unmanaged):
    short_name = models.TextField()

    class Meta(Unmanaged.Meta):
        db_table = "accounts_institution"


class Call(Unmanaged):
    title = models.TextField()
    official_envelope_text = models.TextField()
    closes_at = models.DateTimeField()

    class Meta(Unmanaged.Meta):
        db_table = "applications_call"


class CallDate(Unmanaged):
    call = models.ForeignKey(Call, models.DO_NOTHING)
    position = models.IntegerField()
    label = models.TextField()
    when_text = models.TextField()
    is_public = models.BooleanField()

    class Meta(Unmanaged.Meta):
        db_table = "applications_calldate"


class Application(Unmanaged):
    reference = models.TextField()
    number = models.TextField(null=True)
    title = models.TextField()
    acronym = models.TextField(null=True)
    lead_name = models.TextField()
    state = models.TextField()
    main_axis = models.ForeignKey(Axis, models.DO_NOTHING, null=True)
    institution = models.ForeignKey(Institution, models.DO_NOTHING, null=True)
    requested_amount = models.DecimalField(max_digits=12, decimal_places=2)
    last_deposited_at = models.DateTimeField(null=True)
    deposit_count = models.IntegerField()
    answers = models.JSONField()
    version = models.IntegerField()

    class Meta(Unmanaged.Meta):
        db_table = "applications_application"


class Cafe(Unmanaged):
    slug = models.TextField()
    title = models.TextField()
    starts_at = models.DateTimeField()

    class Meta(Unmanaged.Meta):
        db_table = "events_cafe"


class Registration(Unmanaged):
    cafe = models.ForeignKey(Cafe, models.DO_NOTHING)
    first_name = models.TextField()
    last_name = models.TextField()
    name_folded = models.TextField()
    email = models.TextField()
    institution = models.ForeignKey(Institution, models.DO_NOTHING, null=True)
    state = models.TextField()
    party_size = models.IntegerField()
    created_at = models.DateTimeField()

    class Meta(Unmanaged.Meta):
        db_table = "events_registration"


class Attempt(Unmanaged):
    """A table of the floor's own, where its deposit is written."""

    application = models.ForeignKey(Application, models.DO_NOTHING)
    snapshot = models.JSONField()
    at = models.DateTimeField()

    class Meta(Unmanaged.Meta):
        db_table = "bench_floor_deposit"
