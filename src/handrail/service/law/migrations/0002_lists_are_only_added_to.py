"""A list of bank holidays by which clocks were counted is never changed or removed: the database refuses."""

from django.db import migrations

FORWARDS = """
create function law_lists_are_only_added_to() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  raise exception 'lists of bank holidays are only added to' using errcode = 'insufficient_privilege';
end $$;
create trigger only_added_to before update or delete or truncate on law_holidaylist
  for each statement execute function law_lists_are_only_added_to();
create trigger only_added_to before update or delete or truncate on law_reached
  for each statement execute function law_lists_are_only_added_to();
"""

BACKWARDS = """
drop trigger only_added_to on law_reached;
drop trigger only_added_to on law_holidaylist;
drop function law_lists_are_only_added_to();
"""


class Migration(migrations.Migration):
    dependencies = [("law", "0001_kept_lists_of_bank_holidays")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
