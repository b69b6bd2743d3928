"""Returns beside one another: how bodies stand by standard, against last year, and across years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from handrail.service.partnerships.models import Body
from handrail.service.requests.models import Request
from handrail.service.scrutiny.models import Judgement, Promise, Return, Round
from handrail.service.scrutiny.sets import Question, QuestionsAsked, Standard, Step, name_of

UP, DOWN, SAME = "better than last year", "worse than last year", "as last year"


@dataclass(frozen=True, slots=True)
class Cell:
    """One standard of one body: the lowest judgement under it, and how many of how many stand there."""

    step: Step | None
    of: int = 0
    judged: int = 0
    moved: str = ""

    @property
    def words(self) -> str:
        if self.step is None:
            return "Not judged"
        count = f" ({self.of} of {self.judged})" if self.of != self.judged else ""
        return f"{self.step.words}{count}"


@dataclass(frozen=True, slots=True)
class Line:
    """One body in a round: what was asked of it, what came, and how it stands under each standard."""

    body: Body
    request: Request
    sent: Return | None
    cells: tuple[Cell, ...]
    waits: int = 0
    """Challenges that wait for an answer or to be settled."""


@dataclass(frozen=True, slots=True)
class Put:
    """A question, its judgement in one return, and what stands beside it."""

    standard: Standard
    question: Question
    judgement: Judgement | None
    judged: Step | None
    stands: Step | None
    was: Step | None

    @property
    def moved(self) -> str:
        return _moved(self.was, self.stands)


def lines_of(round_: Round) -> list[Line]:
    """Every body that is asked now, by name."""
    put = round_.question_set.asked
    asked = Request.objects.filter(case=round_.case_id, of=Request.Of.RETURN, no_longer_needed_at=None)
    came = {one.request_id: one for one in returns_of(round_)}
    return [
        _line(put, one, came.get(one.pk))
        for one in sorted(asked.select_related("body", "case"), key=lambda one: one.body.name)
    ]


def returns_of(round_: Round) -> Iterable[Return]:
    standing = Return.objects.filter(round=round_, replaced_at__isnull=True)
    return standing.select_related("body", "challenger").prefetch_related("judgements__challenges")


def _line(put: QuestionsAsked, asked: Request, sent: Return | None) -> Line:
    if sent is None:
        return Line(asked.body, asked, None, tuple(Cell(None) for _ in put.standard))
    judged = {one.question: one for one in sent.judgements.all()}
    cells = tuple(_cell(put, [judged.get(name_of(standard, one)) for one in standard.question])
                  for standard in put.standard)  # fmt: skip
    waits = sum(
        one.answered_at is None or (one.accepted is False and one.settled_at is None)
        for judgement in judged.values() for one in judgement.challenges.all()
    )  # fmt: skip
    return Line(asked.body, asked, sent, cells, waits)


def _cell(put: QuestionsAsked, judgements: Sequence[Judgement | None]) -> Cell:
    steps = [step for one in judgements if one and (step := put.step(one.stands)) and step.level is not None]
    if not steps:
        return Cell(next((step for one in judgements if one and (step := put.step(one.stands))), None))
    lowest = min(steps, key=lambda step: step.level or 0)
    before = [step for one in judgements if one and (step := put.step(one.was)) and step.level is not None]
    was = min(before, key=lambda step: step.level or 0) if before else None
    return Cell(lowest, sum(one == lowest for one in steps), len(steps), _moved(was, lowest))


def _moved(was: Step | None, stands: Step | None) -> str:
    if was is None or stands is None or was.level is None or stands.level is None:
        return ""
    return UP if stands.level > was.level else DOWN if stands.level < was.level else SAME


def questions_of(sent: Return) -> Iterator[Put]:
    """Every question of a return, as it was put when it was asked."""
    put = sent.round.question_set.asked
    judged = {one.question: one for one in sent.judgements.all()}
    for standard, question in put.questions:
        one = judged.get(name_of(standard, question))
        step = put.step
        yield Put(
            standard, question, one, step(one.judged) if one else None, step(one.stands) if one else None,
            step(one.was) if one and one.was else None,
        )  # fmt: skip


HEAD = (
    "Body", "Standard", "Question", "Judged itself", "How it stands", "The year before", "What shows it", "Sent on",
)  # fmt: skip


def rows_of(round_: Round) -> Iterator[tuple[object, ...]]:
    """A line for each question of each return; a line for each body that has not answered."""
    for line in lines_of(round_):
        if line.sent is None:
            yield line.body, "", "", "Not answered", "", "", "", ""
            continue
        line.sent.round = round_
        for one in questions_of(line.sent):
            yield (
                line.body, one.standard.title, one.question.asks, _words(one.judged), _words(one.stands),
                _words(one.was), one.judgement.evidence if one.judgement else "", line.sent.sent_at.date(),
            )  # fmt: skip


def _words(step: Step | None) -> str:
    return step.words if step else ""


@dataclass(frozen=True, slots=True)
class Bar:
    """How often one judgement stands, drawn as part of a bar: from `left`, in units of the whole bar's width."""

    words: str
    count: int
    left: float
    width: float
    shade: str


@dataclass(frozen=True, slots=True)
class Spread:
    """All judgements under one heading, from the best to the worst."""

    title: str
    bars: tuple[Bar, ...]
    judged: int

    @property
    def words(self) -> str:
        return ", ".join(f"{bar.count} {bar.words.lower()}" for bar in self.bars if bar.count) or "nothing judged"


SHADES = ("#00703c", "#85994b", "#f47738", "#942514", "#505a5f")
WIDE = 420


def spread_by_standard(round_: Round, lines: Iterable[Line]) -> list[Spread]:
    """Over all bodies: how each standard's questions stand."""
    put, lines = round_.question_set.asked, [line for line in lines if line.sent is not None]
    held = [{one.question: one.stands for one in line.sent.judgements.all()} for line in lines if line.sent]
    return [
        _spread(standard.title, put, [
            said[name] for said in held for one in standard.question if (name := name_of(standard, one)) in said
        ])
        for standard in put.standard
    ]  # fmt: skip


def _spread(title: str, put: QuestionsAsked, keys: Sequence[str]) -> Spread:
    steps = sorted((one for one in put.scale if one.level is not None), key=lambda one: -(one.level or 0))
    counts = [(step, keys.count(step.key)) for step in steps]
    whole = sum(count for _, count in counts)
    bars, left = [], 0.0
    for place, (step, count) in enumerate(counts):
        width = WIDE * count / whole if whole else 0
        bars.append(Bar(step.words, count, round(left, 1), round(width, 1), SHADES[min(place, len(SHADES) - 1)]))
        left += width
    return Spread(title, tuple(bars), whole)


@dataclass(frozen=True, slots=True)
class Year:
    round: Round
    asked: int
    came: int
    spread: Spread


@dataclass(frozen=True, slots=True)
class Over:
    """One body over the years: by round, how many of its judgements stand at the top, or None where nothing came."""

    body: Body
    by_round: tuple[tuple[int, int] | None, ...]


def across_years(rounds: Sequence[Round]) -> tuple[list[Year], list[Over]]:
    """Rounds of one set, the oldest first: each year's spread, and each body's line through them."""
    years: list[Year] = []
    by_body: dict[Body, list[tuple[int, int] | None]] = {}
    for place, round_ in enumerate(rounds):
        put, lines = round_.question_set.asked, lines_of(round_)
        keys = [one.stands for line in lines if line.sent for one in line.sent.judgements.all()]
        came = sum(line.sent is not None for line in lines)
        years.append(Year(round_, len(lines), came, _spread(round_.years, put, keys)))
        for line in lines:
            held = by_body.setdefault(line.body, [None] * len(rounds))
            held[place] = _at_the_top(put, line.sent) if line.sent else None
    over = [Over(body, tuple(held)) for body, held in sorted(by_body.items(), key=lambda pair: pair[0].name)]
    return years, over


def _at_the_top(put: QuestionsAsked, sent: Return) -> tuple[int, int]:
    levels = [step.level for one in sent.judgements.all() if (step := put.step(one.stands)) and step.level is not None]
    return sum(level == put.top for level in levels), len(levels)


def promises_of(round_: Round) -> list[Promise]:
    return list(Promise.objects.filter(round=round_).select_related("body", "sent_in"))
