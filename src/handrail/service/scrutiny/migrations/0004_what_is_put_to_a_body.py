"""A finding and what is done about an inspection say of which partnership they are, so that the body asked reads them
without the plan or the inspection that they came of."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

FROM_THE_PLAN = """
    update scrutiny_finding found set partnership_id = plan.partnership_id
    from scrutiny_activity piece join scrutiny_plan plan on plan.id = piece.plan_id
    where piece.id = found.activity_id
"""
FROM_THE_INSPECTION = """
    update scrutiny_remedy remedy set partnership_id = whence.partnership_id
    from scrutiny_inspection whence where whence.id = remedy.inspection_id
"""


def of_a_partnership(said: str, *, null: bool = False) -> Any:
    return models.ForeignKey(
        to="partnerships.body", on_delete=django.db.models.deletion.RESTRICT, related_name="+", help_text=said, null=null
    )


PLAN = "for the body asked, which reads no plan"
BODY = "for the body that does it"


class Migration(migrations.Migration):
    dependencies = [("scrutiny", "0003_inspections")]

    operations = [
        migrations.AddField("finding", "partnership", of_a_partnership(PLAN, null=True)),
        migrations.AddField("remedy", "partnership", of_a_partnership(BODY, null=True)),
        migrations.RunSQL(FROM_THE_PLAN, migrations.RunSQL.noop),
        migrations.RunSQL(FROM_THE_INSPECTION, migrations.RunSQL.noop),
        migrations.RunSQL("set constraints all immediate", migrations.RunSQL.noop),
        migrations.AlterField("finding", "partnership", of_a_partnership(PLAN)),
        migrations.AlterField("remedy", "partnership", of_a_partnership(BODY)),
    ]
