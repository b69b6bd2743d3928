import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("reports", "0003_drawn_for_several")]

    operations = [
        migrations.AddField(
            model_name="deathreport",
            name="drawn_from",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(),
                default=list,
                help_text="the folders whose findings and recommendations its draft repeats",
                size=None,
            ),
        ),
    ]
