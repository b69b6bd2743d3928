"""Seals fix the audit's rows in their order. One function writes them; the application may call it, and no more."""

from django.db import migrations, models

FORWARDS = """
create trigger only_added_to before update or delete or truncate on audit_seal
  for each statement execute function audit_is_only_added_to();
create trigger only_added_to before update or delete or truncate on audit_sealing
  for each statement execute function audit_is_only_added_to();

-- One value of the canonical form: its length in bytes, a colon, the bytes, a comma; "-," for nothing at all.
create function audit_part(value text) returns bytea language sql stable as
$$ select coalesce(convert_to(octet_length(convert_to(value, 'UTF8'))::text || ':' || value || ',', 'UTF8'), '-,'::bytea) $$;

-- What a seal hashes. `chain.py` says the same in Python; the two are held against each other by tests.
create function audit_canonical(seal bigint, above bigint, entry audit_entry) returns bytea language sql stable as
$$ select public.audit_part('handrail audit 1')
  || public.audit_part(seal::text) || public.audit_part(above::text)
  || public.audit_part(entry.number::text) || public.audit_part(entry.id::text)
  || public.audit_part(extract(epoch from entry.at)::text)
  || public.audit_part(entry.actor) || public.audit_part(entry.actor_name)
  || public.audit_part(entry.looked::text) || public.audit_part(entry.did)
  || public.audit_part(entry.room) || public.audit_part(entry.paper)
  || public.audit_part(entry.paper_id) || public.audit_part(entry.case_id::text) $$;

-- Seals up to `at_most` entries that are kept and not sealed, in the order of their numbers; gives how many.
-- It runs as the owner of the tables, so that nobody else needs to be able to write a seal.
create function audit_seal_next(at_most integer) returns integer language plpgsql security definer
  set search_path = pg_catalog, pg_temp
  set enable_hashjoin = off  -- a few entries are looked up among very many seals,
  set enable_mergejoin = off -- whatever the planner's figures of a moment ago say
as $$
declare
  before public.audit_sealing;
  place bigint;
  chained bytea;
  floor bigint;
  settles bigint;
  oldest xid8;
  newest xid8;
  number bigint;
  sealed integer := 0;
  waiting record;
begin
  perform pg_advisory_xact_lock(hashtextextended('handrail audit seal', 0));
  select * into before from public.audit_sealing order by last desc limit 1;
  select s.number, s.hash, s.above into place, chained, floor from public.audit_seal s order by s.number desc limit 1;
  place := coalesce(place, 0);
  chained := coalesce(chained, decode(repeat('00', 32), 'hex'));
  floor := greatest(coalesce(floor, 0), coalesce(before.settled, 0));
  for waiting in
    select e as entry, pg_snapshot_xmin(pg_current_snapshot()) as oldest, pg_snapshot_xmax(pg_current_snapshot()) as newest
    from public.audit_entry e
    where e.number > floor and not exists (select from public.audit_seal s where s.entry_id = e.id)
    order by e.number limit at_most
  loop
    sealed := sealed + 1;
    place := place + 1;
    oldest := waiting.oldest;
    newest := waiting.newest;
    number := (waiting.entry).number;
    chained := sha256(chained || public.audit_canonical(place, floor, waiting.entry));
    insert into public.audit_seal (number, entry_id, above, hash)
      values (place, (waiting.entry).id, floor, chained);
  end loop;
  if sealed = 0 then
    return 0;
  end if;
  -- Every transaction that may have taken a number up to `before.top` had begun before `before.open_from`. Once all
  -- of those have ended, what they kept was seen above. Transactions numbered past any of ours are another
  -- cluster's, from which this database was restored: they have ended too.
  settles := floor;
  if before.last is not null and (oldest::text::bigint >= before.open_from or before.open_from > newest::text::bigint) then
    settles := greatest(floor, case when sealed < at_most then before.top else least(before.top, number) end);
  end if;
  insert into public.audit_sealing (last, sealed_at, settled, top, open_from)
    values (place, clock_timestamp(), settles,
            case when sealed < at_most then greatest(number, coalesce(before.top, 0)) else number end,
            pg_current_xact_id()::text::bigint);
  return sealed;
end $$;
revoke execute on function audit_seal_next(integer) from public;
"""

BACKWARDS = """
drop function audit_seal_next(integer);
drop function audit_canonical(bigint, bigint, audit_entry);
drop function audit_part(text);
drop trigger only_added_to on audit_sealing;
drop trigger only_added_to on audit_seal;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_numbered_in_order")]
    operations = [
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("number", models.BigIntegerField(help_text="1, 2, 3 and so on, without a gap", primary_key=True, serialize=False)),
                ("entry_id", models.UUIDField(unique=True)),
                ("above", models.BigIntegerField(help_text="every entry numbered up to this had been sealed before, or never kept")),
                ("hash", models.BinaryField(max_length=32)),
            ],
            options={"ordering": ("number",)},
        ),
        migrations.CreateModel(
            name="Sealing",
            fields=[
                ("last", models.BigIntegerField(help_text="the last seal of the batch", primary_key=True, serialize=False)),
                ("sealed_at", models.DateTimeField()),
                ("settled", models.BigIntegerField(help_text="no entry numbered up to this is still to come")),
                ("top", models.BigIntegerField(help_text="every entry then kept, numbered up to this, is sealed")),
                ("open_from", models.BigIntegerField(help_text="transactions from this one on had not begun to number entries")),
            ],
            options={"ordering": ("last",)},
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
