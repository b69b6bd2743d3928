"""The plan of a year, what is done under it, what it finds, what is answered and what comes of that."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from handrail.service.cases.actions import NotDone
from handrail.service.scrutiny.actions import activities as act
from handrail.service.scrutiny.models import Finding, Plan
from handrail.service.scrutiny.standing import come_of
from tests.rooms.cast import Cast, employ
from tests.rooms.scrutiny.scrutinised import (
    a_finding,
    a_piece,
    a_plan,
    answered,
    appointed,
    done,
    in_days,
    the_scrutineer_signs_in,
)


def come(finding: Finding, days: int = 0) -> str:
    return come_of(Finding.objects.get(pk=finding.pk), in_days(days)).words


def test_a_plan_with_nothing_in_it_is_not_agreed(cast: Cast) -> None:
    plan, by = a_plan(cast), cast["coordinator"]
    with pytest.raises(NotDone, match="nothing in the plan"):
        act.agree_plan(plan, on=in_days(0), by_name="All three", by=by)
    a_piece(cast, plan, appointed(cast))
    act.agree_plan(plan, on=in_days(0), by_name="All three", by=by)
    plan.refresh_from_db()
    assert plan.agreed_by_name == "All three"


def test_a_plan_that_is_changed_is_agreed_again(cast: Cast) -> None:
    plan = a_plan(cast)
    a_piece(cast, plan, appointed(cast))
    act.agree_plan(plan, on=in_days(0), by_name="All three", by=cast["coordinator"])
    changed = a_plan(cast, Plan.Way.EITHER)
    assert (changed.pk, changed.agreed_on) == (plan.pk, None)


@pytest.mark.parametrize("how", ["meeting", "visit", "children", "practitioners"])
def test_where_papers_alone_are_read_nothing_is_attended(cast: Cast, how: str) -> None:
    plan, who = a_plan(cast, Plan.Way.PAPERS), appointed(cast)
    with pytest.raises(NotDone, match="reads papers alone"):
        a_piece(cast, plan, who, how=how)
    piece = a_piece(cast, plan, who, how="papers")
    with pytest.raises(NotDone, match="reads papers alone"):
        act.record_done(piece, on=in_days(0), how=how, words="Went there.", by=cast["coordinator"])


def test_what_is_done_or_dropped_is_so_once(cast: Cast) -> None:
    piece, by = done(cast), cast["coordinator"]
    with pytest.raises(NotDone, match="recorded already"):
        act.record_done(piece, on=in_days(0), how="visit", words="Again.", by=by)
    other = a_piece(cast, piece.plan, piece.scrutineer, title="What children say")
    act.drop(other, on=in_days(0), why="No days left.", by=by)
    with pytest.raises(NotDone, match="will not be done"):
        act.record_done(other, on=in_days(0), how="visit", words="After all.", by=by)


def test_findings_come_after_the_work(cast: Cast) -> None:
    piece = a_piece(cast, a_plan(cast), appointed(cast))
    with pytest.raises(NotDone, match="first what was done"):
        a_finding(cast, piece)


def test_whatever_is_not_a_strength_wants_an_answer_by_a_day(cast: Cast) -> None:
    piece = done(cast)
    with pytest.raises(NotDone, match="by which an answer"):
        a_finding(cast, piece, answer_due_on=None)
    strength = a_finding(cast, piece, kind="strength", answer_due_on=None)
    assert come(strength) == "A strength"
    with pytest.raises(NotDone, match="asks for no answer"):
        answered(cast, strength)


def test_a_finding_is_followed_until_it_made_a_difference(cast: Cast) -> None:
    finding, by = a_finding(cast), cast["coordinator"]
    assert (come(finding), come(finding, 28), come(finding, 29)) == ("Answer awaited", "Answer awaited", "Answer late")
    with pytest.raises(NotDone, match="has not been answered"):
        act.follow_up(finding, seen="done", words="A line.", looked_on=in_days(0), again_on=None, by=by)
    answered(cast, finding)
    assert (come(finding, 60), come(finding, 61)) == ("Accepted", "Time to look")
    with pytest.raises(NotDone, match="looked at again"):
        act.follow_up(finding, seen="done only", words="A line.", looked_on=in_days(0), again_on=None, by=by)
    act.follow_up(finding, seen="done only", words="A line.", looked_on=in_days(0), again_on=in_days(90), by=by)
    assert (come(finding, 90), come(finding, 91)) == ("Done", "Time to look")
    act.follow_up(finding, seen="done", words="Fewer wait.", looked_on=in_days(0), again_on=None, by=by)
    assert come(finding, 900) == "Done"
    assert not come_of(finding, in_days(900)).waits


def test_what_is_not_accepted_says_why_and_is_not_followed(cast: Cast) -> None:
    finding = a_finding(cast)
    answered(cast, finding, says="not", words="There is no money for it.", done_by_on=None)
    assert come(finding) == "Not accepted"
    with pytest.raises(NotDone, match="not accepted"):
        act.follow_up(
            finding, seen="not", words="Nothing.", looked_on=in_days(0), again_on=in_days(9), by=cast["coordinator"]
        )
    answered(cast, finding)
    assert come(finding) == "Accepted"
    assert [one.says for one in finding.responses.all()] == ["accepted", "not"]


def test_a_finding_is_set_aside_only_by_whoever_recorded_it_and_before_it_is_answered(cast: Cast) -> None:
    finding = a_finding(cast)
    with pytest.raises(NotDone, match="Whoever recorded"):
        act.set_finding_aside(finding, why="We do not like it.", by=cast["deputy coordinator"])
    other = a_finding(cast, finding.activity)
    answered(cast, other)
    with pytest.raises(NotDone, match="it stands"):
        act.set_finding_aside(other, why="An error.", by=cast["coordinator"])
    act.set_finding_aside(finding, why="Recorded twice.", by=cast["coordinator"])
    assert come(finding) == "Set aside"


def test_the_scrutineer_records_what_they_did_and_found_and_answers_nothing(cast: Cast, client: Client) -> None:
    piece = a_piece(cast, a_plan(cast), appointed(cast))
    client.force_login(the_scrutineer_signs_in(cast))
    on = {f"on_{part}": getattr(in_days(0), part) for part in ("day", "month", "year")}
    address = f"/scrutiny/activities/{piece.pk}/"
    client.post(f"{address}done", {"how": "visit", "words": "Two days there."} | on)
    found_on = {f"found_{name}": value for name, value in on.items()}
    due = in_days(28)
    due_on = {f"answer_due_on_{part}": getattr(due, part) for part in ("day", "month", "year")}
    client.post(
        f"{address}finding", {"kind": "concern", "words": "Calls wait.", "seen_in": "Logs."} | found_on | due_on
    )
    finding = Finding.objects.get(activity=piece)
    assert finding.recorded_by.name == "Isolde Farsight"
    page = f"/scrutiny/findings/{finding.pk}/"
    assert "Calls wait." in client.get(page).content.decode()
    assert client.get(f"{page}answer").status_code == 404
    assert client.get(f"/scrutiny/plans/{piece.plan_id}/change").status_code == 404
    client.force_login(cast["health partner"])
    assert client.get(f"{page}answer").status_code == 200
    assert client.get(f"{page}set-aside").status_code == 404


def test_another_partnership_finds_nothing_of_it(cast: Cast, client: Client) -> None:
    finding = a_finding(cast)
    client.force_login(employ("Farah Dale", "coordinator", cast.neighbour, cast.neighbour))
    for address in (
        f"/scrutiny/findings/{finding.pk}/", f"/scrutiny/activities/{finding.activity_id}/",
        f"/scrutiny/scrutineers/{finding.activity.scrutineer_id}/",
    ):  # fmt: skip
        assert client.get(address).status_code == 404
    assert "front door" not in client.get("/scrutiny/").content.decode()
    assert "Calls after five" not in client.get("/scrutiny/year/2026").content.decode()


def test_what_waits_longest_stands_first(cast: Cast, client: Client) -> None:
    piece = done(cast)
    for words, days in (("Later one.", 28), ("Sooner one.", 7)):
        a_finding(cast, piece, words=words, answer_due_on=in_days(0) + timedelta(days=days))
    client.force_login(cast["coordinator"])
    page = client.get("/scrutiny/").content.decode()
    assert page.index("Sooner one.") < page.index("Later one.")
    year = client.get("/scrutiny/year/2026").content.decode()
    assert "Two days" not in year
    assert "Sooner one." in year
