from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("events", "0004_proposals")]

    operations = [
        migrations.AddField(
            model_name="registration",
            name="is_given_up",
            field=models.BooleanField(default=False, verbose_name="rendez-vous rendu par la personne"),
        ),
    ]
