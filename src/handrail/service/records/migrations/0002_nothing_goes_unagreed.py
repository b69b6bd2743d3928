"""The database itself lets no folder go that two people have not agreed on, that is held, or whose days are not over.

Periods and tombstones are only added to. What was sent of a rapid review goes with its folder, and in no other way.
"""

from django.db import migrations

FORWARDS = """
create function records_may_go(folder uuid) returns boolean language sql stable set search_path = pg_catalog as $$
  select exists (
    select from public.records_deletion as agreed
    where agreed.folder_id = folder and agreed.confirmed_at is not null
      and agreed.confirmed_by_id <> agreed.proposed_by_id and agreed.ended_at is null and agreed.goes_at <= now()
  ) and not exists (
    select from public.records_hold as hold join public.access_folder as key on key.id = folder
    where hold.lifted_at is null
      and (hold.folder_id = folder or (hold.folder_id is null and hold.partnership_id = key.partnership_id))
  )
$$;

create function records_folder_goes_when_agreed() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if not public.records_may_go(old.id) then
    raise exception 'two people have not agreed that this folder goes, or it is held'
      using errcode = 'insufficient_privilege';
  end if;
  return old;
end $$;
create trigger goes_when_agreed before delete on access_folder
  for each row execute function records_folder_goes_when_agreed();

create function records_case_goes_when_agreed() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if not public.records_may_go(old.folder_id) then
    raise exception 'two people have not agreed that this folder goes, or it is held'
      using errcode = 'insufficient_privilege';
  end if;
  return old;
end $$;
create trigger goes_when_agreed before delete on cases_case
  for each row execute function records_case_goes_when_agreed();

create or replace function reviews_parts_of_sent_stand() returns trigger language plpgsql
  set search_path = pg_catalog as $$
declare
  review uuid;
  folder uuid;
begin
  if tg_table_name = 'reviews_criterionconsidered' then
    review := case when tg_op = 'INSERT' then new.review_id else old.review_id end;
  else
    review := case when tg_op = 'INSERT' then new.rapidreview_id else old.rapidreview_id end;
  end if;
  select case_id into folder from public.reviews_rapidreview where id = review and sent_at is not null;
  if folder is not null and not (tg_op = 'DELETE' and public.records_may_go(folder)) then
    raise exception 'the rapid review was sent, and what was sent stands: add an addendum'
      using errcode = 'insufficient_privilege';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;

create function records_only_added_to() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  raise exception 'this is only ever added to' using errcode = 'insufficient_privilege';
end $$;
create trigger only_added_to before update or delete or truncate on records_tombstone
  for each statement execute function records_only_added_to();
create trigger only_added_to before update or delete or truncate on records_period
  for each statement execute function records_only_added_to();
"""

BACKWARDS = """
drop trigger only_added_to on records_period;
drop trigger only_added_to on records_tombstone;
drop function records_only_added_to();
create or replace function reviews_parts_of_sent_stand() returns trigger language plpgsql
  set search_path = pg_catalog as $$
declare
  review uuid;
begin
  if tg_table_name = 'reviews_criterionconsidered' then
    review := case when tg_op = 'INSERT' then new.review_id else old.review_id end;
  else
    review := case when tg_op = 'INSERT' then new.rapidreview_id else old.rapidreview_id end;
  end if;
  if exists (select from public.reviews_rapidreview where id = review and sent_at is not null) then
    raise exception 'the rapid review was sent, and what was sent stands: add an addendum'
      using errcode = 'insufficient_privilege';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
drop trigger goes_when_agreed on cases_case;
drop function records_case_goes_when_agreed();
drop trigger goes_when_agreed on access_folder;
drop function records_folder_goes_when_agreed();
drop function records_may_go(uuid);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0001_first_shape"),
        ("access", '0009_shares'),
        ("cases", '0006_numbers_are_spent_once'),
        ("reviews", "0004_why_it_was_reopened"),
    ]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
