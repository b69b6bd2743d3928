from django.db import migrations

STANDS = """
create function reports_approved_stands() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.approved_at is not null then
    raise exception 'a report that was approved stands as it was' using errcode = 'insufficient_privilege';
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  return new;
end $$;
create trigger stands before update or delete on reports_deathreport
  for each row execute function reports_approved_stands();
"""
FALLS = """
drop trigger stands on reports_deathreport;
drop function reports_approved_stands();
"""


class Migration(migrations.Migration):

    dependencies = [("reports", "0001_first_shape")]

    operations = [migrations.RunSQL(STANDS, FALLS)]
