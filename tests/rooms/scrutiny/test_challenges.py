"""A return is read by another, challenged, answered, and settled where the two differ."""

from __future__ import annotations

import pytest
from django.test import Client

from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import NotDone
from handrail.service.outbox.models import Message
from handrail.service.scrutiny.actions import challenging
from handrail.service.scrutiny.models import Challenge, Return
from tests.rooms.cast import Cast
from tests.rooms.scrutiny.assessed import TOP, a_round, asked, sends
from tests.rooms.scrutiny.scrutinised import in_days


def a_return(cast: Cast) -> Return:
    """The trust's, which the police are asked to challenge."""
    round_ = a_round(cast)
    asked(cast, round_, cast.police)
    sent = sends(cast, asked(cast, round_))
    name_actor(cast["coordinator"])
    challenging.ask_peer(sent, cast.police, due_on=in_days(7), by=cast["coordinator"])
    return Return.objects.get(pk=sent.pk)


def challenged(cast: Cast, sent: Return) -> Challenge:
    name_actor(cast["police partner"])
    one = sent.judgements.get(question=TOP)
    return challenging.challenge(one, of=cast.police, says="partly", words="Who was it?", by=cast["police partner"])


def stands(sent: Return) -> str:
    return sent.judgements.get(question=TOP).stands


def test_what_the_body_accepts_stands_and_what_it_had_said_is_kept(cast: Cast) -> None:
    sent = a_return(cast)
    made = challenged(cast, sent)
    assert stands(sent) == "full"
    name_actor(cast["hospital lead"])
    challenging.answer(made, accepted=True, words="You are right.", by=cast["hospital lead"])
    assert (stands(sent), sent.judgements.get(question=TOP).judged) == ("partly", "full")
    with pytest.raises(NotDone, match="answered already"):
        challenging.answer(made, accepted=False, words="No.", by=cast["hospital lead"])


def test_where_they_differ_the_lead_settles_it_with_reasons(cast: Cast) -> None:
    sent = a_return(cast)
    made = challenged(cast, sent)
    name_actor(cast["coordinator"])
    with pytest.raises(NotDone, match="nothing to settle"):
        challenging.settle(made, stands="not", why="So.", by=cast["coordinator"])
    name_actor(cast["hospital lead"])
    challenging.answer(made, accepted=False, words="It was the chief nurse.", by=cast["hospital lead"])
    assert stands(sent) == "full"
    name_actor(cast["coordinator"])
    challenging.settle(made, stands="not", why="She left in June.", by=cast["coordinator"])
    assert stands(sent) == "not"


def test_nobody_challenges_their_own_return_or_one_of_a_round_they_are_not_in(cast: Cast) -> None:
    sent = a_return(cast)
    name_actor(cast["coordinator"])
    for body, why in ((cast.trust, "their own"), (cast.college, "asked in this round")):
        with pytest.raises(NotDone, match=why):
            challenging.ask_peer(sent, body, due_on=in_days(7), by=cast["coordinator"])


def test_a_challenger_that_has_read_it_all_tells_the_body_and_challenges_no_more(cast: Cast) -> None:
    sent = a_return(cast)
    challenged(cast, sent)
    assert challenging.finish(sent, by=cast["police partner"]) == 1
    assert Message.objects.filter(text__contains="1 question waits for your answer").exists()
    with pytest.raises(NotDone, match="not waiting"):
        challenging.finish(sent, by=cast["police partner"])


def test_the_page_offers_each_what_is_theirs(cast: Cast, client: Client) -> None:
    sent = a_return(cast)
    made = challenged(cast, sent)
    at = f"/cases/{sent.case_id}/returns/{sent.pk}/"
    offered = {}
    for who in ("police partner", "hospital lead", "coordinator"):
        client.force_login(cast[who])
        said = client.get(at).content.decode()
        words = ("Challenge this judgement", "Answer the challenge", "Open the return again", "We have read it all")
        offered[who] = [one for one in words if one in said]
    assert offered == {
        "police partner": ["Challenge this judgement", "We have read it all"],
        "hospital lead": ["Answer the challenge"],
        "coordinator": ["Challenge this judgement", "Open the return again"],
    }
    client.force_login(cast["hospital lead"])
    assert client.post(f"{at}answer/{made.pk}", {"accepted": "yes", "words": "Yes."}).status_code == 302
    assert stands(sent) == "partly"
    client.force_login(cast["police partner"])
    assert client.get(f"{at}answer/{made.pk}").status_code == 404


def test_a_school_that_may_not_read_what_the_trust_was_asked_reads_and_challenges_its_return(
    cast: Cast, client: Client
) -> None:
    round_ = a_round(cast)
    asked(cast, round_, cast.school)
    sent = sends(cast, asked(cast, round_))
    name_actor(cast["coordinator"])
    challenging.ask_peer(sent, cast.school, due_on=in_days(7), by=cast["coordinator"])
    client.force_login(cast["school lead"])
    page = client.get(f"/cases/{sent.case_id}/returns/{sent.pk}/")
    assert page.status_code == 200
    assert "We have read it all" in page.text
    assert client.post(f"/cases/{sent.case_id}/returns/{sent.pk}/read").status_code == 302
    name_actor(cast["school lead"])
    assert Return.objects.get(pk=sent.pk).challenged_at is not None
