"""The partners of Wend Valley meet: an executive that has met twice and is to meet again, and a group under it."""

from __future__ import annotations

from datetime import date, timedelta

from handrail.demonstration.hour import hour_of
from handrail.demonstration.telling import Telling
from handrail.guidance import london_day, spoken
from handrail.service.access.models import Person
from handrail.service.learning.actions import tracked
from handrail.service.learning.models import Action
from handrail.service.meetings.actions import deciding, grouping, holding
from handrail.service.meetings.actions.inviting import send_pack
from handrail.service.meetings.actions.planning import Arrangement
from handrail.service.meetings.models import Attendance, Group, Meeting, Voice
from handrail.service.partnerships.models import Body
from handrail.service.scrutiny.models import Indicator

Came = Attendance.Came
CHAIR = "Percival Lawes, Wend Valley Police"
PAPER = (
    "Supervision across the three partners\n\nEach partner looked at twenty records of supervision. In most the "
    "child’s own words are there; in a third nobody says what changed after them.\n"
)
SAID = (
    "The paper was taken as read. All three saw the same gap; the hospitals’ form asks for what changed, and the "
    "others’ do not."
)


def groups_are_begun(wv: Telling) -> None:
    """An executive, and a group under it, with who is expected at each."""
    _learning_group(wv, _executive(wv))


def the_partners_meet(wv: Telling) -> None:
    """Told after scrutiny, so that a decision can be about an outcome that is watched."""
    executive = Group.objects.select_related("case__partnership").get(case__partnership=wv.cast.partnership, under=None)
    _first_meeting(wv, executive)
    _second_meeting(wv, executive)
    with wv.acting("coordinator", wv.back(6), "10:30") as cora:
        coming = grouping.plan_group_meeting(executive, _arranged(wv.ahead(9)), by=cora)
        paper = ("whom-children-tell.txt", b"Whom children tell first: a count from four schools.\n")
        brought = grouping.Brought("Whom children tell first", "discuss", "Cora Ordway, for the schools", paper)
        grouping.bring(coming, brought, by=cora)
        send_pack(coming, by=cora)


def _executive(wv: Telling) -> Group:
    cast, began = wv.cast, wv.today - timedelta(days=420)
    with wv.acting("coordinator", began, "09:15") as cora:
        group = grouping.begin_group(
            cast.partnership,
            grouping.Terms(
                "Executive of the safeguarding partners",
                "Leads the partnership: agrees its plan and its money, hears from scrutiny, and holds each agency to "
                "what it said it would do.",
                chair=CHAIR, fewest=3, partners_needed=True, every_months=3,
            ),
            by=cora,
        )  # fmt: skip
        _invented(group)
        for body, office, name in (
            (cast.council, "Director of children’s services", "Constance Leadbitter"),
            (cast.police, "Head of public protection", "Percival Lawes"),
            (cast.icb, "Chief nurse", "Hetty Welby"),
            (cast.trust, "Director of nursing", "Hosea Pitts"),
            (cast.college, "Vice principal", "Collette Yarrow"),
        ):
            grouping.expect(group, body, office=office, name=name, email="", from_on=began, by=cora)
    return group


def _learning_group(wv: Telling, executive: Group) -> None:
    cast, began = wv.cast, wv.today - timedelta(days=419)
    with wv.acting("coordinator", began, "09:15") as cora:
        learning = grouping.begin_group(
            cast.partnership,
            grouping.Terms(
                "Learning and improvement group", "Follows what reviews recommended, and audits whether it lasts.",
                under=executive, fewest=2, partners_needed=False, every_months=2,
            ),
            by=cora,
        )  # fmt: skip
        _invented(learning)
        grouping.expect(
            learning, cast.trust, office="Named nurse", name="Hosea Pitts", email="", from_on=began, by=cora
        )


def _invented(group: Group) -> None:
    group.case.invented = True
    group.case.save(update_fields=["invented"])


def _arranged(on: date) -> Arrangement:
    return Arrangement(hour_of(on, "14:00"), 120, "Weir Room, Wend House", CHAIR)


def _first_meeting(wv: Telling, group: Group) -> None:
    """Held with everybody; it asked for two things, of which one was done."""
    on = wv.back(70)
    with wv.acting("coordinator", wv.back(80), "11:00") as cora:
        meeting = grouping.plan_group_meeting(group, _arranged(on), by=cora)
        paper = ("supervision.txt", PAPER.encode())
        grouping.bring(meeting, grouping.Brought("Supervision across the partners", "decide", CHAIR, paper), by=cora)
        send_pack(meeting, by=cora)
    with wv.acting("coordinator", on, "16:40") as cora:
        _was_held(meeting, {"college": Came.APOLOGIES, "hospital": Came.DEPUTY}, by=cora)
        deciding.decide_together(
            meeting,
            deciding.Decided(
                "One form of supervision for the three partners, that asks what changed for the child.", publish=True,
                voices=_voices(meeting),
            ),
            by=cora,
        )  # fmt: skip
        done = _asks(meeting, "Write the one form and try it in two teams", wv.back(30), wv.cast.icb, by=cora)
        late = _asks(meeting, "Say by when all supervisors will be trained", wv.back(12), wv.cast.police, by=cora)
    with wv.acting("coordinator", wv.back(30), "09:50") as cora:
        tracked.record_done(
            done, done_on=wv.back(31), evidence="Tried in two teams for five weeks; both asked to keep it.", by=cora
        )
        tracked.write_progress(late, text="Counted in two of four districts; the rest by the next meeting.", by=cora)


def _second_meeting(wv: Telling, group: Group) -> None:
    """Nobody was there for one partner, so there was no quorum; what it decided is marked so."""
    on = wv.back(8)
    with wv.acting("coordinator", wv.back(18), "11:00") as cora:
        meeting = grouping.plan_group_meeting(group, _arranged(on), by=cora)
        grouping.bring(
            meeting, grouping.Brought("What the figures of the year ask us", "discuss", "Cora Ordway"), by=cora
        )
        send_pack(meeting, by=cora)
    with wv.acting("coordinator", on, "16:50") as cora:
        _was_held(meeting, {"integrated": Came.APOLOGIES}, by=cora)
        watched = Indicator.objects.filter(partnership=wv.cast.partnership, ended_on__isnull=True).first()
        deciding.decide_together(
            meeting,
            deciding.Decided(
                "Ask why more children come back within a year, school by school, before the plan is changed.",
                matter="indicator" if watched else "", matter_key=watched.pk if watched else None, publish=True,
                voices=_voices(meeting, police=Voice.Says.DISSENTED),
            ),
            by=cora,
        )  # fmt: skip
        _asks(meeting, "Count whom children told first, in four schools", wv.ahead(7), wv.cast.council, by=cora)


def _was_held(meeting: Meeting, otherwise: dict[str, str], *, by: Person) -> None:
    holding.mark_held(meeting, held_at=meeting.starts_at, by=by)
    said = {
        one.pk: (_among(otherwise, one.body.name, Came.CAME), "Somebody in their place")
        for one in meeting.attendance.select_related("body")
    }
    deciding.record_who_came(meeting, said, by=by)
    _minuted(meeting, by)


def _minuted(meeting: Meeting, by: Person) -> None:
    """Words under what was brought, and agreed."""
    draft = holding.begin_minutes(meeting, by=by)
    notes = {item.pk: SAID if item == meeting.agenda.last() else "" for item in meeting.agenda.all()}
    holding.keep_minutes(meeting, notes, draft=draft, by=by)


def _voices(meeting: Meeting, **otherwise: str) -> dict[int, str]:
    there = [one for one in meeting.attendance.select_related("body") if one.there]
    return {one.pk: _among(otherwise, one.body.name, Voice.Says.AGREED) for one in there}


def _among(said: dict[str, str], name: str, usual: str) -> str:
    return next((how for word, how in said.items() if word in name.lower()), usual)


def _asks(meeting: Meeting, title: str, due_on: date, owner: Body, *, by: Person) -> Action:
    on = london_day(meeting.starts_at)
    return tracked.add_action(
        meeting.case, title=title, owner=owner, owner_name="", due_on=due_on, source=f"{meeting}, {spoken(on)}",
        meeting=meeting, by=by,
    )  # fmt: skip
