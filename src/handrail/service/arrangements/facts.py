"""What the guidance needs to know of arrangements. They are a partnership's and hang on no folder: their clocks are
counted as they are looked at, and are kept nowhere (decision 0032). What a change passes on stands in folders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from handrail.guidance import Clock, Fact, Law, clocks
from handrail.service.arrangements.changing import Change
from handrail.service.arrangements.models import AreaDay, Arrangements, LaterWord, PassedOn, Transition
from handrail.service.arrangements.saying import agreed_by_all_on
from handrail.service.cases.areas import area_of, law_on
from handrail.service.cases.filing import Filing, Happened
from handrail.service.cases.models import Paper
from handrail.service.law.kept import kept_calendar
from handrail.service.partnerships.models import AreaDates, Body, Kind, Membership


def facts_of(one: Arrangements) -> list[Fact]:
    """About this version of the arrangements."""
    found: list[Fact] = []
    about = str(one.pk)
    agreed_on = made_on(one)
    if agreed_on is not None:
        found.append(Fact(agreed_on, "arrangements_made", about))
    if one.published_at is not None:
        found.append(Fact(one.published_at, "arrangements_published", about))
        if one.number == 1:
            found.append(Fact(one.published_at, "first_arrangements_published", about))
    if one.told_on is not None:
        found.append(Fact(one.told_on, "arrangements_publication_notified", about))
    if one.given_up_at is not None and agreed_on is not None:
        found.append(Fact(one.given_up_at, "arrangements_not_adopted", about))
    return found


def made_on(one: Arrangements) -> date | None:
    """The day on which the last partner agreed to it as it reads; of what is published, as it then read."""
    if one.published_at is not None:
        return date.fromisoformat(one.document["agreed_on"])
    return agreed_by_all_on(one)


def clocks_of(one: Arrangements) -> list[Clock]:
    return clocks(law_of(one.partnership), facts_of(one))


def law_of(partnership: Body) -> Law:
    """The law in the partnership's area: that of its first authority, where it has several. One that began later than
    the arrangements in that area, as after a reorganisation, had none of its own before its first day."""
    places = Membership.objects.filter(partnership=partnership, place=Membership.Place.SAFEGUARDING_PARTNER)
    first = places.filter(body__kind=Kind.LOCAL_AUTHORITY).order_by("from_on", "body__name").first()
    law = area_of(first.body_id).law if first else law_on(None, kept_calendar())
    began = partnership.from_on
    if began is None or began <= min(law.area.safeguarding, law.area.child_death):
        return law
    later = AreaDates(
        safeguarding_began_on=max(law.area.safeguarding, began), child_death_began_on=max(law.area.child_death, began)
    )
    return law_on(later, kept_calendar())


def filing_of(paper: Paper) -> Filing:
    """The two papers of this room that stand in a folder."""
    if isinstance(paper, LaterWord):
        title = f"{paper}, set aside" if paper.set_aside_at else str(paper)
        return Filing(title=title, url_name="arrangements:later_word", filed_at=paper.recorded_at)
    assert isinstance(paper, PassedOn)
    return Filing(
        title=f"{paper}, set aside" if paper.set_aside_at else str(paper), url_name="arrangements:passed_on",
        filed_at=paper.recorded_at, facts=tuple(_passed_on(paper)),
    )  # fmt: skip


def _passed_on(paper: PassedOn) -> Iterator[Happened]:
    if paper.set_aside_at is not None:
        return
    if paper.of == PassedOn.Of.SERIOUS_CASE:
        yield Happened("serious_case_review_handed_over", paper.on, paper.about)
    else:
        yield Happened("child_death_review_handed_over", paper.on, paper.about)


def facts_of_change(plan: Transition, change: Change, days: AreaDay | None, published: Iterable[date]) -> list[Fact]:
    """What has happened in one area of what a change counts from and ends by. `published` are the days on which the
    partnership's arrangements were published here."""
    about = str(days.authority_id if days else plan.partnership_id)
    found = [Fact(change.on, change.starts, about)] if change.on and change.starts else []
    found += [Fact(day, "arrangements_published", about) for day in published]
    if plan.planned_on is not None:
        found.append(Fact(plan.planned_on, "handover_planned", about))
    if days is not None:
        given = (
            (days.published_on, "first_arrangements_published"),
            (days.told_on, "arrangements_publication_notified"),
            (days.began_on, "arrangements_began"),
            (days.report_on, "yearly_report_published"),
            (days.child_death_agreed_on, "child_death_arrangements_agreed"),
            (days.child_death_published_on, "child_death_arrangements_published"),
            (days.child_death_plans_on, "child_death_plans_submitted"),
            (days.child_death_began_on, "child_death_arrangements_began"),
        )
        found += [Fact(day, kind, about) for day, kind in given if day is not None]
    return found
