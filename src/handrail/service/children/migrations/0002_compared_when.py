"""A child is compared again once something of what is compared was set right, whoever and whatever set it right."""

from django.db import migrations, models


FORWARDS = """
create function children_compared_no_more() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if (new.given_names, new.family_name, new.also_known_as, new.unborn, new.born_on, new.born_on_is_estimated, new.sex,
      new.nhs_number, new.died_on)
     is distinct from
     (old.given_names, old.family_name, old.also_known_as, old.unborn, old.born_on, old.born_on_is_estimated, old.sex,
      old.nhs_number, old.died_on) then
    new.compared_at := null;
  end if;
  return new;
end $$;
create trigger compared_no_more before update on children_child
  for each row execute function children_compared_no_more();
"""
BACKWARDS = """
drop trigger compared_no_more on children_child;
drop function children_compared_no_more();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0013_bearers_apart'),
        ('children', '0001_first_shape'),
    ]

    operations = [
        migrations.AddField(
            model_name='child',
            name='compared_at',
            field=models.DateTimeField(editable=False, help_text='empty until compared as it is now; the database empties it', null=True),
        ),
        migrations.AddIndex(
            model_name='child',
            index=models.Index(condition=models.Q(('compared_at__isnull', True)), fields=['id'], name='children_to_compare'),
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
