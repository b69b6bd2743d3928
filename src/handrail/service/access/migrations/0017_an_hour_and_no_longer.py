from django.db import migrations, models
from django.db.models import F
from datetime import timedelta

STANDS = """
-- What the page says holds for whoever speaks to the database themselves: an hour from now, which only ends earlier.
create function access_glass_is_broken_now() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if current_setting('handrail.actor', true) = new.person_id::text and (
    new.broken_at not between clock_timestamp() - interval '1 minute' and clock_timestamp() + interval '10 seconds'
    or new.reviewed_at is not null or new.reviewed_by_id is not null or new.finding <> ''
    or new.escalated_at is not null
  ) then
    raise exception 'glass is broken now, and judged afterwards' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger broken_now before insert on access_brokenglass
  for each row execute function access_glass_is_broken_now();

create function access_glass_stands() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  judged text[] := array['reviewed_at', 'reviewed_by_id', 'finding', 'finding_in_words'];
  may_change text[] := array['until_at'];
begin
  if new.until_at <> old.until_at
     and (new.until_at > old.until_at or new.until_at < clock_timestamp() - interval '10 seconds') then
    raise exception 'broken glass ends now or when it would have, and never later' using errcode = 'check_violation';
  end if;
  if current_setting('handrail.actor', true) is distinct from old.person_id::text then
    may_change := may_change || array['escalated_at'];
    if old.reviewed_at is null then
      may_change := may_change || judged;
    end if;
  end if;
  if to_jsonb(new) - may_change <> to_jsonb(old) - may_change then
    raise exception 'what is kept of broken glass stands as it was' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger stands before update on access_brokenglass for each row execute function access_glass_stands();
"""
FALLS = """
drop trigger stands on access_brokenglass;
drop function access_glass_stands();
drop trigger broken_now on access_brokenglass;
drop function access_glass_is_broken_now();
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0016_who_comes_by_a_code")]

    operations = [
        migrations.AddConstraint(
            model_name="brokenglass",
            constraint=models.CheckConstraint(
                condition=models.Q(until_at__lte=F("broken_at") + timedelta(minutes=60)), name="an_hour_and_no_longer"
            ),
        ),
        migrations.RunSQL(STANDS, FALLS),
    ]
