"""What the panel writes of a death besides its form: what was said at a meeting, and what it asks of the folder."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.follow import locked_open
from handrail.service.overview_panels.actions.sitting import refuse_completed
from handrail.service.overview_panels.guarding import hold
from handrail.service.overview_panels.knowing import marks_in
from handrail.service.overview_panels.models import Minutes, PanelDeath, Question, QuestionCame
from handrail.service.partnerships.actions import NotDone


@transaction.atomic
def keep_minutes(death: PanelDeath, text: str, *, let_stand: bool, by: Person) -> Minutes:
    """What was said of it at the meeting on whose agenda it stands; again, until the panel has completed it."""
    refuse_completed(death)
    if death.sitting is None:
        raise NotDone("Put it on the agenda of a meeting first: the minutes are that meeting's.")
    if death.sitting.called_off_at is not None:
        raise NotDone("That meeting was called off. Put the death on the agenda of another.")
    if death.sitting.on > timezone.localdate():
        raise NotDone("That meeting is still to be held. Write its minutes on its day or after.")
    hold(death, {"text": text}, let_stand=let_stand)
    kept, _ = Minutes.objects.update_or_create(
        death=death, sitting=death.sitting, defaults={"text": text, "written_by": by, "written_at": timezone.now()}
    )
    audit.record(by, "wrote what was said of a death at the overview panel", kept)
    return kept


@transaction.atomic
def ask(death: PanelDeath, text: str, *, let_stand: bool, by: Person) -> Question:
    """Ask those who hold the folder. They are given the question within a minute, and answer without names."""
    refuse_completed(death)
    hold(death, {"text": text}, let_stand=let_stand)
    asked = Question.objects.create(death=death, text=text, asked_by=by)
    audit.record(by, "asked the folder's people about a death", asked)
    return asked


@transaction.atomic
def answer(came: QuestionCame, text: str, *, let_stand: bool, by: Person) -> None:
    """In the folder: what the panel is told. Held against all that the folder knows, as the retyped pack is."""
    pack = came.pack
    with audit.keeping(pack.case_id):
        case = locked_open(pack.case_id)
    held = QuestionCame.objects.select_for_update(of=("self",)).get(pk=came.pk)
    if held.answered_at is not None:
        raise NotDone("It is answered already. What went to the panel is not changed.")
    if pack.recalled_at is not None:
        raise NotDone("This death was taken back from the panel, which reads no answer any more.")
    if pack.completed_on is not None and pack.reopened_on is None:
        raise NotDone("The panel has completed this death, and asks nothing more.")
    marks = marks_in(case, {"text": text})
    if found := [mark.flag.words for mark in marks if mark.refuses]:
        raise NotDone(f"This would tell whose death it is: {', '.join(dict.fromkeys(found))}. Retype it.", "text")
    if marks and not let_stand:
        words = ", ".join(f"“{mark.flag.words}”" for mark in marks)
        raise NotDone(f"This may tell whose death it is: {words}. Retype it, or say that it tells nobody.", "let_stand")
    held.answer, held.answered_by, held.answered_at = text, by, timezone.now()
    held.save(update_fields=["answer", "answered_by", "answered_at"])
    audit.record(by, "answered a question of the overview panel", pack)
