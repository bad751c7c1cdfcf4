"""The form of a deposit is written once and named by its hash, instead of a copy in each deposit (decision 0021).

The fingerprints do not move: they are those of the same bytes.
"""

import hashlib
import json

import django.db.models.deletion
from django.db import migrations, models

IMMUTABLE = """
CREATE FUNCTION applications_frozen_form_is_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Un formulaire figé ne se modifie ni ne s’efface (% refusé).', TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER applications_frozen_form_immutable
    BEFORE UPDATE OR DELETE ON applications_frozenform
    FOR EACH ROW EXECUTE FUNCTION applications_frozen_form_is_immutable();
"""
MUTABLE = """
DROP TRIGGER applications_frozen_form_immutable ON applications_frozenform;
DROP FUNCTION applications_frozen_form_is_immutable();
"""
UNLOCK = "ALTER TABLE applications_deposit DISABLE TRIGGER applications_deposit_immutable"
LOCK = "SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE applications_deposit ENABLE TRIGGER applications_deposit_immutable"


def freeze(apps, schema_editor):
    """One frozen form for each that the deposits hold; a deposit and its fingerprint say the same as before."""
    FrozenForm = apps.get_model("applications", "FrozenForm")
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT md5(form::text), min(form::text) FROM applications_deposit GROUP BY 1")
        for content, text in cursor.fetchall():
            form = json.loads(text)
            written = json.dumps(form, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
            kept, _ = FrozenForm.objects.get_or_create(
                sha256=hashlib.sha256(written).hexdigest(), defaults={"form": form}
            )
            cursor.execute(
                "UPDATE applications_deposit SET frozen_form_id = %s WHERE md5(form::text) = %s",
                [kept.sha256, content],
            )


def thaw(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            "UPDATE applications_deposit d SET form = f.form FROM applications_frozenform f"
            " WHERE f.sha256 = d.frozen_form_id"
        )


def _reference(*, null):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="applications.frozenform",
        verbose_name="formulaire", null=null,
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("applications", "0004_long_json_uncompressed")]

    operations = [
        migrations.CreateModel(
            name="FrozenForm",
            fields=[
                (
                    "sha256",
                    models.CharField(
                        max_length=64, primary_key=True, serialize=False, verbose_name="empreinte SHA-256"
                    ),
                ),
                ("form", models.JSONField(verbose_name="formulaire")),
            ],
            options={"verbose_name": "formulaire figé", "verbose_name_plural": "formulaires figés"},
        ),
        migrations.RunSQL(
            'ALTER TABLE applications_frozenform ALTER COLUMN "form" SET STORAGE EXTERNAL', migrations.RunSQL.noop
        ),
        migrations.AddField("deposit", "frozen_form", _reference(null=True)),
        migrations.AlterField("deposit", "form", models.JSONField(null=True, verbose_name="formulaire")),
        migrations.RunSQL(UNLOCK, LOCK),
        migrations.RunPython(freeze, thaw),
        migrations.RunSQL(LOCK, UNLOCK),
        migrations.AlterField("deposit", "frozen_form", _reference(null=False)),
        migrations.RemoveField("deposit", "form"),
        migrations.RunSQL(IMMUTABLE, MUTABLE),
    ]
