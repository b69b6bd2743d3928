from django.db import migrations

STANDS = """
create function reports_year_stands() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  may_change constant text[] := array['withdrawn_at', 'withdrawn_by_id', 'withdrawn_why'];
begin
  if old.published_at is null then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  -- It may be withdrawn, once, and nothing else of it may change.
  if tg_op = 'UPDATE' and old.withdrawn_at is null
     and to_jsonb(new) - may_change = to_jsonb(old) - may_change then
    return new;
  end if;
  raise exception 'a yearly report that was published stands as it was' using errcode = 'insufficient_privilege';
end $$;
create trigger stands before update or delete on reports_yearreport
  for each row execute function reports_year_stands();
create function reports_year_section_stands() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if exists (select from public.reports_yearreport r where r.id = old.report_id and r.published_at is not null) then
    raise exception 'a yearly report that was published stands as it was' using errcode = 'insufficient_privilege';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger stands before update or delete on reports_yearsection
  for each row execute function reports_year_section_stands();
"""
FALLS = """
drop trigger stands on reports_yearsection;
drop function reports_year_section_stands();
drop trigger stands on reports_yearreport;
drop function reports_year_stands();
"""


class Migration(migrations.Migration):

    dependencies = [("reports", "0005_the_partnerships_year")]

    operations = [migrations.RunSQL(STANDS, FALLS)]
