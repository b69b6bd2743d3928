"""Two folders of one death are joined folders too: whoever is shut out of the one is shut out of the other, while the
joining stands. What was notified in the one has been copied into the other."""

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
      union all
      select gone.case_id from public.child_deaths_death on_here
        join public.child_deaths_joining d on d.goes_on_id = on_here.id and d.undone_at is null
        join public.child_deaths_death gone on gone.id = d.superseded_id where on_here.case_id = t.folder
      union all
      select on_there.case_id from public.child_deaths_death gone_here
        join public.child_deaths_joining d on d.superseded_id = gone_here.id and d.undone_at is null
        join public.child_deaths_death on_there on on_there.id = d.goes_on_id where gone_here.case_id = t.folder
    ) as beside(other)
  )
  select folder from together
$$;

create function child_deaths_joining_changed() returns trigger language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
begin
  perform public.access_hold_shut_out();
  perform public.access_keep_shut_out(array(
    select e.id from public.access_exclusion e where e.ended_at is null and e.folder_id in (
      select public.access_folders_with(d.case_id) from public.child_deaths_death d
      where d.id in (new.goes_on_id, new.superseded_id))));
  return null;
end $$;
create trigger keeps_shut_out after insert or update on child_deaths_joining
  for each row execute function child_deaths_joining_changed();

select public.access_keep_shut_out(array(select e.id from public.access_exclusion e where e.ended_at is null));
"""

BACKWARDS = """
drop trigger keeps_shut_out on child_deaths_joining;
drop function child_deaths_joining_changed();
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
select public.access_keep_shut_out(array(select e.id from public.access_exclusion e where e.ended_at is null));
"""


class Migration(migrations.Migration):
    dependencies = [
        ('child_deaths', '0001_first_shape'),
        ('cases', '0005_shut_out_of_joined_folders'),
        ('access', '0007_attempts_are_told'),
    ]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
