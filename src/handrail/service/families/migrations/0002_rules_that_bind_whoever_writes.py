"""One question about a family that may be asked without seeing anything of it."""

from django.db import migrations

FORWARDS = """
-- Whether a safe-contact rule of a family in one of these folders, or in one joined to it, keeps an address from being
-- written to. That an address was set aside does not end a rule: somebody else may be reading there.
create function families_forbids(folders uuid[], asked text) returns boolean language sql stable security definer
  set search_path = pg_catalog, pg_temp as $$
  select exists (
    select from unnest(folders) of
    cross join lateral public.access_folders_with(of) as w(folder)
    join public.families_reach reach on reach.case_id = w.folder and reach.address_key = asked
    join public.families_saferule rule on rule.relative_id = reach.relative_id
    where rule.set_aside_at is null and rule.ended_on is null and not rule.e_mail_is_safe
      and (rule.reach_id is null or rule.reach_id = reach.id))
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("families", "0001_first_shape"), ("access", "0007_attempts_are_told")]
    operations = [migrations.RunSQL(FORWARDS, "drop function families_forbids(uuid[], text)")]
