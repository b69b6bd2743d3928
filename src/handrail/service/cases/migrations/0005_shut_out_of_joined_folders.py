"""Whoever is shut out of a folder is shut out of those joined to it, and of those joined to them, while they are."""

from django.db import migrations

FORWARDS = """
create or replace function access_folders_with(of uuid) returns setof uuid language sql stable
  set search_path = pg_catalog, pg_temp as $$
  with recursive together(folder) as (
    select of
    union
    select other from together t cross join lateral (
      select j.second_id from public.cases_join j where j.first_id = t.folder and j.parted_at is null
      union all
      select j.first_id from public.cases_join j where j.second_id = t.folder and j.parted_at is null
    ) as beside(other)
  )
  select folder from together
$$;

create function cases_join_changed() returns trigger language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
begin
  perform public.access_hold_shut_out();
  perform public.access_keep_shut_out(array(
    select e.id from public.access_exclusion e where e.ended_at is null and e.folder_id in (
      select public.access_folders_with(new.first_id) union select public.access_folders_with(new.second_id))));
  return null;
end $$;
create trigger keeps_shut_out after insert or update on cases_join
  for each row execute function cases_join_changed();
"""

BACKWARDS = """
drop trigger keeps_shut_out on cases_join;
drop function cases_join_changed();
create or replace function access_folders_with(of uuid) returns setof uuid language sql stable
  set search_path = pg_catalog, pg_temp as $$ select of $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ('cases', '0004_drafts_by_code'),
        ("access", '0006_shut_out_is_kept'),
    ]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
