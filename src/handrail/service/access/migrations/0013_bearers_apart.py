"""Passwords and calendar addresses leave the person, whom every part of the service may read, for tables of their own.

An address in use goes on for a year from the day of this migration, under the posts that are held then.
"""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

MOVE = """
insert into access_password (person_id, hash) select id, password from access_person;
insert into access_calendaraddress (person_id, key, made_on)
select id, calendar_key, (now() at time zone 'Europe/London')::date from access_person;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0012_grounds_of_child_deaths'),
    ]

    operations = [
        migrations.CreateModel(
            name='Password',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.RESTRICT, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('hash', models.CharField(max_length=128)),
            ],
        ),
        migrations.CreateModel(
            name='CalendarAddress',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.RESTRICT, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('made_on', models.DateField(default=django.utils.timezone.localdate)),
            ],
        ),
        migrations.RunSQL("set constraints all immediate"),
        migrations.RunSQL(MOVE),
        migrations.RunSQL("set constraints all immediate"),
        migrations.RemoveField(model_name='person', name='password'),
        migrations.RemoveField(model_name='person', name='calendar_key'),
    ]
