from django.db import migrations

STANDS = """
create function publication_stands() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  raise exception 'what was written or released stands as it was' using errcode = 'insufficient_privilege';
end $$;
create trigger stands before update on publication_version for each row execute function publication_stands();
create trigger stands before update on publication_approval for each row execute function publication_stands();
create trigger stands before update or delete on publication_release
  for each row execute function publication_stands();
create trigger stands before update or delete on publication_withdrawal
  for each row execute function publication_stands();

create function publication_approved_by_another() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (
    select from public.publication_version approved
    join public.publication_version any_of_it on any_of_it.publication_id = approved.publication_id
    where approved.id = new.version_id and any_of_it.written_by_id = new.approved_by_id
  ) then
    raise exception 'nobody approves what they wrote' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger approved_by_another before insert on publication_approval
  for each row execute function publication_approved_by_another();
"""
FALLS = """
drop trigger approved_by_another on publication_approval;
drop function publication_approved_by_another();
drop trigger stands on publication_withdrawal;
drop trigger stands on publication_release;
drop trigger stands on publication_approval;
drop trigger stands on publication_version;
drop function publication_stands();
"""


class Migration(migrations.Migration):

    dependencies = [("publication", "0001_first_shape")]

    operations = [migrations.RunSQL(STANDS, FALLS)]
