"""What the law hears of a death that an overview panel analysed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from handrail.guidance import london_day
from handrail.service.cases.filing import Filing, Happened
from handrail.service.cases.models import Paper
from handrail.service.overview_panels.models import Letter, PanelLearning, PanelPack
from handrail.service.overview_panels.models.letters import BOTH


def filing_of(paper: Paper) -> Filing:
    if isinstance(paper, PanelLearning):
        return Filing(
            title=str(paper)[:200], url_name="overview_panels:learning", filed_at=paper.recorded_at,
            in_short=f"learning of {paper.panel}",
        )  # fmt: skip
    if isinstance(paper, Letter):
        return Filing(
            title=f"{paper}, set aside" if paper.set_aside_at else str(paper), url_name="overview_panels:letter",
            filed_at=paper.recorded_at, facts=tuple(_of_letter(paper)),
        )  # fmt: skip
    assert isinstance(paper, PanelPack)
    return _of_pack(paper)


def _of_letter(letter: Letter) -> Iterator[Happened]:
    """A letter to somebody who can act says that it is thought right that they do; sent, that they were told."""
    if letter.to == Letter.To.OTHER and letter.stands:
        written = london_day(letter.recorded_at)
        thought = min(written, letter.sent_on) if letter.sent_on else written
        yield Happened("child_death_action_thought_right", thought, str(letter.pk))
        if letter.sent_on is not None:
            yield Happened("person_who_should_act_told", letter.sent_on, str(letter.pk))


def _of_pack(pack: PanelPack) -> Filing:
    return Filing(
        title=str(pack), url_name="overview_panels:pack", filed_at=pack.recorded_at, facts=tuple(_facts(pack))
    )


def _facts(pack: PanelPack) -> Iterator[Happened]:
    yield from _suspected(pack)
    if pack.completed_on is None:
        return
    yield Happened("child_death_review_completed", pack.first_completed_on, pack.about)
    yield Happened("modifiable_factors_recorded", pack.first_completed_on, pack.about)
    if pack.cause_why:
        yield Happened("registered_cause_found_wrong", _found_wrong_on(pack), pack.about)
    sent = {letter.to: letter.sent_on for letter in pack.letters.all() if letter.stands and letter.sent_on}
    told = [sent[to] for to in BOTH if to in sent]
    if pack.cause_why and len(told) == len(BOTH):
        yield Happened("certifier_told_of_wrong_cause", max(told), pack.about)


def _suspected(pack: PanelPack) -> Iterator[Happened]:
    """From the day on which the panel first kept it, whether or not it has completed the death. That it thought better
    of it later does not undo that the partners were owed to know."""
    on = pack.suspected_on or (pack.completed_on if pack.abuse_why else None)
    if on is not None:
        yield Happened("overview_panel_suspected_abuse", on, pack.about)
    if pack.partners_told_on is not None:
        yield Happened("partners_told_of_suspected_abuse", pack.partners_told_on, pack.about)


def _found_wrong_on(pack: PanelPack) -> date:
    """The first of the days on which the panel completed it with that finding: it may have opened it again since."""
    assert pack.completed_on is not None
    days = [date.fromisoformat(one["completed_on"]) for one in pack.earlier if one["cause_why"]]
    return min([*days, pack.completed_on])
