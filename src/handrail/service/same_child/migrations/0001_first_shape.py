"""What each child is found by, and the pairs that were found."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0013_bearers_apart'),
        ('children', '0002_compared_when'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Resemblance',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('likely', models.BooleanField(help_text='whether it is more than possible')),
                ('says', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=120), help_text='what speaks for it; names no value', size=None)),
                ('but', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=120), default=list, help_text='what speaks against it', size=None)),
                ('found_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('decided', models.CharField(blank=True, choices=[('same', 'The same child'), ('different', 'Two children')], max_length=20)),
                ('reasons', models.CharField(blank=True, max_length=300)),
                ('decided_at', models.DateTimeField(null=True)),
                ('joined', models.BooleanField(default=False, help_text='whether deciding joined the two folders')),
                ('undone_at', models.DateTimeField(null=True)),
                ('undone_why', models.CharField(blank=True, help_text='the last time, if ever', max_length=300)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='resembles_as_first', to='children.child')),
                ('first_folder', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='access.folder')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='resembles_as_second', to='children.child')),
                ('second_folder', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='access.folder')),
                ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-likely', 'found_at', 'id'),
                'indexes': [models.Index(fields=['first_folder'], name='resembles_first_folder'), models.Index(fields=['second_folder'], name='resembles_second_folder')],
                'constraints': [models.UniqueConstraint(fields=('first', 'second'), name='two_children_resemble_once'), models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='a_pair_in_one_order'), models.CheckConstraint(condition=models.Q(('first_folder', models.F('second_folder')), _negated=True), name='resembles_a_child_of_another_folder')],
            },
        ),
        migrations.CreateModel(
            name='Trace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('handle', models.BigIntegerField()),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='traces', to='children.child')),
            ],
            options={
                'indexes': [models.Index(fields=['handle'], include=('child',), name='traces_by_handle')],
                'constraints': [models.UniqueConstraint(fields=('child', 'handle'), name='a_child_has_a_handle_once')],
            },
        ),
    ]
