"""What the job keeps up while a death is before a panel: what may not be typed of it, and questions and answers."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils import timezone

from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.audit.models import Entry
from handrail.service.overview_panels.guarding import sealed_of
from handrail.service.overview_panels.models import Analysis, Guard, PanelPack, Question, QuestionCame

JOB = Job("overview panel")
AT_MOST_OLD = timedelta(days=1)
"""Who works at an agency changes without a word in the folder."""


def unguarded() -> list[uuid.UUID]:
    """Deaths that a panel has not completed, in whose folder something was done since what it knows was last sealed."""
    made = Guard.objects.filter(death=OuterRef("laid_as")).values("made_at")[:1]
    deeds = Entry.objects.filter(case_id=OuterRef("case"), looked=False).exclude(
        actor=JOB.actor_key
    )  # its own tell nothing
    done = deeds.order_by("-at").values("at")[:1]
    given = Analysis.objects.filter(death=OuterRef("laid_as"), given_at__isnull=False)
    with unit_of_work(JOB):
        before = PanelPack.objects.filter(~Exists(given), laid_as__isnull=False, recalled_at=None)
        old = before.annotate(made_at=Subquery(made), done_at=Subquery(done)).filter(
            Q(made_at=None) | Q(made_at__lt=timezone.now() - AT_MOST_OLD) | Q(made_at__lte=F("done_at"))
        )
        return [key for key in old.values_list("laid_as", flat=True) if key is not None]


def guard(death_id: uuid.UUID) -> None:
    pack = PanelPack.objects.select_related("case").get(laid_as=death_id)
    Guard.objects.update_or_create(
        death_id=death_id, defaults={"sealed": sealed_of(pack.case), "made_at": timezone.now()}
    )
    audit.record(JOB, "sealed anew what may not be typed of the death at the overview panel", pack, pack.case_id)


def carry_questions() -> int:
    """Questions into the folder, and answers back to the panel. Gives how many were carried."""
    with unit_of_work(JOB):
        came = QuestionCame.objects.filter(asked_as=OuterRef("pk"))
        asked = list(Question.objects.filter(~Exists(came), answered_at=None))
        answered = list(
            QuestionCame.objects.filter(Q(answered_at__isnull=False), carried_at=None).values_list("pk", flat=True)
        )
    for question in asked:
        with unit_of_work(JOB):
            _ask(question)
    for key in answered:
        with unit_of_work(JOB):
            _answer(QuestionCame.objects.select_for_update(of=("self",)).select_related("pack").get(pk=key))
    return len(asked) + len(answered)


def _ask(question: Question) -> None:
    pack = PanelPack.objects.filter(laid_as=question.death_id, recalled_at=None).first()
    if pack is not None:
        QuestionCame.objects.create(pack=pack, asked_as=question.pk, text=question.text)
        audit.record(JOB, "brought a question of the overview panel to the folder", pack, pack.case_id)


def _answer(came: QuestionCame) -> None:
    if came.carried_at is None:
        Question.objects.filter(pk=came.asked_as).update(answer=came.answer, answered_at=timezone.now())
        came.carried_at = timezone.now()
        came.save(update_fields=["carried_at"])
        audit.record(JOB, "carried the answer to the overview panel", came.pack, came.pack.case_id)
