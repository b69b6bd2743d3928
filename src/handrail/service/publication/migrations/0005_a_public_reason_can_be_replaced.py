import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

REASON_ALONE = """
create function publication_withdrawal_stands() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if tg_op = 'UPDATE' and new.reason <> '' then
    if (to_jsonb(new) - 'reason') = (to_jsonb(old) - 'reason') then
      return new;
    end if;
  end if;
  raise exception 'what was written or released stands as it was' using errcode = 'insufficient_privilege';
end $$;
drop trigger stands on publication_withdrawal;
create trigger stands before update or delete on publication_withdrawal
  for each row execute function publication_withdrawal_stands();
create trigger stands before update on publication_publicreason
  for each row execute function publication_stands();
"""
NOTHING_CHANGES = """
drop trigger stands on publication_publicreason;
drop trigger stands on publication_withdrawal;
create trigger stands before update or delete on publication_withdrawal
  for each row execute function publication_stands();
drop function publication_withdrawal_stands();
"""


class Migration(migrations.Migration):

    dependencies = [
        ("publication", "0004_approvals_are_taken_back"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PublicReason",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField(verbose_name="why, for the public")),
                ("marked", models.TextField(blank=True, verbose_name="the words that may tell who it is about")),
                ("stays_because", models.TextField(blank=True, verbose_name="why those words may stay")),
                ("given_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("given_by", models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("publication", models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name="public_reasons", to="publication.publication")),
            ],
            options={
                "ordering": ("given_at", "id"),
                "constraints": [models.CheckConstraint(condition=models.Q(models.Q(("reason", ""), _negated=True), models.Q(("marked", ""), ("stays_because", "")) | models.Q(models.Q(("marked", ""), _negated=True), models.Q(("stays_because", ""), _negated=True))), name="words_that_may_tell_stay_in_a_public_reason_for_a_reason")],
            },
        ),
        migrations.RunSQL(REASON_ALONE, NOTHING_CHANGES),
    ]
