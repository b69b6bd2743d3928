from django.db import migrations

OF_RECOMMENDATIONS = """
update meetings_decision decided set matter_folder = made.case_id from learning_recommendation made
where decided.matter = 'recommendation' and decided.matter_key = made.id
"""
OF_ROUNDS = """
update meetings_decision decided set matter_folder = found.case_id from scrutiny_round found
where decided.matter = 'audit' and decided.matter_key = found.id
"""


class Migration(migrations.Migration):

    dependencies = [
        ("learning", "0006_actions_of_meetings"),
        ("meetings", "0005_decisions_know_the_folder_they_are_of"),
        ("scrutiny", "0003_inspections"),
    ]

    operations = [
        migrations.RunSQL(OF_RECOMMENDATIONS, migrations.RunSQL.noop),
        migrations.RunSQL(OF_ROUNDS, migrations.RunSQL.noop),
    ]
