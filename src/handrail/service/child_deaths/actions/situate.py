"""Saying which situation a death is in, answering what that asks, and telling whom it concerns: each once."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from handrail.service.access.grounds import TELLING
from handrail.service.access.models import Person, Share
from handrail.service.access.sharing import share
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.cases.follow import locked_open
from handrail.service.child_deaths.models import Death, Situation, SituationAnswer, SituationTold
from handrail.service.child_deaths.situations import SPECIALS, Concerned, named_for
from handrail.service.outbox.actions import write


@transaction.atomic
def add_situation(death: Death, key: str, *, by: Person) -> Situation:
    locked_open(death.case_id)
    edition = next((edition for edition, one in named_for(death) if one.key == key), None)
    if edition is None or key not in SPECIALS:
        raise NotDone("The guidance of that day does not name this situation.")
    if death.situations.filter(key=key, set_aside_at__isnull=True).exists():
        raise NotDone("This situation is recorded already.")
    made = Situation.objects.create(death=death, key=key, edition=edition.key, recorded_by=by)
    audit.record(by, f"recorded a situation of the death: {SPECIALS[key].title.lower()}", made, death.case_id)
    return made


@transaction.atomic
def set_aside(situation: Situation, *, why: str, by: Person) -> None:
    """It does not apply after all. What was answered and who was told stays readable."""
    locked_open(situation.death.case_id)
    situation.set_aside_at, situation.set_aside_why = timezone.now(), why.strip()[:300]
    situation.save(update_fields=["set_aside_at", "set_aside_why"])
    audit.record(by, "set a situation of the death aside", situation, situation.death.case_id)


@transaction.atomic
def answer(situation: Situation, answers: dict[str, str], *, by: Person) -> int:
    """Keep what was answered anew. Gives how many answers changed."""
    locked_open(situation.death.case_id)
    known = {question.key for question in SPECIALS[situation.key].questions}
    held = {one.question: one.text for one in situation.answers.all()}
    new = {key: text.strip() for key, text in answers.items() if key in known and text.strip() != held.get(key, "")}
    SituationAnswer.objects.bulk_create(
        SituationAnswer(situation=situation, question=key, text=text, given_by=by) for key, text in new.items()
    )
    if new:
        audit.record(by, "answered what a situation of the death asks", situation, situation.death.case_id)
    return len(new)


@transaction.atomic
def tell(
    situation: Situation, who: str, *, name: str, by: Person, email: str = "", on: date | None = None, how: str = ""
) -> SituationTold:
    """Tell somebody whom the situation concerns, by our message or as was done otherwise: once. Raises NotDone."""
    locked_open(situation.death.case_id)
    concerned = next((one for one in SPECIALS[situation.key].told_of(situation.death) if one.key == who), None)
    if concerned is None:
        raise NotDone("Choose who is told.")
    if situation.told.filter(who=who, set_aside_at=None).exists():
        raise NotDone("They were told already, and are told once.")
    if bool(email) == bool(how.strip()):
        raise NotDone("Give an e-mail address that we write to, or say how they were told otherwise; one of the two.")
    if on is not None and on > timezone.localdate():
        raise NotDone("The day may not be in the future.", "on")
    if email:
        _write(situation, concerned, email)
    made = SituationTold.objects.create(
        situation=situation, who=who, name=name.strip(), email=email, how=how.strip(), recorded_by=by,
        on=timezone.localdate() if email or on is None else on,
    )  # fmt: skip
    share(
        situation.death.case.folder, to=f"{name.strip()} ({concerned.words})"[:200], how=Share.How.SENT,
        what="that a child has died, and its reference", words="told because of the situation of the death",
        ground=TELLING, by=by,
    )  # fmt: skip
    audit.record(by, "told somebody of the death because of its situation", made, situation.death.case_id)
    return made


def _once(situation: Situation, concerned: Concerned) -> str:
    """Once; and once more for each time that it was taken back."""
    before = situation.told.filter(who=concerned.key).count()
    return f"situation {situation.pk} {concerned.key}" + (f" {before + 1}" if before else "")


def _write(situation: Situation, concerned: Concerned, email: str) -> None:
    case = situation.death.case
    whom = f"{case.partnership}, {case.partnership.mailbox}," if case.partnership.mailbox else str(case.partnership)
    written = write(
        to=email, partnership=case.partnership, kind="child death situation", about=[case.pk],
        once=_once(situation, concerned), subject=f"{case.reference}: a child has died",
        text=(
            f"{case.partnership} reviews the death of a child under the reference {case.reference}. This is sent to "
            f"{concerned.words[:1].lower()}{concerned.words[1:]}, to ask {concerned.asks}.\n\nPlease telephone or "
            f"write to {whom} with the reference. Do not put the child's name into an e-mail.\n"
        ),
    )  # fmt: skip
    if written is None:
        raise NotDone("Nothing was sent to this address. Tell them otherwise, and say here how.", "how")
