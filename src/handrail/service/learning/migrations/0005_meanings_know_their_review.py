"""Of a review of several folders less is read than of its own: so a meaning says which review its paper comes out of."""

from django.db import migrations, models

AS_THEIR_PAPERS = """
update learning_meaning as kept set review_id = paper.review_id
from (select id, review_id from learning_finding union all select id, review_id from learning_recommendation) as paper
where paper.id = kept.paper_id and paper.review_id is not null
"""


class Migration(migrations.Migration):

    dependencies = [
        ('learning', '0004_evidence_in_a_file'),
    ]

    operations = [
        migrations.RemoveIndex(model_name='meaning', name='meaning_signature'),
        migrations.AddField(model_name='meaning', name='review_id', field=models.UUIDField(null=True)),
        migrations.RunSQL(AS_THEIR_PAPERS, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name='meaning',
            index=models.Index(fields=['partnership'], include=('case', 'signature', 'paper_id', 'stands', 'review_id'), name='meaning_signed'),
        ),
        migrations.AddIndex(
            model_name='finding',
            index=models.Index(condition=models.Q(('review_id__isnull', False)), fields=['review_id'], name='finding_of_review'),
        ),
        migrations.AddIndex(
            model_name='recommendation',
            index=models.Index(condition=models.Q(('review_id__isnull', False)), fields=['review_id'], name='recommended_by_review'),
        ),
    ]
