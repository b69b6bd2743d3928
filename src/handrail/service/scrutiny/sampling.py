"""An audit's sample beside one another: each case by its number, each body's judgement of its own work in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handrail.service.partnerships.models import Body
from handrail.service.scrutiny.comparing import Line
from handrail.service.scrutiny.models import CaseJudgement, Round
from handrail.service.scrutiny.sets import OF_A_CASE, Step, step_of_a_case


@dataclass(frozen=True, slots=True)
class OneCase:
    """A number of the sample: by body the judgement, or None where it gave none."""

    number: int
    by_body: tuple[Step | None, ...]


@dataclass(frozen=True, slots=True)
class Numbers:
    """One body over the sample: how many cases it knew, of how many it was asked, and how many stand at each step."""

    body: Body
    asked: int
    knew: int
    at: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    steps: tuple[Step, ...]
    bodies: tuple[Body, ...]
    cases: tuple[OneCase, ...]
    numbers: tuple[Numbers, ...]


def beside(round_: Round, lines: Sequence[Line]) -> Beside | None:
    """None where no body judged a case. Only what stands is told: what was opened again is not."""
    judged = judgements_of(round_)
    bodies = tuple(line.body for line in lines if line.sent is not None and line.sent.pk in {key for key, _ in judged})
    sent = {line.body: line.sent for line in lines if line.sent is not None}
    if not bodies:
        return None
    numbers = sorted({number for _, number in judged})
    cases = tuple(
        OneCase(number, tuple(_step(judged.get((sent[body].pk, number))) for body in bodies)) for number in numbers
    )
    steps = tuple(step for step in OF_A_CASE if step.level is not None)
    told = tuple(_numbers(body, [one.by_body[place] for one in cases], steps) for place, body in enumerate(bodies))
    return Beside(steps, bodies, cases, told)


def judgements_of(round_: Round) -> dict[tuple[object, int], CaseJudgement]:
    rows = CaseJudgement.objects.filter(sent_in__round=round_, sent_in__replaced_at__isnull=True)
    return {(one.sent_in_id, one.number): one for one in rows}


def _step(one: CaseJudgement | None) -> Step | None:
    return step_of_a_case(one.judged) if one else None


def _numbers(body: Body, held: Sequence[Step | None], steps: Sequence[Step]) -> Numbers:
    given = [one for one in held if one is not None]
    knew = [one for one in given if one.level is not None]
    return Numbers(body, len(given), len(knew), tuple(knew.count(step) for step in steps))


def rows_of(round_: Round, lines: Sequence[Line]) -> Iterator[tuple[object, ...]]:
    """For a sheet: a line for each case of each return, under the columns of `comparing.HEAD`."""
    judged = judgements_of(round_)
    for line in lines:
        for (sent, number), one in sorted(judged.items(), key=lambda pair: pair[0][1]):
            if line.sent is not None and sent == line.sent.pk:
                step = _step(one)
                words = step.words if step else ""
                yield (
                    line.body, "The sample", f"Number {number}", words, words, "", one.evidence,
                    line.sent.sent_at.date(),
                )  # fmt: skip
