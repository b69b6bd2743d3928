from django.db import migrations

STANDS = """
create or replace function reports_approved_stands() returns trigger
language plpgsql set search_path = pg_catalog as $$
declare
  may_change text[];
begin
  if old.approved_at is null then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- It goes forward alone: looked through, approved for the public, published, withdrawn; and nothing else changes.
  may_change := case
    when old.second_at is null then array['checked', 'marks', 'second_at', 'second_by_id', 'document']
    when old.published_at is null then array['published_at', 'published_by_id']
    when old.withdrawn_at is null then array['withdrawn_at', 'withdrawn_by_id', 'withdrawn_why']
    else array[]::text[]
  end;
  if tg_op = 'UPDATE' and to_jsonb(new) - may_change = to_jsonb(old) - may_change then
    return new;
  end if;
  raise exception 'a report that was approved stands as it was' using errcode = 'insufficient_privilege';
end $$;
"""
STOOD = """
create or replace function reports_approved_stands() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if old.approved_at is not null then
    raise exception 'a report that was approved stands as it was' using errcode = 'insufficient_privilege';
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  return new;
end $$;
"""


class Migration(migrations.Migration):

    dependencies = [("reports", "0009_deaths_are_published")]

    operations = [migrations.RunSQL(STANDS, STOOD)]
