from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [('access', '0009_shares')]

    operations = [
        migrations.AddField(
            model_name="folder",
            name="made_by",
            field=models.ForeignKey(
                help_text="may file in it what they are handing in, before anyone has its key",
                null=True,
                on_delete=models.RESTRICT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
