"""A version of the report is gone through by what the editions have it hold; only then is it agreed as the report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from handrail.service.cases.actions import NotDone
from handrail.service.reviews import actions
from handrail.service.reviews.actions.contents import Wanted, list_for, wanted_in
from handrail.service.reviews.models import FinalReport
from tests.rooms.cast import Cast
from tests.rooms.reviews.in_full import draft, review_of, write
from tests.rooms.reviews.longer_reviews import decide, going_in, noticed

RECEIVED = date(2024, 7, 31)


def all_yes(wanted: list[Wanted]) -> list[Wanted]:
    return [replace(one, answer="yes", where="Part 2") for one in wanted]


def test_a_local_review_holds_what_the_regulations_must_have_before_what_guidance_should(cast: Cast) -> None:
    case, going = review_of(cast)
    wanted = wanted_in(case, list_for(going), going.since)
    assert [one.criterion for one in wanted if one.force == "must"] == ["improvements", "reasons"]
    assert {one.seen for one in wanted if one.force == "must"} == {"text"}
    assert {"who_by_when", "family", "no_blame", "no_practitioner_named"} <= {one.criterion for one in wanted}
    assert all(one.seen != "text" for one in wanted if one.force == "should")
    assert len({(one.decides, one.criterion) for one in wanted}) == len(wanted)


def test_a_serious_case_review_goes_by_its_own_edition(cast: Cast) -> None:
    incident = noticed(cast)
    decide(cast, incident)
    going = going_in(incident.case)
    wanted = wanted_in(incident.case, list_for(going), going.since)
    assert [one.criterion for one in wanted] == ["analysis", "plain_words", "fit_to_publish"]


def test_a_version_is_gone_through_whole_and_once(cast: Cast) -> None:
    case, going = review_of(cast)
    version, by = write(cast, case, going, draft()), cast["coordinator"]
    wanted = wanted_in(case, list_for(going), going.since)
    with pytest.raises(NotDone, match="Answer each"):
        actions.consider_contents(case, going, version, wanted, by=by)
    with pytest.raises(NotDone, match="say what"):
        actions.consider_contents(case, going, version, [replace(one, answer="no") for one in wanted], by=by)
    actions.consider_contents(case, going, version, all_yes(wanted), by=by)
    with pytest.raises(NotDone, match="gone through already"):
        actions.consider_contents(case, going, version, all_yes(wanted), by=by)


def test_it_is_agreed_once_received_and_gone_through(cast: Cast) -> None:
    case, going = review_of(cast)
    version, by = write(cast, case, going, draft()), cast["coordinator"]

    def agree(**more: object) -> FinalReport:
        said = {"draft": version, "agreed_on": date(2024, 8, 5), "agreed_by_name": "The partners", "quality": "Sound."}
        kept = write(cast, case, going, FinalReport(**said | more))
        assert isinstance(kept, FinalReport)
        return kept

    with pytest.raises(NotDone, match="First go through"):
        agree()
    wanted = all_yes(wanted_in(case, list_for(going), going.since))
    assert wanted[-1].force == "should"
    wanted[-1] = replace(wanted[-1], answer="in part", reasons="One sentence blames.")
    actions.consider_contents(case, going, version, wanted, by=by)
    with pytest.raises(NotDone, match="does not hold all"):
        agree()
    with pytest.raises(NotDone, match="not recorded as received"):
        agree(lacks="It is put right before it is published.")
    actions.receive_report(case, going, on=RECEIVED, by=by)
    with pytest.raises(NotDone, match="received on 31 July 2024"):
        agree(lacks="It is put right.", agreed_on=date(2024, 7, 30))
    assert agree(lacks="It is put right before it is published.").draft == version


@pytest.mark.parametrize("answer", ["no", "in part"])
def test_no_reason_stands_in_for_what_the_law_has_a_report_hold(cast: Cast, answer: str) -> None:
    """Regulation 15 of SI 2018/789: a report that lacks it is not agreed; a later version that holds it is."""
    case, going = review_of(cast)
    by, version = cast["coordinator"], write(cast, case, going, draft())
    wanted = all_yes(wanted_in(case, list_for(going), going.since))
    assert wanted[0].force == "must"
    lacking = [replace(wanted[0], answer=answer, reasons="It came late."), *wanted[1:]]
    actions.consider_contents(case, going, version, lacking, by=by)
    actions.receive_report(case, going, on=RECEIVED, by=by)
    said = {"agreed_on": RECEIVED, "agreed_by_name": "The partners", "quality": "Sound.", "lacks": "It is right so."}
    with pytest.raises(NotDone, match="The law has a report hold what this version was found to lack"):
        write(cast, case, going, FinalReport(draft=version, **said))
    later = write(cast, case, going, draft(changed="The reasons are in."))
    actions.consider_contents(case, going, later, wanted, by=by)
    assert write(cast, case, going, FinalReport(draft=later, **said)).draft == later


def test_what_was_found_in_error_is_set_aside_and_gone_through_again(cast: Cast) -> None:
    case, going = review_of(cast)
    by, version = cast["coordinator"], write(cast, case, going, draft())
    wanted = wanted_in(case, list_for(going), going.since)
    with pytest.raises(NotDone, match="nothing to set aside"):
        actions.set_contents_aside(case, going, version, why="Wrong.", by=by)
    no = [replace(one, answer="no", reasons="Not seen.") for one in wanted]
    actions.consider_contents(case, going, version, no, by=by)
    with pytest.raises(NotDone, match="Say what was wrong"):
        actions.set_contents_aside(case, going, version, why=" ", by=by)
    actions.set_contents_aside(case, going, version, why="It is in part 3.", by=by)
    actions.consider_contents(case, going, version, all_yes(wanted), by=by)
    actions.receive_report(case, going, on=RECEIVED, by=by)
    final = FinalReport(draft=version, agreed_on=RECEIVED, agreed_by_name="The partners", quality="Sound.")
    assert write(cast, case, going, final).draft == version, "what was set aside does not keep it back"
    with pytest.raises(NotDone, match="agreed as the report"):
        actions.set_contents_aside(case, going, version, why="Wrong.", by=by)
    assert version.contents.count() == 2 * len(wanted)
