"""A deposit is neither updated nor deleted, whoever asks: the database refuses."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION applications_deposit_is_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Un dépôt ne se modifie ni ne s’efface (% refusé).', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER applications_deposit_immutable
    BEFORE UPDATE OR DELETE ON applications_deposit
    FOR EACH ROW EXECUTE FUNCTION applications_deposit_is_immutable();
"""
BACKWARD = """
DROP TRIGGER applications_deposit_immutable ON applications_deposit;
DROP FUNCTION applications_deposit_is_immutable();
"""


class Migration(migrations.Migration):
    dependencies = [("applications", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
