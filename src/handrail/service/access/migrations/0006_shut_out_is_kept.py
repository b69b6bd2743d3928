"""The database itself takes accounts for the people whom exclusions name, and keeps who is shut out of what."""

from typing import Any

from django.db import migrations

from handrail.service.access.names import keys_of

FORWARDS = """
-- A folder and those joined to it. Nothing joins folders yet: the room that does replaces this.
create function access_folders_with(of uuid) returns setof uuid language sql stable
  set search_path = pg_catalog, pg_temp as $$ select of $$;

-- An account made while an exclusion is being made, or a folder joined, must not fall between the two: one waits.
create function access_hold_shut_out() returns void language sql volatile set search_path = pg_catalog, pg_temp as
$$ select pg_advisory_xact_lock(hashtextextended('handrail who is shut out', 0)) $$;

-- These run as the owner of the tables: whoever makes an account, or joins two folders, need not see an exclusion.
create function access_keep_shut_out(which uuid[]) returns void language plpgsql security definer
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

create function access_fresh(now text[], before text[]) returns text[] language sql immutable
  set search_path = pg_catalog, pg_temp as
$$ select coalesce(array_agg(k), '{}') from unnest(now) k where k <> all(coalesce(before, '{}')) $$;

create function access_alike_by(one text[], other text[]) returns text language sql immutable
  set search_path = pg_catalog, pg_temp as
$$ select case when exists (select from unnest(one) k where k like 'email:%' and k = any(other)) then 'email'
   else 'name' end $$;

create function access_exclusion_changed() returns trigger language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
declare
  fresh text[] := public.access_fresh(new.known_by, case when tg_op = 'UPDATE' then old.known_by end);
begin
  perform public.access_hold_shut_out();
  if new.ended_at is null then
    insert into public.access_takenfor as t (exclusion_id, person_id, by, since_at, lift_why)
      select new.id, p.id, public.access_alike_by(p.known_by, fresh), now(), ''
      from public.access_person p where p.known_by && fresh
      on conflict (exclusion_id, person_id) do update
        set by = excluded.by, since_at = excluded.since_at, lift_why = '',
            lift_asked_at = null, lift_asked_by_id = null, lifted_at = null, lifted_by_id = null
        where t.lifted_at is not null;
  end if;
  perform public.access_keep_shut_out(array[new.id]);
  return null;
end $$;
create trigger keeps_shut_out after insert or update on access_exclusion
  for each row execute function access_exclusion_changed();

create function access_person_changed() returns trigger language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
declare
  fresh text[] := public.access_fresh(new.known_by, case when tg_op = 'UPDATE' then old.known_by end);
begin
  if fresh = '{}' then
    return null;
  end if;
  perform public.access_hold_shut_out();
  insert into public.access_takenfor as t (exclusion_id, person_id, by, since_at, lift_why)
    select e.id, new.id, public.access_alike_by(e.known_by, fresh), now(), ''
    from public.access_exclusion e where e.known_by && fresh and e.ended_at is null
    on conflict (exclusion_id, person_id) do update
      set by = excluded.by, since_at = excluded.since_at, lift_why = '',
          lift_asked_at = null, lift_asked_by_id = null, lifted_at = null, lifted_by_id = null
      where t.lifted_at is not null;
  return null;
end $$;
create trigger keeps_shut_out after insert or update of known_by on access_person
  for each row execute function access_person_changed();

create function access_takenfor_changed() returns trigger language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
begin
  perform public.access_hold_shut_out();
  perform public.access_keep_shut_out(array[new.exclusion_id]);
  return null;
end $$;
create trigger keeps_shut_out after insert or update on access_takenfor
  for each row execute function access_takenfor_changed();

revoke execute on function access_hold_shut_out(), access_keep_shut_out(uuid[]) from public;
"""

BACKWARDS = """
drop trigger keeps_shut_out on access_takenfor;
drop trigger keeps_shut_out on access_person;
drop trigger keeps_shut_out on access_exclusion;
drop function access_takenfor_changed();
drop function access_person_changed();
drop function access_exclusion_changed();
drop function access_alike_by(text[], text[]);
drop function access_fresh(text[], text[]);
drop function access_keep_shut_out(uuid[]);
drop function access_hold_shut_out();
drop function access_folders_with(uuid);
"""


def name_everyone(apps: Any, editor: Any) -> None:
    for person in apps.get_model("access", "Person").objects.using(editor.connection.alias):
        person.known_by = keys_of([person.name], [person.email])
        person.save(update_fields=["known_by"])


class Migration(migrations.Migration):
    dependencies = [('access', '0005_excluded_and_broken_glass')]
    operations = [
        migrations.RunPython(name_everyone, migrations.RunPython.noop),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
