"""Whoever is shut out of a folder is shut out of every audit that has had it in its sample: what bodies judge there, by
its number, is of that child. It does not lead on from the audit to the other folders of the sample."""

from django.db import migrations

FORWARDS = """
-- The audits in whose sample any of these folders is, or was: what was judged of it by its number stays with them.
create function scrutiny_audits_of(folders uuid[]) returns setof uuid language sql stable
  set search_path = pg_catalog, pg_temp as
$$ select distinct one.case_id from public.scrutiny_sampled one where one.sampled_id = any(folders) $$;

-- The folders whose exclusions are of this one too: those joined to it, and of an audit, those of its sample.
create or replace function access_folders_shutting(of uuid) returns setof uuid language sql stable
  set search_path = pg_catalog, pg_temp as $$
  select public.access_folders_with(of)
  union
  select w.folder from public.scrutiny_sampled one
    cross join lateral public.access_folders_with(one.sampled_id) as w(folder) where one.case_id = of
$$;

create or replace function access_keep_shut_out(which uuid[]) returns void language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
begin
  with excluded as materialized (
    select e.id as exclusion, array(select public.access_folders_with(e.folder_id)) as folders
    from public.access_exclusion e where e.id = any(which) and e.ended_at is null
  ), wanted as materialized (
    select f.folder, t.person_id as person, e.exclusion
    from excluded e
    join public.access_takenfor t on t.exclusion_id = e.exclusion and t.lifted_at is null
    cross join lateral (select unnest(e.folders) union select public.scrutiny_audits_of(e.folders)) as f(folder)
  ), gone as (
    delete from public.access_shutout s where s.exclusion_id = any(which) and not exists (
      select from wanted w where w.folder = s.folder_id and w.person = s.person_id and w.exclusion = s.exclusion_id)
  )
  insert into public.access_shutout (folder_id, person_id, exclusion_id)
    select w.folder, w.person, w.exclusion from wanted w on conflict do nothing;
end $$;

create or replace function access_names_shut(folders uuid[], keys text[]) returns boolean language sql stable
  security definer set search_path = pg_catalog, pg_temp as $$
  select exists (
    select from unnest(folders) of
    cross join lateral public.access_folders_shutting(of) as w(folder)
    join public.access_exclusion e on e.folder_id = w.folder and e.ended_at is null and e.known_by && keys
    where not exists (
      select from public.access_takenfor t join public.access_person p on p.id = t.person_id
      where t.exclusion_id = e.id and t.lifted_at is not null
        and p.known_by && array(select k from unnest(keys) k where k like 'email:%')))
  or exists (
    select from public.access_shutout s join public.access_person p on p.id = s.person_id
    where s.folder_id = any(folders) and p.known_by && keys)
$$;

create function scrutiny_sampled_changed() returns trigger language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
begin
  perform public.access_hold_shut_out();
  perform public.access_keep_shut_out(array(
    select e.id from public.access_exclusion e
    where e.ended_at is null and e.folder_id in (select public.access_folders_with(new.sampled_id))));
  return null;
end $$;
create trigger keeps_shut_out after insert or update on scrutiny_sampled
  for each row execute function scrutiny_sampled_changed();

revoke execute on function scrutiny_audits_of(uuid[]) from public;
select public.access_keep_shut_out(array(select e.id from public.access_exclusion e where e.ended_at is null));
"""

BACKWARDS = """
drop trigger keeps_shut_out on scrutiny_sampled;
drop function scrutiny_sampled_changed();
create or replace function access_keep_shut_out(which uuid[]) returns void language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
begin
  with wanted as materialized (
    select f.folder, t.person_id as person, e.id as exclusion
    from public.access_exclusion e
    join public.access_takenfor t on t.exclusion_id = e.id and t.lifted_at is null
    cross join lateral public.access_folders_with(e.folder_id) as f(folder)
    where e.id = any(which) and e.ended_at is null
  ), gone as (
    delete from public.access_shutout s where s.exclusion_id = any(which) and not exists (
      select from wanted w where w.folder = s.folder_id and w.person = s.person_id and w.exclusion = s.exclusion_id)
  )
  insert into public.access_shutout (folder_id, person_id, exclusion_id)
    select w.folder, w.person, w.exclusion from wanted w on conflict do nothing;
end $$;
create or replace function access_names_shut(folders uuid[], keys text[]) returns boolean language sql stable
  security definer set search_path = pg_catalog, pg_temp as $$
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
create or replace function access_folders_shutting(of uuid) returns setof uuid language sql stable
  set search_path = pg_catalog, pg_temp as $$ select public.access_folders_with(of) $$;
drop function scrutiny_audits_of(uuid[]);
select public.access_keep_shut_out(array(select e.id from public.access_exclusion e where e.ended_at is null));
"""


class Migration(migrations.Migration):
    dependencies = [
        ('scrutiny', '0007_what_scrutineers_read'),
        ('access', '0016_who_comes_by_a_code'),
        ('child_deaths', '0002_shut_out_of_joined_deaths'),
    ]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
