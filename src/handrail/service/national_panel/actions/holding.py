"""Recording what is done on a national review that the Panel holds, and setting aside what was recorded in error."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.national_panel.holding import ENDS, is_held, standing_steps
from handrail.service.national_panel.models import NationalStep, PanelDecision
from handrail.service.partnerships.actions import NotDone

What = NationalStep.What
AFTER: dict[str, tuple[tuple[str, ...], str]] = {
    What.RECOMMENDED: ((What.SELECTED,), "Record first that the Panel chose a reviewer."),
    What.CONFIRMED: ((What.RECOMMENDED,), "Record first that the reviewer was recommended to the Secretary of State."),
    What.REMOVAL: ((What.SELECTED,), "Record first that the Panel chose a reviewer."),
    What.REMOVED: ((What.REMOVAL,), "Record first that the Panel decided that the reviewer be removed."),
    What.REPLACING: ((What.REMOVED,), "Record first that the reviewer was removed."),
    What.PUT_OFF: ((What.PLANNED,), "No day was set for publishing it, so none can be put off."),
    What.PROVIDED: ((What.RECEIVED,), "Record first that the reviewer gave in the report."),
    What.PUBLISHED: ((What.RECEIVED,), "Record first that the reviewer gave in the report."),
    What.IMPROVEMENTS: ((What.RECEIVED,), "Record first that the reviewer gave in the report."),
    What.TAKEN_DOWN: (ENDS, "Record first that it was published."),
}
"""What must have been done before, and the sentence that says so."""
SAYS_WHO = {
    What.SELECTED: "Say who the reviewer is.", What.REMOVAL: "Say why: the regulations ask for the reasons.",
    What.PUBLISHED: "Say where it was published.", What.IMPROVEMENTS: "Say where, and why not the report.",
    What.CALLED_OFF: "Say why it was called off.", What.PUT_OFF: "Say why the day was put off.",
    What.TAKEN_DOWN: "Say why it is no longer public.", What.CHECKED: "Say what was found.",
}  # fmt: skip


@transaction.atomic
def record_step(decision: PanelDecision, *, what: str, on: date, words: str, by: Person) -> NationalStep:
    decision = PanelDecision.objects.select_for_update(of=("self",)).select_related("item").get(pk=decision.pk)
    if not is_held(decision):
        raise NotDone("The Panel holds no national review on this, so nothing is recorded of one.")
    _refuse_day(decision, what, on)
    done = {one.what for one in standing_steps(decision)}
    if What.CALLED_OFF in done:
        raise NotDone("The review was called off. Set that aside first, if it goes on after all.", "what")
    if what == What.CALLED_OFF and done & set(ENDS):
        raise NotDone("It was published, so it is not called off.", "what")
    before, says = AFTER.get(what, ((), ""))
    if before and not done & set(before):
        raise NotDone(says, "what")
    if what in SAYS_WHO and not words.strip():
        raise NotDone(SAYS_WHO[What(what)], "words")
    step = NationalStep.objects.create(decision=decision, what=what, on=on, words=words.strip(), recorded_by=by)
    audit.record(by, f"recorded of a national review: {step}", step)
    return step


@transaction.atomic
def set_step_aside(step: NationalStep, *, why: str, by: Person) -> None:
    """It was recorded in error: it stays to be read, and counts no more."""
    step = NationalStep.objects.select_for_update().get(pk=step.pk)
    if step.set_aside_at is not None:
        raise NotDone("This was set aside already.")
    step.set_aside_at, step.set_aside_why = timezone.now(), why.strip()
    step.save(update_fields=["set_aside_at", "set_aside_why"])
    audit.record(by, f"set aside of a national review: {step}", step)


def _refuse_day(decision: PanelDecision, what: str, on: date) -> None:
    if on < decision.decided_on:
        raise NotDone(f"The Panel decided to hold it on {spoken(decision.decided_on)}: give that day or a later.", "on")
    if what != What.PLANNED and on > timezone.localdate():
        raise NotDone("Record it once it has happened: the day may not be in the future.", "on")
