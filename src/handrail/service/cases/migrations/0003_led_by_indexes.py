
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0002_told_apart_and_beside'),
        ('partnerships', '0001_first_shape'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='draft',
            index=models.Index(condition=models.Q(('discarded_at__isnull', True), ('submitted_at__isnull', True)), fields=['body', '-saved_at'], name='drafts_begun'),
        ),
        migrations.AddIndex(
            model_name='keptclock',
            index=models.Index(condition=models.Q(('due_on__isnull', True), ('ended', False)), fields=['owed_by', 'beside', 'started_on'], name='clocks_owed_no_day'),
        ),
        migrations.AddIndex(
            model_name='keptclock',
            index=models.Index(condition=models.Q(('due_on__isnull', True), ('ended', False)), fields=['partnership', 'beside', 'started_on'], name='clocks_awaited_no_day'),
        ),
    ]
