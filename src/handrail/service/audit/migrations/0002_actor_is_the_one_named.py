"""An audit row names the actor that its unit of work named, or it is not written; and it is never changed."""

from django.db import migrations

FORWARDS = """
create function audit_actor_is_named() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if coalesce(current_setting('handrail.actor', true), '') = '' then
    raise exception 'no actor is named for this unit of work' using errcode = 'insufficient_privilege';
  end if;
  if new.actor is distinct from current_setting('handrail.actor', true) then
    raise exception 'the audit names another actor than this unit of work' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger actor_is_named before insert on audit_entry for each row execute function audit_actor_is_named();

create function audit_is_only_added_to() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  raise exception 'the audit is only added to' using errcode = 'insufficient_privilege';
end $$;
create trigger only_added_to before update or delete or truncate on audit_entry
  for each statement execute function audit_is_only_added_to();
"""

BACKWARDS = """
drop trigger only_added_to on audit_entry;
drop function audit_is_only_added_to();
drop trigger actor_is_named on audit_entry;
drop function audit_actor_is_named();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_first_shape")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
