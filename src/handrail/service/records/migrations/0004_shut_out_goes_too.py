"""Who is shut out is written by the database alone; with an agreed folder it goes, and with every exclusion made in it."""

from django.db import migrations

FORWARDS = """
create function records_shut_out_goes(folder uuid) returns void language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
begin
  if not public.records_may_go(folder) then
    raise exception 'two people have not agreed that this folder goes, or it is held'
      using errcode = 'insufficient_privilege';
  end if;
  delete from public.access_shutout s where s.folder_id = folder
    or s.exclusion_id in (select e.id from public.access_exclusion e where e.folder_id = folder);
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0003_seeing_what_is_held"), ("access", "0006_shut_out_is_kept")]
    operations = [migrations.RunSQL(FORWARDS, "drop function records_shut_out_goes(uuid)")]
