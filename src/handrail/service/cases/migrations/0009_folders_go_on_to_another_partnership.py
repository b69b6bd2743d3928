import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models

TOGETHER = """
alter table cases_case drop constraint case_is_its_folders_partnerships;
alter table cases_case add constraint case_is_its_folders_partnerships
    foreign key (folder_id, partnership_id) references access_folder (id, partnership_id) on update cascade;
"""
APART = """
alter table cases_case drop constraint case_is_its_folders_partnerships;
alter table cases_case add constraint case_is_its_folders_partnerships
    foreign key (folder_id, partnership_id) references access_folder (id, partnership_id);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0008_who_goes_on_with_a_folder'),
        ('partnerships', '0004_members_who_are_independent'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(TOGETHER, APART),
        migrations.CreateModel(
            name='WentOn',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('on', models.DateField(verbose_name='the first day of the partnership that goes on with it')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('why', models.CharField(blank=True, max_length=300, verbose_name='why it goes elsewhere than it first went')),
                ('moved_at', models.DateTimeField(null=True, verbose_name="when the folder was the other one's")),
                ('taken_back_at', models.DateTimeField(null=True)),
                ('after', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='partnerships.body')),
                ('before', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='partnerships.body')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='went_on', to='cases.case')),
                ('said_by', models.ForeignKey(help_text='empty where a plan of the change did', null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'went on',
                'ordering': ('on', 'recorded_at'),
                'constraints': [models.CheckConstraint(condition=models.Q(('before', models.F('after')), _negated=True), name='a_folder_goes_on_to_another'), models.UniqueConstraint(condition=models.Q(('moved_at__isnull', True)), fields=('case',), name='a_folder_goes_one_way_at_a_time')],
            },
        ),
    ]
