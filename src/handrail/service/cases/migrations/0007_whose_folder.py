import django.db.models.deletion
from django.db import migrations, models

FILL = """
update cases_case set partnership_id = folder.partnership_id from access_folder folder where folder.id = cases_case.folder_id;
set constraints all immediate;
"""
HOLD = """
alter table access_folder add constraint folder_and_its_partnership unique (id, partnership_id);
alter table cases_case add constraint case_is_its_folders_partnerships
    foreign key (folder_id, partnership_id) references access_folder (id, partnership_id);
"""
LET_GO = """
alter table cases_case drop constraint case_is_its_folders_partnerships;
alter table access_folder drop constraint folder_and_its_partnership;
"""


class Migration(migrations.Migration):
    dependencies = [
        ('access', '0010_folder_made_by'),
        ('cases', '0006_numbers_are_spent_once'),
        ('partnerships', '0001_first_shape'),
    ]

    operations = [
        migrations.AddField(
            model_name='case',
            name='partnership',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='partnerships.body'),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name='case',
            name='partnership',
            field=models.ForeignKey(
                help_text="the folder's, so that an index finds a partnership's folders; the database holds them equal",
                on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='partnerships.body',
            ),
        ),
        migrations.RunSQL(HOLD, LET_GO),
        migrations.RemoveIndex(model_name='case', name='case_by_opening'),
        migrations.AddIndex(
            model_name='case', index=models.Index(fields=['partnership', '-opened_at'], name='case_of_partnership')
        ),
    ]
