from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tellings', '0002_compared_before_it_is_read'),
    ]

    operations = [
        migrations.AddField(
            model_name='openpage',
            name='keeps_unsent',
            field=models.PositiveSmallIntegerField(help_text='since it was last typed in', null=True, verbose_name='days for which what was begun and not sent is kept'),
        ),
        migrations.AddField(
            model_name='openpage',
            name='keeps_refused',
            field=models.PositiveSmallIntegerField(null=True, verbose_name='days for which what was refused is kept'),
        ),
        migrations.AddField(
            model_name='openpage',
            name='kept_by',
            field=models.CharField(blank=True, max_length=300, verbose_name='the rule or decision that these days rely on'),
        ),
        migrations.RemoveField(
            model_name='telling',
            name='emptied_at',
        ),
        migrations.RemoveField(
            model_name='telling',
            name='made_sure',
        ),
    ]
