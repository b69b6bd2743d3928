"""What was asked of somebody about their reading, and how it was answered."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("access", '0008_more_reading'),
        ("partnerships", "0001_first_shape"),
    ]
    operations = [
        migrations.CreateModel(
            name="ReadingNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(help_text="the London day of the reading")),
                ("says", models.CharField(choices=[("asked", "They were asked"), ("explained", "Explained"), ("not explained", "Not explained")], max_length=20)),
                ("note", models.TextField()),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("noted_by", models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("partnership", models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="partnerships.body")),
                ("person", models.ForeignKey(help_text="whose reading it is", on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={"ordering": ("noted_at",)},
        ),
        migrations.AddIndex(
            model_name="readingnote",
            index=models.Index(fields=["partnership", "person", "on"], name="notes_on_reading"),
        ),
    ]
