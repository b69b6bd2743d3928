"""Draws letters from what the panel agreed, for a person to read and mend; and a letter as a file to print."""

from __future__ import annotations

from handrail.guidance import london_day, spoken
from handrail.service.cases.models import KeptClock
from handrail.service.cases.rules import marks_of, source_of, version_of
from handrail.service.child_deaths.form_editions import form_called, unmarked
from handrail.service.child_deaths.models import Death
from handrail.service.children.identifiers import in_threes
from handrail.service.children.models import Child
from handrail.service.overview_panels.knowing import deaths_in, key_of
from handrail.service.overview_panels.models import Letter, PanelPack
from handrail.service.overview_panels.models.wording import wording_of
from handrail.service.reviews.blocks import Paragraph, Whole, paragraphs

WRONG_CAUSE, SUSPICION = "tell_certifier_of_wrong_cause", "tell_partners_of_suspected_abuse"
UNCHECKED = "not checked against the published text"


def drawn_text(pack: PanelPack, of: str) -> str:
    return cause_text(pack) if of == Letter.Of.CAUSE else findings_text(pack)


def findings_text(pack: PanelPack) -> str:
    """What the panel found that may matter to others: no age, no day, no place, nothing of the folder."""
    form = form_called(pack.form_edition)
    domains = dict(form.domains)
    changed = [
        f"- {unmarked(domains.get(one['domain'], one['domain']))}: {one['modifiable']}"
        for one in pack.factors
        if one["modifiable"]
    ]
    outcome = unmarked(dict(form.outcomes).get(pack.modifiable, ""))
    words = wording_of(pack.case.partnership)
    heading = f"What could be changed (modifiable factors; here also “{words}”):" if words else "What could be changed:"
    parts = [
        "The child death overview panel has reviewed the death of a child. This letter says what it found that may "
        "help to keep other children alive and well. It names nobody, and does not say when or where the child died.",
        f"{outcome}." if outcome else "",
        "\n".join([heading, *changed]) if changed else "",
        "\n".join(["What the panel learnt:", *(f"- {one}" for one in pack.learning)]) if pack.learning else "",
        "Please consider it in your work for children’s health, and tell us what you do with it.",
    ]
    return "\n\n".join(part for part in parts if part)


def cause_text(pack: PanelPack) -> str:
    """Whoever certified a death has to know which it was: this letter names the child, and never leaves by itself."""
    parts = [
        _who(pack),
        "The child death overview panel reviewed this death, and finds that the registered cause is wrong:",
        pack.cause_why,
        "The cause of death as the panel understands it:" if pack.cause else "",
        pack.cause,
        "The register itself is corrected only on a formal application. Please tell us whether you will make one.",
        f"Our reference: {pack.case.reference}",
    ]
    return "\n\n".join(part for part in parts if part)


def _who(pack: PanelPack) -> str:
    child = child_of(pack)
    if child is None:
        return "This letter is about the death of [write the child’s name, date of birth and NHS number here]."
    name = " ".join(one for one in (child.given_names, child.family_name) if one) or "a child who had no name yet"
    died = next((fact.on for fact in deaths_in(pack.case).filter(about=pack.about)), None)
    told = [
        f"This letter is about the death of {name}",
        f"born on {spoken(child.born_on)}" if child.born_on else "",
        f"NHS number {in_threes(child.nhs_number)}" if child.nhs_number else "",
        f"who died on {spoken(died)}" if died else "",
    ]
    return ", ".join(one for one in told if one) + "."


def child_of(pack: PanelPack) -> Child | None:
    """Whose death it is: the death's own child, or the only child of the folder."""
    if death := death_of(pack):
        return death.child
    children = list(Child.objects.filter(folder=pack.case_id)[:2])
    return children[0] if len(children) == 1 else None


def death_of(pack: PanelPack) -> Death | None:
    key = key_of(pack.about)
    deaths = Death.objects.filter(case=pack.case_id).select_related("child")
    return deaths.filter(pk=key).first() if key else None


def rule_of(pack: PanelPack, duty: str) -> list[str]:
    """What the edition that governs says of a duty about this death, to whom it is owed, and how sure that is."""
    clock = KeptClock.objects.filter(case=pack.case_id, duty=duty, about=pack.about).order_by("-started_on").first()
    version = version_of(clock) if clock is not None else None
    if clock is None or version is None:
        return []
    said = [f"{version.duty.says} Owed to: {version.duty.owed_to} ({source_of(clock)})."]
    if "not checked" in marks_of(clock):
        said.append(f"This is {UNCHECKED}.")
    if clock.stopped_on:
        said.append(f"Done on {spoken(clock.stopped_on)}.")
    return said


def as_sent(letter: Letter) -> str:
    """With its head, and from whom it is: the sender stands on it whatever it says, and is not held against it."""
    return f"To {letter.name}\n\n{letter.text}\n\n{from_whom(letter)}\n"


def from_whom(letter: Letter) -> str:
    return f"For the child death overview panel: {letter.case.partnership}"


def whole_of(letter: Letter) -> Whole:
    findings = letter.of == Letter.Of.FINDINGS
    made = f"Sent on {spoken(letter.sent_on)}." if letter.sent_on else "Not sent yet."
    return Whole(
        title="Findings of the child death overview panel" if findings else "An error in a registered cause of death",
        whose=f"To {letter.name}",
        reference="Letter" if findings else letter.case.reference,
        made=made if findings else f"{made} Written on {spoken(london_day(letter.written_at))}.",
        blocks=(*paragraphs(letter.text, ""), Paragraph(from_whom(letter))),
    )
