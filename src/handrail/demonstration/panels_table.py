"""What a story tells of the Panel's own work: a meeting, its agenda, who stands aside, what was decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from handrail.demonstration.hour import clock_set_to, hour_of, later
from handrail.demonstration.telling import Telling
from handrail.service.cases.models import Case
from handrail.service.national_panel.actions.answering import give_answers
from handrail.service.national_panel.actions.deciding import decide, release
from handrail.service.national_panel.actions.meetings import hold, plan, put_on, speak, unspoken
from handrail.service.national_panel.models import DocketItem, Member, PanelDecision, PanelMeeting, Told
from handrail.service.national_panel.telling import key_of
from handrail.service.national_panel.weighing import criteria_on
from handrail.service.reviews.models import Considered as Weighing
from handrail.service.reviews.models import PanelMessage, RapidReview
from handrail.service.reviews.written import Weighed

Answer = Weighing.Answer
National, View = PanelDecision.National, PanelDecision.View
PLACE = "Sanctuary Room, and by video"


@dataclass(frozen=True, kw_only=True)
class Considered:
    """One thing that was told, and what the Panel made of it."""

    told: Told
    view: str = View.AGREES
    reasons: str = "The reasons given are clear, and the learning is set out."
    national: str = National.NOT_HOLD
    national_reasons: str = "Nothing in it reaches beyond this area."
    wanted_by: date | None = None
    themes: tuple[str, ...] = ()


def told_by(paper: RapidReview | PanelMessage) -> Told:
    """What the Panel was told by a rapid review or by a letter of the partnership's."""
    return Told.objects.get(pk=key_of(paper.pk, Told.To.PANEL))


def review_in(case: Case) -> Told:
    return told_by(RapidReview.objects.get(case=case))


def planned(wv: Telling, on: date, hour: str, *, meets: date, items: Iterable[Told]) -> PanelMeeting:
    with wv.acting("panel", on, hour) as nathaniel:
        meeting = plan(on=meets, place=PLACE, by=nathaniel)
        for told in items:
            put_on(meeting, told, by=nathaniel)
    return meeting


def met(wv: Telling, planned_on: date, on: date, *items: Considered, hour: str = "13:30") -> PanelMeeting:
    """Held with every member who sits that day; whoever declared an interest in the area stands aside."""
    meeting = planned(wv, planned_on, "10:30", meets=on, items=[one.told for one in items])
    with wv.acting("panel", on, hour) as nathaniel:
        hold(meeting, [one for one in Member.objects.all() if one.sits_on(on)], by=nathaniel)
        for considered in items:
            item = DocketItem.objects.get(meeting=meeting, told=considered.told.pk)
            for interest in unspoken(item):
                speak(item, interest.member, stands_aside=True, words=interest.what, by=nathaniel)
            decision = decide(
                item, weighed=weighed(considered, on), national=considered.national,
                national_reasons=considered.national_reasons,
                view=considered.view, view_reasons=considered.reasons, answer_wanted_by=considered.wanted_by,
                themes=considered.themes, by=nathaniel,
            )  # fmt: skip
            release(decision, by=nathaniel)
    with clock_set_to(hour_of(on, later(hour, 5))):
        assert give_answers() == len(items), "a decision of the Panel's did not come to its partnership"
    return meeting


def weighed(considered: Considered, on: date) -> list[Weighed]:
    """Each criterion of that day; those whose words were only recalled are left, as they may be."""
    return [one if one.optional else _answered(one, considered) for one in criteria_on(on)]


def _answered(one: Weighed, considered: Considered) -> Weighed:
    if one.criterion == "national_themes" and considered.themes:
        themes = " and ".join(theme.lower() for theme in considered.themes)
        return replace(one, answer=Answer.YES, reasons=f"Other areas have told the Panel of {themes} as well.")
    if considered.national == National.NOT_YET:
        return replace(one, answer=Answer.NOT_YET, reasons="What was told does not say; the partners are asked.")
    if considered.national == National.HOLD:
        return replace(one, answer=Answer.YES, reasons=considered.national_reasons)
    return replace(one, answer=Answer.NO, reasons=NO[one.criterion])


NO = {
    "national_improvements": "What is to improve is for the agencies of this area, and they have begun on it.",
    "national_change_of_law": "Nothing in it turns on the law, or on guidance issued under it.",
    "national_themes": "What happened here is not known to have happened elsewhere.",
}
"""Why a criterion is not met, where it is not."""


def agreed(wv: Telling, case: Case, on: date, *themes: str) -> None:
    """A meeting at which the Panel agreed with what a rapid review decided."""
    met(wv, on, on, Considered(told=review_in(case), themes=themes))
