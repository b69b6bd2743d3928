"""Reasons for reading, or taking away, more in an hour than the measure."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [('access', '0007_attempts_are_told')]
    operations = [
        migrations.CreateModel(
            name="MoreReading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("of", models.CharField(choices=[("folders", "Folders opened"), ("lines", "Lines taken away in files")], max_length=10)),
                ("why", models.TextField()),
                ("given_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={"ordering": ("-given_at",)},
        ),
        migrations.AddIndex(
            model_name="morereading",
            index=models.Index(fields=["person", "-given_at"], name="more_reading_of"),
        ),
    ]
