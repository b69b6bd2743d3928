"""What the yearly report tells of reviews: begun, finished, published; how long they took; what the Panel said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from handrail.analysis.small_numbers import shown
from handrail.service.cases.models import KeptClock
from handrail.service.partnerships.models import Body
from handrail.service.reviews.models import PanelMessage, PracticeReview, RapidReview, Step
from handrail.service.yearly import Rows, Told, Year, children, half_took

RAPID = "rapid_review"
KEPT_BACK = "Kept back"
HOW_TO_READ = (
    "A number from 1 to 4 is not printed where it counts incidents or reviews of them, since it could tell of one "
    "child."
)


def told(partnership: Body, year: Year) -> Iterator[Told]:
    yield _rapid(partnership, year)
    yield _practice(partnership, year)


def _rapid(partnership: Body, year: Year) -> Told:
    mine = RapidReview.objects.filter(case__partnership=partnership)
    sent = mine.filter(**year.instants("sent_at"))
    clocks = KeptClock.objects.filter(partnership=partnership, duty=RAPID, **year.days("stopped_on"))
    ended = [
        (begun, stopped, due)
        for begun, stopped, due in clocks.values_list("started_on", "stopped_on", "due_on")
        if stopped is not None
    ]
    lines = [
        HOW_TO_READ,
        f"Rapid reviews begun: {children(mine.filter(**year.instants('recorded_at')).count())}; "
        f"sent to the Panel: {children(sent.count())}.",
    ]
    half = half_took((stopped - started).days for started, stopped, _ in ended)
    if half:
        lines.append(f"From the day that set its time running to its end a rapid review took: {half}.")
    tables = []
    if ended:
        late = sum(due is not None and stopped > due for _, stopped, due in ended)
        counts = {"Within the time of the guidance": len(ended) - late, "Later": late}
        tables.append(_counts("Rapid reviews that ended, by time", "When", counts))
    letters = PanelMessage.objects.filter(
        review__case__partnership=partnership, direction=PanelMessage.Direction.FROM_PANEL, **year.days("dated_on")
    )
    said = Counter(str(PanelMessage.Says(one).label) for one in letters.values_list("says", flat=True))
    if said:
        tables.append(_counts("What the Panel answered, by letter", "The Panel", said))
    return Told("rapid_reviews", "Rapid reviews", ("what_was_done",), tuple(lines), tuple(tables))


def _practice(partnership: Body, year: Year) -> Told:
    begun = PracticeReview.objects.filter(case__partnership=partnership, **year.instants("recorded_at")).count()
    steps = Step.objects.filter(
        review__case__partnership=partnership, set_aside_at__isnull=True, **year.days("on")
    )  # fmt: skip
    reached = {what: set(steps.filter(what=what).values_list("review", flat=True))
               for what in (Step.What.RECEIVED, Step.What.PUBLISHED)}  # fmt: skip
    lines = (
        f"Practice reviews begun: {children(begun)}; reports received from reviewers: "
        f"{children(len(reached[Step.What.RECEIVED]))}; published: {len(reached[Step.What.PUBLISHED])}.",
    )
    return Told("practice_reviews", "Local and national practice reviews", ("reviews_answered", "what_was_done"), lines)


def _counts(caption: str, head: str, counts: dict[str, int] | Counter[str]) -> Rows:
    """Kept back where one could be told by them, or from the others and the total."""
    rows = tuple((words, KEPT_BACK if count is None else f"{count:,}") for words, count in shown(counts).items())
    return Rows(caption, (head, "Number"), rows)
