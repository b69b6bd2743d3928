"""The database numbers audit rows in order. A number whose transaction was undone is simply never used."""

from django.db import migrations, models

FORWARDS = """
create sequence audit_entry_in_order as bigint owned by audit_entry.number;

alter table audit_entry disable trigger only_added_to;
update audit_entry e set number = ordered.place
  from (select id, row_number() over (order by at, id) as place from audit_entry) as ordered
  where ordered.id = e.id;
alter table audit_entry enable trigger only_added_to;
select setval('audit_entry_in_order', greatest((select max(number) from audit_entry), 1),
              exists (select from audit_entry));

-- The transaction's own number is taken before the entry's. So whoever has a lower number than an entry that can
-- be seen began before now, and the sealer can tell when no lower number is still to come.
create function audit_entry_is_numbered() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  perform pg_current_xact_id();
  new.number := nextval('public.audit_entry_in_order');
  return new;
end $$;
create trigger numbered_in_order before insert on audit_entry for each row execute function audit_entry_is_numbered();
"""

BACKWARDS = """
drop trigger numbered_in_order on audit_entry;
drop function audit_entry_is_numbered();
drop sequence audit_entry_in_order;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_actor_is_the_one_named")]
    operations = [
        migrations.AddField(
            model_name="entry",
            name="number",
            field=models.BigIntegerField(
                db_default=0, editable=False, help_text="given by the database, in order"
            ),
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.UniqueConstraint(fields=["number"], name="audit_numbered_once"),
        ),
    ]
