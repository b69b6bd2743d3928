"""Keeping what papers mean in step with them: the words at once, the vector by the worker within a minute."""

from __future__ import annotations

from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.learning.meaning.vectors import MODEL, signature_of, vector_of
from handrail.service.learning.models import Finding, Meaning, Recommendation

JOB = Job("vectors")
AT_ONCE = 200
"""Vectors made in one round: about four seconds of one core."""


def keep_meaning(paper: Finding | Recommendation) -> None:
    """The words to find it by. Its vector is emptied where they have changed, and so made anew."""
    words = words_of(paper)
    before = Meaning.objects.filter(paper_id=paper.pk).first()
    if before is None:
        Meaning.objects.create(
            paper_id=paper.pk, case_id=paper.case_id, partnership=paper.case.partnership, of=_of(paper), text=words,
            stands=paper.stands, review_id=paper.review_id,
        )  # fmt: skip
    elif (before.text, before.stands) != (words, paper.stands):
        before.text, before.stands = words, paper.stands
        before.vector, before.signature, before.made_by = None, None, ""
        before.save()


def make_vectors() -> int:
    """Every minute: vectors for what has none, or has one of another model. Gives how many were made."""
    with unit_of_work(JOB):
        waiting = Meaning.objects.exclude(made_by=MODEL).select_for_update(skip_locked=True, of=("self",))
        made = list(waiting[:AT_ONCE])
        for meaning in made:
            vector = vector_of(meaning.text)
            meaning.vector, meaning.signature, meaning.made_by = vector.tobytes(), signature_of(vector), MODEL
            meaning.save(update_fields=["vector", "signature", "made_by"])
        of_folders = {meaning.case_id: meaning for meaning in made}
        audit.record_each(
            JOB, "worked out what the folder's learning is near to", [(m, c) for c, m in of_folders.items()]
        )
    return len(made)


def words_of(paper: Finding | Recommendation) -> str:
    """What is compared: a recommendation as it stands; of a finding its sentence, and why, which is the learning."""
    return paper.text if isinstance(paper, Recommendation) else f"{paper.title}. {paper.why}"


def _of(paper: Finding | Recommendation) -> str:
    return Meaning.Of.RECOMMENDATION if isinstance(paper, Recommendation) else Meaning.Of.FINDING
