"""When somebody was told of an attempt; and one question that may be asked without seeing an exclusion."""

from django.db import migrations, models

FORWARDS = """
-- Whether a folder, or one joined to it, is shut to someone known by one of these keys. An account found to be
-- somebody else's is let through by its address, never by its name: that may be the name of both.
create function access_names_shut(folders uuid[], keys text[]) returns boolean language sql stable security definer
  set search_path = pg_catalog, pg_temp as $$
  select exists (
    select from unnest(folders) of
    cross join lateral public.access_folders_with(of) as w(folder)
    join public.access_exclusion e on e.folder_id = w.folder and e.ended_at is null and e.known_by && keys
    where not exists (
      select from public.access_takenfor t join public.access_person p on p.id = t.person_id
      where t.exclusion_id = e.id and t.lifted_at is not null
        and p.known_by && array(select k from unnest(keys) k where k like 'email:%')))
  or exists (
    select from public.access_shutout s join public.access_person p on p.id = s.person_id
    where s.folder_id = any(folders) and p.known_by && keys)
$$;
"""


class Migration(migrations.Migration):
    dependencies = [('access', '0006_shut_out_is_kept')]
    operations = [
        migrations.AddField(
            model_name="attempt",
            name="told_at",
            field=models.DateTimeField(help_text="when a message was written of it; at most one an hour", null=True),
        ),
        migrations.RunSQL(FORWARDS, "drop function access_names_shut(uuid[], text[])"),
    ]
