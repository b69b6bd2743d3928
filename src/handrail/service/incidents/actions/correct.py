"""A later word on a recorded answer. What was recorded stays; the correction stands beside it with its reason."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from handrail.guidance import spoken
from handrail.service.access.models import Person
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.cases.follow import follow, locked_open
from handrail.service.children.actions import Known, set_right
from handrail.service.children.models import Child
from handrail.service.incidents.actions import judge
from handrail.service.incidents.facts import became_aware, corrected, of_child, read_at
from handrail.service.incidents.models import Correction, Incident, InvolvedChild

CORRECTABLE = {
    "became_aware": "When the authority became aware",
    "limb": "Why it may have to be notified",
    "happened": "When it happened",
    "place": "Where it happened",
    "what_is_known": "What is known or suspected",
    "made_safe": "What has been done to keep children safe",
}
CORRECTABLE_OF_CHILD = {
    "outcome": "What happened to the child",
    "died_on": "When the child died",
    "looked_after": "Looked after",
    "care_leaver": "Care leaver",
    "regulated_setting": "Died in a regulated setting or service",
    "child_protection_plan": "Child protection plan",
    "child_in_need_plan": "Child in need plan",
    "known_to_agencies": "Known to agencies",
    "lives_at": "Where the child normally lives",
    "placement": "Placement",
    "health": "Health",
}


@transaction.atomic
def correct(incident: Incident, field: str, *, now: str, reason: str, by: Person) -> Correction:
    """Say what an answer should be. `now` is words, except a day or instant in ISO form for `became_aware`.

    Raises NotDone. A day that somebody was shown, and that this moves, is kept with the reason.
    """
    locked_open(incident.case_id)
    if incident.waits_to_be_taken_up and field in ("became_aware", "limb"):
        raise NotDone("The authority has not taken this incident up. Take it up first.")
    now = now.strip()
    _judge(incident, field, now, reason)
    was = standing(incident, field)
    if was == now:
        raise NotDone("That is what is recorded already. Change the answer, or go back.")
    correction = Correction.objects.create(
        incident=incident, field=field, was=was, now=now, reason=reason.strip(), made_by=by
    )
    _tell(incident, CORRECTABLE[field], correction, by)
    return correction


@transaction.atomic
def set_child_right(incident: Incident, child: Child, known: Known, *, by: Person) -> None:
    """Hold what is known now of who the child is. Raises NotDone and NotRight."""
    locked_open(incident.case_id)
    set_right(child, known, by=by)
    follow(incident)


@transaction.atomic
def correct_child(
    incident: Incident, involved: InvolvedChild, answers: Mapping[str, str], *, reason: str, by: Person
) -> list[Correction]:
    """Say how things stood for one child. Only what differs is a correction. Raises NotDone."""
    locked_open(incident.case_id)
    _needs(reason)
    changed = {
        field: now
        for field, now in answers.items()
        if field in CORRECTABLE_OF_CHILD and standing_of_child(incident, involved, field) != now
    }
    if not changed:
        raise NotDone("Nothing differs from what is recorded. Change an answer, or go back.")
    made = [
        Correction.objects.create(
            incident=incident, involved=involved, field=field, now=now, reason=reason.strip(), made_by=by,
            was=standing_of_child(incident, involved, field),
        )
        for field, now in changed.items()
    ]  # fmt: skip
    words = ", ".join(CORRECTABLE_OF_CHILD[field].lower() for field in changed)
    _tell(incident, f"Child {involved.place}: {words}", made[-1], by)
    return made


def standing(incident: Incident, field: str) -> str:
    """An answer as it stands, in the words a correction keeps."""
    words = corrected(incident, field)
    if words is not None:
        return words
    match field:
        case "became_aware":
            aware = became_aware(incident)
            return aware.isoformat() if aware else ""
        case "happened":
            return happened_in_words(incident)
        case _:
            return str(getattr(incident, field))


def standing_of_child(incident: Incident, involved: InvolvedChild, field: str) -> str:
    words = of_child(incident, involved, field)
    return "" if words == "None" else words


def happened_in_words(incident: Incident) -> str:
    if incident.happened_on is None:
        return incident.happened_when or "Not known"
    hour = f" at {incident.happened_time:%H:%M}" if incident.happened_time else ""
    estimated = " (estimated)" if incident.happened_on_is_estimated else ""
    words = f". {incident.happened_when}" if incident.happened_when else ""
    return f"{spoken(incident.happened_on)}{hour}{estimated}{words}"


def _judge(incident: Incident, field: str, now: str, reason: str) -> None:
    if field not in CORRECTABLE:
        raise NotDone("This answer cannot be corrected here.")
    _needs(reason)
    if field == "became_aware":
        try:
            aware = read_at(now)
        except ValueError as fault:
            raise NotDone("Say when the authority became aware.") from fault
        judge.aware(aware)
        judge.aware_after_it_happened(incident, aware)
        judge.setting_counts(standing(incident, "limb"), aware)
    elif field == "limb":
        judge.limb(now, incident, became_aware(incident))
    elif field == "what_is_known" and not now:
        raise NotDone("Say what is known or suspected, even if it is little.")


def _needs(reason: str) -> None:
    if not reason.strip():
        raise NotDone("Say why the answer is corrected.")


def _tell(incident: Incident, what: str, correction: Correction, by: Person) -> None:
    audit.record(by, f"corrected an incident: {what}", correction, incident.case_id)
    follow(incident, why=f"{what} was corrected: {correction.reason}")
