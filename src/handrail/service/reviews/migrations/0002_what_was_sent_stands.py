"""What was sent to the Panel is never changed: the database refuses, whoever asks."""

from django.db import migrations

FORWARDS = """
create function reviews_sent_stands() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.sent_at is not null and new is distinct from old then
    raise exception 'the rapid review was sent, and what was sent stands: add an addendum'
      using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger sent_stands before update on reviews_rapidreview
  for each row execute function reviews_sent_stands();

create function reviews_parts_of_sent_stand() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  review uuid;
begin
  if tg_table_name = 'reviews_criterionconsidered' then
    review := case when tg_op = 'INSERT' then new.review_id else old.review_id end;
  else
    review := case when tg_op = 'INSERT' then new.rapidreview_id else old.rapidreview_id end;
  end if;
  if exists (select from public.reviews_rapidreview where id = review and sent_at is not null) then
    raise exception 'the rapid review was sent, and what was sent stands: add an addendum'
      using errcode = 'insufficient_privilege';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger parts_of_sent_stand before insert or update or delete on reviews_criterionconsidered
  for each row execute function reviews_parts_of_sent_stand();
create trigger parts_of_sent_stand before insert or update or delete on reviews_rapidreview_incidents
  for each row execute function reviews_parts_of_sent_stand();

create function reviews_addendum_stands() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if (new.text, new.reason, new.review_id, new.added_by_id, new.added_at)
      is distinct from (old.text, old.reason, old.review_id, old.added_by_id, old.added_at)
      or (old.sent_at is not null and new is distinct from old) then
    raise exception 'an addendum stands as it was written: add another'
      using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger addendum_stands before update on reviews_addendum
  for each row execute function reviews_addendum_stands();
"""

BACKWARDS = """
drop trigger addendum_stands on reviews_addendum;
drop function reviews_addendum_stands();
drop trigger parts_of_sent_stand on reviews_rapidreview_incidents;
drop trigger parts_of_sent_stand on reviews_criterionconsidered;
drop function reviews_parts_of_sent_stand();
drop trigger sent_stands on reviews_rapidreview;
drop function reviews_sent_stands();
"""


class Migration(migrations.Migration):
    dependencies = [("reviews", "0001_first_shape")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
