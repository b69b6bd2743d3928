import django.contrib.postgres.fields
from django.db import migrations, models

ANEW = """
create function reports_counted_anew() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  -- What was let out bears on what any draft may tell that counts the same deaths: it is counted again.
  update public.reports_deathreport draft set counted_at = null
  where draft.approved_at is null and draft.id <> new.id
    and (cardinality(draft.beside) > 0 or cardinality(new.beside) > 0);
  return null;
end $$;
create trigger counted_anew after update on reports_deathreport
  for each row when (old.approved_at is null and new.approved_at is not null)
  execute function reports_counted_anew();
"""
NOT_ANEW = """
drop trigger counted_anew on reports_deathreport;
drop function reports_counted_anew();
"""


class Migration(migrations.Migration):

    dependencies = [("reports", "0002_what_was_approved_stands")]

    operations = [
        migrations.AddField(
            model_name="deathreport",
            name="beside",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(),
                default=list,
                help_text="the other partnerships, where it is drawn for several together",
                size=None,
            ),
        ),
        migrations.RunSQL(ANEW, NOT_ANEW),
    ]
