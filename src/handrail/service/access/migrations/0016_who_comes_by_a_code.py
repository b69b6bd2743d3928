"""Somebody without an account is known by their name and address as accounts are, so that an exclusion is held for a form
that opens by a code; and what they ask for after is kept as an attempt."""

from typing import Any

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

from handrail.service.access.names import keys_of

SHUTTING = """
-- The folders whose exclusions are of this one too. Only those joined to it, until a room above says of more.
create function access_folders_shutting(of uuid) returns setof uuid language sql stable
  set search_path = pg_catalog, pg_temp as $$ select public.access_folders_with(of) $$;
"""


def name_everyone(apps: Any, editor: Any) -> None:
    for one in apps.get_model("access", "Practitioner").objects.using(editor.connection.alias):
        one.known_by = keys_of([one.full_name], [one.email])
        one.save(update_fields=["known_by"])


class Migration(migrations.Migration):
    dependencies = [("access", "0015_what_outside_readers_are_called")]
    operations = [
        migrations.AddField(
            "practitioner",
            "known_by",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.TextField(), default=list, editable=False,
                help_text="see `names`: for exclusions", size=None,
            ),
        ),
        migrations.RunPython(name_everyone, migrations.RunPython.noop),
        # What was written is settled before the table is changed again.
        migrations.RunSQL("set constraints all immediate", migrations.RunSQL.noop),
        migrations.AddConstraint(
            "practitioner",
            models.CheckConstraint(condition=~Q(known_by=[]), name="a_practitioner_is_known_by_something"),
        ),
        migrations.AlterField(
            "practitioner",
            "ended_why",
            models.CharField(
                blank=True, max_length=20,
                choices=[
                    ("sent", "the answer was sent"), ("replaced", "another practitioner was asked instead"),
                    ("withdrawn", "the coordinator withdrew it"),
                    ("not for them", "they said that it is not for them"),
                    ("not needed", "it is no longer needed"), ("may not", "they cannot be asked about this folder"),
                ],
            ),
        ),
        migrations.AlterField(
            "turnedaway",
            "person",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            "turnedaway",
            "practitioner_id",
            models.UUIDField(null=True, help_text="the key of somebody without an account, with a form"),
        ),
        migrations.AddConstraint(
            "turnedaway",
            models.CheckConstraint(
                condition=Q(person__isnull=True) ^ Q(practitioner_id__isnull=True), name="one_was_turned_away"
            ),
        ),
        migrations.AlterField(
            "attempt",
            "person",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            "attempt",
            "by_code",
            models.CharField("who it was, where they have no account", blank=True, default="", max_length=400),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            "attempt",
            models.CheckConstraint(
                condition=Q(person__isnull=True) ^ Q(by_code=""), name="somebody_was_at_the_folder"
            ),
        ),
        migrations.RunSQL(SHUTTING, "drop function access_folders_shutting(uuid)"),
    ]
