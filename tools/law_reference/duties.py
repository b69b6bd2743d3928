"""The page of one duty: what each edition says of it, and its worked examples drawn as timelines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handrail.guidance.edition import Duty, Edition, Stage
from handrail.guidance.explain import FORCES, LATENESS
from handrail.guidance.shelf import kinds_of_fact
from handrail.guidance.wording import name_of, number_of, reach_of, standing_of
from tests.guidance.examples.reading import NOTHING, Example
from tools.law_reference.drawing import drawn
from tools.law_reference.words import drawing, page, paragraph, plain, point, quotation

NEVER_BOUND = "So the draft would have had it; it never bound anybody."
Stated = Sequence[tuple[Edition, Duty]]


def page_of_duty(key: str, stated: Stated, examples: Sequence[Example]) -> str:
    newest = max(stated, key=lambda one: (one[0].governs, one[0].from_))[1]
    return page(plain(newest.title), _parts(key, stated, [one for one in examples if one.duty == key]))


def _parts(key: str, stated: Stated, examples: Sequence[Example]) -> Iterator[str]:
    yield f"`{key}`"
    for edition, duty in stated:
        yield f"## {plain(edition.title)}"
        yield from _row(edition, duty)
        yield from _worked("Worked examples", [one for one in examples if one.edition == name_of(edition)])
    yield from _worked(
        "When no such clock starts", [one for one in examples if one.edition == NOTHING], of_all_editions=True
    )


def _row(edition: Edition, duty: Duty) -> Iterator[str]:
    yield paragraph(f"`{name_of(edition)}`, {plain(standing_of(edition))}.")
    yield quotation(plain(duty.says))
    if duty.within or duty.by:
        yield point(f"**Number:** {number_of(duty)}.")
    else:
        yield point(f"**Number:** none; {'it is owed always' if duty.stands else 'do it promptly'}.")
    yield point(f"**Force:** {duty.force}. {NEVER_BOUND if edition.stage is Stage.DRAFT else FORCES[duty.force]}")
    yield point(f"**Owed by:** {plain(duty.owed_by)}. **Owed to:** {plain(duty.owed_to)}.")
    for words, kinds in (("Starts", duty.starts), ("Stops", duty.stops), ("Falls away", duty.falls_away)):
        yield from _kinds(words, kinds)
    if duty.within or duty.by:
        yield point(f"**Late:** {LATENESS[duty.late]}")
    reach = " ".join(reach_of(duty)) or "everywhere, for as long as the edition stands."
    yield point(f"**Where and when:** {reach}")
    yield point(f"**Source:** {plain(duty.cite)}. {duty.seen.sentence}")
    if duty.note:
        yield point(f"**Note:** {plain(duty.note)}")
    if duty.ended_by:
        yield point(f"**What ended it:** {plain(duty.ended_by)}.")


def _kinds(words: str, kinds: frozenset[str]) -> Iterator[str]:
    told = [f"{plain(kinds_of_fact()[kind].says)} (`{kind}`)" for kind in sorted(kinds)]
    if told:
        yield point(f"**{words}:** {'; or '.join(told)}.")


def _worked(title: str, examples: Sequence[Example], *, of_all_editions: bool = False) -> Iterator[str]:
    if not examples:
        return
    yield f"## {title}" if of_all_editions else f"### {title}"
    for example in examples:
        yield paragraph(f"**{plain(example.says)}**")
        yield drawing(list(drawn(example)))
