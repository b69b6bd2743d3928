"""A folder that went and was brought back by an older backup may go: the database's owner found it on the list."""

from django.db import migrations

AGREED = """
  select exists (
    select from public.records_deletion as agreed
    where agreed.folder_id = folder and agreed.confirmed_at is not null
      and agreed.confirmed_by_id <> agreed.proposed_by_id and agreed.ended_at is null and agreed.goes_at <= now()
  ) and not exists (
    select from public.records_hold as hold join public.access_folder as key on key.id = folder
    where hold.lifted_at is null
      and (hold.folder_id = folder or (hold.folder_id is null and hold.partnership_id = key.partnership_id))
  )
"""
HEAD = "create or replace function records_may_go(folder uuid) returns boolean"
FORWARDS = f"""
set local check_function_bodies = off; -- the wall is raised after the tables are made
{HEAD} language plpgsql stable set search_path = pg_catalog as $$
begin
  return wall.went_before(folder) or ({AGREED});
end $$;
"""
BACKWARDS = f"{HEAD} language sql stable set search_path = pg_catalog as $$ {AGREED} $$;"


class Migration(migrations.Migration):
    dependencies = [("records", "0004_shut_out_goes_too")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
