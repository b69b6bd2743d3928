"""Whether a scrutineer stands as independent today, and how far a finding has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from handrail.service.scrutiny.models import Declaration, Finding, FollowUp, Response, Scrutineer

ASKED_AGAIN_AFTER = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Independence:
    """`holds` says whether their work counts as independent; `words` say why, or what is missing."""

    holds: bool
    words: str
    ask_again: bool = False


def independence_of(scrutineer: Scrutineer, today: date) -> Independence:
    """From the newest declaration: with a tie in it, the partners weigh it before any work counts."""
    newest = Declaration.objects.filter(scrutineer=scrutineer).select_related("weighing").first()
    if newest is None:
        return Independence(False, "They have not declared how they stand to the area. Record what they declare first.")
    old = newest.declared_on + ASKED_AGAIN_AFTER < today
    weighing = getattr(newest, "weighing", None)
    if not newest.ties:
        return Independence(True, "They declared that they have no tie to the area or its agencies.", old)
    if weighing is None:
        return Independence(False, "They declared a tie, and the partners have not yet said what they make of it.")
    if not weighing.independent:
        return Independence(False, "The partners decided that they are not independent. Appoint somebody else.")
    return Independence(True, "They declared a tie; the partners decided that they are independent all the same.", old)


@dataclass(frozen=True, slots=True)
class Come:
    """How far a finding has come. `waits` is for whom it waits: "answer", "look" or nobody."""

    words: str
    colour: str
    waits: str = ""
    late: bool = False
    by: date | None = None


def come_of(finding: Finding, today: date) -> Come:
    """Reads the rows that were fetched with it: the newest answer and the newest look."""
    answers: list[Response] = list(finding.responses.all())
    looks: list[FollowUp] = list(finding.follow_ups.all())
    if finding.set_aside_at is not None:
        return Come("Set aside", "grey")
    if finding.kind == Finding.Kind.STRENGTH:
        return Come("A strength", "green")
    if not answers:
        late = finding.answer_due_on is not None and finding.answer_due_on < today
        return Come("Answer late" if late else "Answer awaited", "red" if late else "yellow", "answer", late,
                    finding.answer_due_on)  # fmt: skip
    if answers[0].says == Response.Says.NOT:
        return Come("Not accepted", "orange")
    if looks and looks[0].seen == FollowUp.Seen.DONE:
        return Come("Done", "green")
    by = looks[0].again_on if looks else answers[0].done_by_on
    late = by is not None and by < today
    words = looks[0].get_seen_display().split(",")[0].split(";")[0] if looks else answers[0].get_says_display()
    return Come("Time to look" if late else words, "red" if late else "blue", "look", late, by)
