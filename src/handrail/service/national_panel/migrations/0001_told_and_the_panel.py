"""What bodies outside a partnership were told, and the Panel's own work."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0011_reviewers_and_outside_readers'),
        ('partnerships', '0002_independent_kinds'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DocketItem',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('told', models.UUIDField(help_text='the row of what was told, while there is one')),
                ('what', models.CharField(choices=[('incident', 'Notice of a serious incident'), ('looked-after child', 'Notice of the death of a looked-after child'), ('care leaver', 'Notice of the death of a care leaver'), ('rapid review', 'Rapid review'), ('addendum', 'Addendum to a rapid review'), ('reply', 'Reply to the Panel'), ('later decision', 'Later decision on a local review'), ('serious case decision', 'Decision on a serious case review'), ('report', 'Report of a review')], max_length=30)),
                ('told_on', models.DateField()),
                ('national_reference', models.CharField(blank=True, max_length=300)),
                ('nature', models.CharField(blank=True, max_length=200)),
                ('local_review', models.BooleanField(null=True)),
                ('national_view', models.BooleanField(null=True)),
                ('in_time', models.BooleanField(null=True)),
                ('place', models.PositiveSmallIntegerField()),
                ('put_on_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('taken_off_at', models.DateTimeField(null=True)),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='partnerships.body')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='partnerships.body')),
                ('put_on_by', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('place', 'put_on_at'),
            },
        ),
        migrations.CreateModel(
            name='Mark',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('folder', models.OneToOneField(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='access.folder')),
            ],
        ),
        migrations.CreateModel(
            name='Member',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200)),
                ('office', models.CharField(choices=[('chair', 'Chair'), ('member', 'Member')], max_length=10)),
                ('appointed_by_name', models.CharField(max_length=200, verbose_name='appointed by')),
                ('from_on', models.DateField(verbose_name='appointed from')),
                ('until_on', models.DateField(null=True, verbose_name='last day of the term')),
                ('ended_on', models.DateField(null=True, verbose_name='left, or was removed, on')),
                ('removed', models.BooleanField(default=False, help_text='by the Secretary of State; otherwise the member left')),
                ('ended_by_name', models.CharField(blank=True, max_length=200, verbose_name='removed by')),
                ('ended_why', models.CharField(blank=True, max_length=300)),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('panel', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='partnerships.body')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('office', 'name'),
            },
        ),
        migrations.CreateModel(
            name='Interest',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('what', models.CharField(max_length=300)),
                ('declared_on', models.DateField()),
                ('ended_on', models.DateField(null=True)),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('body', models.ForeignKey(help_text='a partnership or a local authority', null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='partnerships.body')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='interests', to='national_panel.member')),
            ],
            options={
                'ordering': ('declared_on', 'recorded_at'),
            },
        ),
        migrations.CreateModel(
            name='Conflict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stands_aside', models.BooleanField(verbose_name='has a conflict, and takes no part')),
                ('words', models.CharField(max_length=300)),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='conflicts', to='national_panel.docketitem')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='national_panel.member')),
            ],
            options={
                'ordering': ('recorded_at', 'id'),
            },
        ),
        migrations.CreateModel(
            name='PanelDecision',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('national', models.CharField(choices=[('hold', 'A national review is to be held'), ('do not hold', 'No national review'), ('not yet', 'More must be known first')], max_length=20, verbose_name='on a national review')),
                ('national_reasons', models.TextField()),
                ('view', models.CharField(choices=[('agrees', 'Agrees with the partners'), ('challenges', "Challenges the partners' decision"), ('asks', 'Asks for more'), ('none', 'Gives no view')], max_length=20, verbose_name="on the partners' decision on a local review")),
                ('view_reasons', models.TextField()),
                ('answer_wanted_by', models.DateField(null=True)),
                ('themes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), default=list, size=None)),
                ('decided_on', models.DateField()),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('given_at', models.DateTimeField(help_text='when it came to the partnership', null=True)),
                ('not_given_why', models.CharField(blank=True, max_length=300)),
                ('item', models.OneToOneField(on_delete=django.db.models.deletion.RESTRICT, related_name='decision', to='national_panel.docketitem')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('decided_on', 'recorded_at'),
            },
        ),
        migrations.CreateModel(
            name='PanelMeeting',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('on', models.DateField()),
                ('place', models.CharField(max_length=200)),
                ('held_at', models.DateTimeField(help_text='when it was said who was there', null=True)),
                ('planned_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('panel', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='partnerships.body')),
                ('planned_by', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-on', '-planned_at'),
            },
        ),
        migrations.AddField(
            model_name='docketitem',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='docket', to='national_panel.panelmeeting'),
        ),
        migrations.CreateModel(
            name='Present',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='present', to='national_panel.panelmeeting')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='national_panel.member')),
            ],
            options={
                'ordering': ('id',),
            },
        ),
        migrations.CreateModel(
            name='Timeliness',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('duty', models.CharField(max_length=60)),
                ('title', models.CharField(max_length=200)),
                ('source', models.CharField(max_length=300)),
                ('owed_by_kind', models.CharField(max_length=60)),
                ('started_on', models.DateField()),
                ('due_on', models.DateField()),
                ('stopped_on', models.DateField(null=True)),
                ('fell_away_on', models.DateField(null=True)),
                ('mark', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='times', to='national_panel.mark')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='partnerships.body')),
            ],
            options={
                'verbose_name_plural': 'timeliness',
                'ordering': ('started_on', 'id'),
            },
        ),
        migrations.CreateModel(
            name='Told',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('to', models.CharField(choices=[('panel', 'The Panel'), ('ofsted', 'Ofsted'), ('department', 'The Department for Education')], max_length=20)),
                ('what', models.CharField(choices=[('incident', 'Notice of a serious incident'), ('looked-after child', 'Notice of the death of a looked-after child'), ('care leaver', 'Notice of the death of a care leaver'), ('rapid review', 'Rapid review'), ('addendum', 'Addendum to a rapid review'), ('reply', 'Reply to the Panel'), ('later decision', 'Later decision on a local review'), ('serious case decision', 'Decision on a serious case review'), ('report', 'Report of a review')], max_length=30)),
                ('told_on', models.DateField()),
                ('national_reference', models.CharField(blank=True, max_length=300)),
                ('nature', models.CharField(blank=True, help_text='a kind of incident, never what happened', max_length=200)),
                ('due_on', models.DateField(null=True)),
                ('in_time', models.BooleanField(help_text='empty where no edition gives it a day', null=True)),
                ('source', models.CharField(blank=True, help_text='the edition that gives the day', max_length=300)),
                ('expected', models.JSONField(default=list, help_text='what is still owed to this body, by the edition')),
                ('local_review', models.BooleanField(null=True, verbose_name='the partners hold a local review')),
                ('national_view', models.BooleanField(null=True, verbose_name="in the partners' view a national review may be right")),
                ('withdrawn_on', models.DateField(null=True)),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='partnerships.body')),
                ('mark', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='told', to='national_panel.mark')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='partnerships.body')),
            ],
            options={
                'verbose_name_plural': 'told',
                'ordering': ('-told_on', 'id'),
            },
        ),
        migrations.AddConstraint(
            model_name='member',
            constraint=models.CheckConstraint(condition=models.Q(('until_on__isnull', True), ('until_on__gte', models.F('from_on')), _connector='OR'), name='a_term_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='member',
            constraint=models.CheckConstraint(condition=models.Q(('removed', False), models.Q(('ended_on__isnull', False), models.Q(('ended_by_name', ''), _negated=True), models.Q(('ended_why', ''), _negated=True)), _connector='OR'), name='a_removal_says_by_whom_and_why'),
        ),
        migrations.AddConstraint(
            model_name='conflict',
            constraint=models.UniqueConstraint(fields=('item', 'member'), name='a_member_speaks_once_of_an_item'),
        ),
        migrations.AddConstraint(
            model_name='docketitem',
            constraint=models.UniqueConstraint(condition=models.Q(('taken_off_at__isnull', True)), fields=('meeting', 'told'), name='told_once_on_an_agenda'),
        ),
        migrations.AddConstraint(
            model_name='present',
            constraint=models.UniqueConstraint(fields=('meeting', 'member'), name='a_member_present_once'),
        ),
        migrations.AddIndex(
            model_name='timeliness',
            index=models.Index(fields=['partnership', 'started_on'], name='times_of_partnership'),
        ),
        migrations.AddIndex(
            model_name='told',
            index=models.Index(fields=['to', '-told_on'], name='told_to_by_day'),
        ),
    ]
