"""The partners' views, the decision and its reasons, and the signature."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import KeptFact
from handrail.service.incidents.actions import correct, decide, give_view, record_notice, sign_off
from handrail.service.incidents.actions.decide import partners_for, signed_as_it_stands
from handrail.service.incidents.facts import partners_agree
from handrail.service.incidents.models import Incident, Nature, Notice, Outcome, PartnerView, YesNo
from tests.rooms.cast import Cast
from tests.rooms.incidents.telling import TAM, as_person, clock, raise_incident, record

SPOKEN_FOR = {"senior officer": "council", "police partner": "police", "health partner": "icb"}
LATER = date(2024, 5, 22)


def say(cast: Cast, incident: Incident, part: str, view: str = PartnerView.View.NOTIFY) -> None:
    by = as_person(cast[part])
    give_view(incident, body=getattr(cast, SPOKEN_FOR[part]), view=view, reasons="The harm is serious.", by=by)


def decided(cast: Cast, incident: Incident, what: str, reasons: str = "As the three partners saw it.") -> Outcome:
    by = as_person(cast["coordinator"])
    return decide(incident, decided=what, reasons=reasons, decided_on=LATER, by=by)


def test_the_three_agree_once_each_has_said_that_it_be_notified(cast: Cast) -> None:
    incident = record(cast)
    for part in SPOKEN_FOR:
        assert partners_agree(incident) is None
        say(cast, incident, part)
    assert partners_agree(incident) is True
    assert KeptFact.objects.filter(case=incident.case, kind="partners_agreed_to_notify").count() == 1


def test_two_health_boards_do_not_make_up_for_the_police(cast: Cast) -> None:
    incident = record(cast)
    say(cast, incident, "senior officer")
    say(cast, incident, "health partner")
    PartnerView.objects.create(
        incident=incident, body=cast.other_icb, view="notify", reasons="Likewise.", given_by=cast["health partner"]
    )
    assert partners_agree(incident) is None


def test_a_changed_mind_is_a_second_view_and_the_first_stays(cast: Cast) -> None:
    incident = record(cast)
    say(cast, incident, "police partner", PartnerView.View.DO_NOT_NOTIFY)
    for part in SPOKEN_FOR:
        say(cast, incident, part)
    assert partners_agree(incident) is True
    assert incident.views.filter(body=cast.police).count() == 2


def test_the_three_differ_when_one_of_them_would_not_notify(cast: Cast) -> None:
    incident = record(cast)
    for part in SPOKEN_FOR:
        say(cast, incident, part)
    say(cast, incident, "health partner", PartnerView.View.KNOW_MORE)
    assert partners_agree(incident) is False
    standing = KeptFact.objects.filter(case=incident.case, replaced_at__isnull=True)
    assert standing.filter(kind="partners_differed").exists()
    assert not standing.filter(kind="partners_agreed_to_notify").exists()


def test_a_body_that_is_no_safeguarding_partner_here_has_no_view(cast: Cast) -> None:
    incident = record(cast)
    assert cast.school not in partners_for(incident)
    by = as_person(cast["coordinator"])
    with pytest.raises(NotDone, match="not a safeguarding partner for this area"):
        give_view(incident, body=cast.school, view=PartnerView.View.NOTIFY, reasons="So.", by=by)


def test_a_view_has_reasons(cast: Cast) -> None:
    incident = record(cast)
    by = as_person(cast["police partner"])
    with pytest.raises(NotDone, match="reasons"):
        give_view(incident, body=cast.police, view=PartnerView.View.NOTIFY, reasons=" ", by=by)


def test_a_view_is_one_of_those_that_may_be_given(cast: Cast) -> None:
    incident = record(cast)
    by = as_person(cast["police partner"])
    for view in ("", "perhaps"):
        with pytest.raises(NotDone, match="Choose what you think should be done"):
            give_view(incident, body=cast.police, view=view, reasons="The harm is serious.", by=by)
    assert not incident.views.exists()


def test_considered_and_not_notified_ends_the_working_days_and_says_why(cast: Cast) -> None:
    incident = record(cast)
    decided(cast, incident, Outcome.Decided.NOT_NOTIFIED)
    assert clock(incident, "notify_panel").fell_away_on == LATER


def test_another_decision_takes_one_back_and_the_days_run_from_where_they_began(cast: Cast) -> None:
    incident = record(cast)
    before = clock(incident, "notify_panel").due_on
    decided(cast, incident, Outcome.Decided.NOT_NOTIFIED)
    decided(cast, incident, Outcome.Decided.NOTIFY, "The post-mortem found old fractures.")
    running = clock(incident, "notify_panel")
    assert (running.fell_away_on, running.due_on) == (None, before)
    assert [str(one) for one in incident.outcomes.all()] == ["Considered and not notified", "To be notified"]


def test_a_decision_not_to_notify_needs_reasons(cast: Cast) -> None:
    incident = record(cast)
    with pytest.raises(NotDone, match="Give the reasons"):
        decided(cast, incident, Outcome.Decided.NOT_NOTIFIED, "")
    assert decided(cast, incident, Outcome.Decided.NOTIFY, "").pk


def test_the_same_decision_twice_is_told_kindly(cast: Cast) -> None:
    incident = record(cast)
    decided(cast, incident, Outcome.Decided.NOTIFY)
    with pytest.raises(NotDone, match=f"That is the decision already, recorded by {cast['coordinator']}"):
        decided(cast, incident, Outcome.Decided.NOTIFY)
    assert incident.outcomes.count() == 1


@pytest.mark.parametrize(
    ("day", "sentence"), [(date(2024, 5, 19), "cannot have decided before"), (date(2999, 1, 4), "past")]
)
def test_a_decision_lies_between_becoming_aware_and_today(cast: Cast, day: date, sentence: str) -> None:
    incident = record(cast)
    by = as_person(cast["coordinator"])
    with pytest.raises(NotDone, match=sentence):
        decide(incident, decided=Outcome.Decided.NOT_NOTIFIED, reasons="None.", decided_on=day, by=by)


def test_what_was_notified_can_only_be_found_later_not_to_meet_the_criteria(cast: Cast) -> None:
    incident = record(cast)
    as_person(cast["notifier"])
    record_notice(incident, to=Notice.To.PANEL, at=LATER, by_name="Norris Tiffin", by=cast["notifier"])
    with pytest.raises(NotDone, match="The Panel was notified on 22 May 2024"):
        decided(cast, incident, Outcome.Decided.NOT_NOTIFIED)
    decided(cast, incident, Outcome.Decided.NOT_MET)
    assert clock(incident, "rapid_review").fell_away_on == LATER


def test_what_was_not_taken_up_may_be_declined_but_not_sent(cast: Cast) -> None:
    incident = raise_incident(cast)
    with pytest.raises(NotDone, match="Take it up first"):
        decided(cast, incident, Outcome.Decided.NOTIFY)
    assert decided(cast, incident, Outcome.Decided.NOT_NOTIFIED).pk


def test_a_withdrawal_ends_what_is_owed_for_a_looked_after_child_too(cast: Cast) -> None:
    child = replace(TAM, outcome=Nature.DEATH, looked_after=YesNo.YES)
    incident = record(cast, nature=Nature.DEATH, children=(child,))
    decided(cast, incident, Outcome.Decided.WITHDRAWN)
    about = f"child-{incident.involved.get().pk}"
    assert clock(incident, "notify_looked_after_child_death", about).fell_away_on == LATER


def test_finding_that_the_criteria_are_not_met_leaves_a_looked_after_childs_death_owed(cast: Cast) -> None:
    child = replace(TAM, outcome=Nature.DEATH, looked_after=YesNo.YES)
    incident = record(cast, nature=Nature.DEATH, children=(child,))
    decided(cast, incident, Outcome.Decided.NOT_MET)
    about = f"child-{incident.involved.get().pk}"
    assert clock(incident, "notify_looked_after_child_death", about).fell_away_on is None


def test_whoever_recorded_it_cannot_sign_it_off(cast: Cast) -> None:
    incident = record(cast, by="senior officer")
    with pytest.raises(NotDone, match="another senior officer must sign it off"):
        sign_off(incident, by=cast["senior officer"])


def test_a_signature_covers_the_answers_until_one_is_corrected(cast: Cast) -> None:
    incident = record(cast)
    as_person(cast["senior officer"])
    signed = sign_off(incident, words="Read with the director.", by=cast["senior officer"])
    assert signed_as_it_stands(incident) == signed
    with pytest.raises(NotDone, match=f"{cast['senior officer']} has signed it off already"):
        sign_off(incident, by=cast["senior officer"])
    assert incident.sign_offs.count() == 1
    as_person(cast["notifier"])
    correct(incident, "place", now="The third floor.", reason="The first account was wrong.", by=cast["notifier"])
    assert signed_as_it_stands(incident) is None
    as_person(cast["senior officer"])
    assert sign_off(incident, by=cast["senior officer"]).pk
