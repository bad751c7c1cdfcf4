"""The long JSON columns are stored as they are, out of the row (decision 0020): no row is rewritten here."""

from django.db import migrations

LONG = (
    ("applications_application", "answers"),
    ("applications_deposit", "snapshot"),
    ("applications_deposit", "form"),
    ("applications_call", "form"),
)


def _storage(kind):
    return [f'ALTER TABLE {table} ALTER COLUMN "{column}" SET STORAGE {kind}' for table, column in LONG]


class Migration(migrations.Migration):
    dependencies = [("applications", "0003_list_orders")]

    operations = [migrations.RunSQL(_storage("EXTERNAL"), _storage("EXTENDED"))]
