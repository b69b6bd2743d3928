"""What is recommended to whom, what they answered, what they did, and whether it made a difference."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.access.grounds import ASKING
from handrail.service.access.models import Grant
from handrail.service.access.roles import ALL
from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import NotDone, close_case, give_key
from handrail.service.cases.models import Case, KeptClock
from handrail.service.learning import doors
from handrail.service.learning.actions import answering, recommending
from handrail.service.learning.actions.lineage import part, say_same
from handrail.service.learning.actions.recommending import Whence, Whom
from handrail.service.learning.lineage import line_of, times_made
from handrail.service.learning.models import Addressee, Finding, Recommendation, SameAs
from handrail.service.learning.standing import how_it_stands
from handrail.service.outbox.models import Message
from tests.rooms.cast import Cast, employ, open_folder_for

today = timezone.localdate


def soon() -> date:
    return today() + timedelta(days=60)


@pytest.fixture
def case(cast: Cast) -> Case:
    opened = open_folder_for(cast)
    name_actor(cast["coordinator"])
    return opened


def recommended(
    cast: Cast,
    case: Case,
    text: str = "Ring back within the day.",
    *,
    to: Iterable[Whom] = (),
    made_on: date | None = None,
) -> Recommendation:
    on = made_on or today()
    return recommending.recommend(
        case, text=text, made_on=on, whence=Whence(f"Review of {on.year}"), to=to, due_on=soon(), by=cast["coordinator"]
    )


def put_to_the_trust(cast: Cast, case: Case) -> Addressee:
    made = recommended(cast, case, to=[Whom(Addressee.To.BODY, cast.trust)])
    return Addressee.objects.get(recommendation=made)


def page(put: Addressee, name: str = "put") -> str:
    return reverse(f"learning:{name}", kwargs={"case_id": put.case_id, "addressee_id": put.pk})


def day(name: str, on: date) -> dict[str, str]:
    return {f"{name}_day": str(on.day), f"{name}_month": str(on.month), f"{name}_year": str(on.year)}


def shown(client: Client, address: str, **asked: str) -> str:
    return client.get(address, asked).content.decode()


def test_a_finding_without_why_is_not_taken(client: Client, cast: Cast, case: Case) -> None:
    client.force_login(cast["coordinator"])
    address = reverse("learning:add_finding", kwargs={"case_id": case.pk})
    said = {"of": "improvement", "title": "Nobody rang back", "what_happened": "A call was missed.", "source": "Review"}
    refused = client.post(address, {**said, **day("found_on", today())}).content.decode()
    assert "a finding without why teaches nothing" in refused
    assert not Finding.objects.exists()
    client.post(address, {**said, "why": "One line for three teams.", **day("found_on", today())})
    assert Finding.objects.get().why == "One line for three teams."


def test_a_recommendation_to_nobody_is_not_taken(client: Client, cast: Cast, case: Case) -> None:
    client.force_login(cast["coordinator"])
    address = reverse("learning:add_recommendation", kwargs={"case_id": case.pk})
    said = {"text": "Ring back.", "source": "Review", **day("made_on", today()), **day("due_on", soon())}
    assert "a recommendation to nobody is carried out by nobody" in client.post(address, said).content.decode()
    client.post(address, {**said, "bodies": [str(cast.trust.pk)], "national": "Department for Education"})
    assert {put.whom for put in Addressee.objects.all()} == {str(cast.trust), "Department for Education"}


def test_a_body_is_told_and_reads_what_is_put_to_it_and_nothing_else_of_the_folder(
    client: Client, cast: Cast, case: Case
) -> None:
    put, other = put_to_the_trust(cast, case), recommended(cast, case, "Not for the trust.")
    assert Message.objects.filter(kind="recommendation", text__contains=page(put)).exists()
    client.force_login(cast["hospital lead"])
    assert "Ring back within the day." in shown(client, reverse("learning:of_us"))
    assert "Ring back within the day." in shown(client, page(put))
    folder = {"case_id": case.pk}
    hidden = reverse("learning:recommendation", kwargs={**folder, "recommendation_id": other.pk})
    for address in (hidden, reverse("learning:folder_learning", kwargs=folder), reverse("learning:recommendations")):
        assert client.get(address).status_code == 404
    client.force_login(cast["school lead"])
    assert client.get(page(put)).status_code == 404


def test_a_body_goes_on_answering_after_the_folder_is_closed(client: Client, cast: Cast, case: Case) -> None:
    put = put_to_the_trust(cast, case)
    close_case(case, why="The review is published", by=cast["coordinator"])
    client.force_login(cast["hospital lead"])
    said = {"says": "accepted", "reasons": "", "by_name": "A. Lead", **day("answered_on", today())}
    assert client.post(page(put, "answer"), said).status_code == 302
    assert how_it_stands(Addressee.objects.get(pk=put.pk)).words == "Accepted"


def test_refusing_needs_reasons_and_ends_the_waiting(cast: Cast, case: Case) -> None:
    put = put_to_the_trust(cast, case)
    said: dict[str, Any] = {"answered_on": today(), "by_name": "A. Lead", "by": cast["coordinator"]}
    with pytest.raises(NotDone, match="reasons"):
        answering.answer(put, says="refused", reasons=" ", **said)
    assert KeptClock.objects.get(about=str(put.pk)).ended is False
    answering.answer(put, says="refused", reasons="It is done another way.", **said)
    assert KeptClock.objects.get(about=str(put.pk)).ended is True
    answering.answer(put, says="accepted", reasons="", **said)
    assert KeptClock.objects.get(about=str(put.pk)).ended is False
    assert [one.says for one in put.answers.order_by("id")] == ["refused", "accepted"]


def test_it_is_carried_out_only_with_evidence_and_that_is_no_evidence_of_impact(cast: Cast, case: Case) -> None:
    put, by = put_to_the_trust(cast, case), cast["coordinator"]
    with pytest.raises(NotDone, match="evidence"):
        answering.record_carried_out(put, on=today(), by=by)
    answering.give_evidence(put, of="impact", kind="audit", text="Too soon.", seen_on=today(), finds="too early", by=by)
    with pytest.raises(NotDone, match="evidence"):
        answering.record_carried_out(put, on=today(), by=by)
    answering.give_evidence(put, of="action", kind="document", text="A rota.", seen_on=today(), by=by)
    answering.record_carried_out(put, on=today(), by=by)
    put.refresh_from_db()
    assert how_it_stands(put).words == "Carried out, too early to tell"
    answering.give_evidence(put, of="impact", kind="audit", text="9 in 10.", seen_on=today(), finds="difference", by=by)
    assert how_it_stands(Addressee.objects.get(pk=put.pk)).words == "Made a difference"


def test_a_day_moved_twice_is_drifting_by_so_many_days(client: Client, cast: Cast, case: Case) -> None:
    put, by = put_to_the_trust(cast, case), cast["coordinator"]
    recommending.move_day(put, due_on=soon() + timedelta(days=30), why="Staff left", by=by)
    assert not how_it_stands(Addressee.objects.get(pk=put.pk)).drift
    recommending.move_day(put, due_on=soon() + timedelta(days=90), why="Staff left again", by=by)
    drifting = how_it_stands(Addressee.objects.get(pk=put.pk)).drift
    assert drifting == "Drifting: the day moved 2 times, and is 90 days later than first asked"
    client.force_login(by)
    assert drifting in shown(client, reverse("learning:recommendations"), stands="drifting")
    assert drifting not in shown(client, reverse("learning:recommendations"), stands="impact")


def test_looking_again_finds_that_it_slipped_and_it_is_taken_up_again(cast: Cast, case: Case) -> None:
    put, by = put_to_the_trust(cast, case), cast["coordinator"]
    with pytest.raises(NotDone, match="carried out"):
        answering.plan_re_audit(put, due_on=soon(), by=by)
    answering.give_evidence(put, of="action", kind="document", text="A rota.", seen_on=today(), by=by)
    answering.record_carried_out(put, on=today(), by=by)
    planned = answering.plan_re_audit(put, due_on=soon(), by=by)
    owed = KeptClock.objects.get(about=str(planned.pk))
    assert (owed.owed_by, owed.due_on) == (cast.partnership, soon())
    answering.record_re_audit(planned, done_on=today(), holds="slipped", found="The rota lapsed.", by=by)
    assert how_it_stands(Addressee.objects.get(pk=put.pk)).words == "Slipped back"
    answering.take_up_again(put, why="The rota lapsed", by=by)
    assert Addressee.objects.get(pk=put.pk).carried_out_on is None


def test_what_is_recommended_to_national_government_is_found_by_that(client: Client, cast: Cast, case: Case) -> None:
    recommended(cast, case, "Fund it.", to=[Whom(Addressee.To.NATIONAL, name="Department for Education")])
    recommended(cast, case, "Ring back.", to=[Whom(Addressee.To.BODY, cast.trust)])
    client.force_login(cast["coordinator"])
    found = shown(client, reverse("learning:recommendations"), to="national government", stands="unanswered")
    assert "Fund it." in found
    assert "Ring back." not in found


def test_what_was_set_aside_is_waited_for_no_more_and_can_still_be_read(client: Client, cast: Cast, case: Case) -> None:
    put = put_to_the_trust(cast, case)
    recommending.set_aside(put.recommendation, why="Typed twice", by=cast["coordinator"])
    assert KeptClock.objects.get(about=str(put.pk)).ended is True
    with pytest.raises(NotDone, match="set aside"):
        answering.answer(put, says="accepted", reasons="", answered_on=today(), by_name="A", by=cast["coordinator"])
    client.force_login(cast["coordinator"])
    assert "Typed twice" in shown(client, page(put))


def four_times(cast: Cast, cases: list[Case]) -> list[Recommendation]:
    """Made in four years, each said to be the one before it again."""
    years = (2015, 2018, 2022, today().year)
    made = [
        recommended(cast, cases[place % len(cases)], f"Ring back, {year}.", made_on=date(year, 1, 5))
        for place, year in enumerate(years)
    ]
    for one, other in ((made[3], made[2]), (made[0], made[1]), (made[1], made[2])):
        say_same(one, other, why="The same call", by=cast["coordinator"])
    return made


def test_a_recommendation_is_made_for_the_fourth_time(client: Client, cast: Cast, case: Case) -> None:
    made = four_times(cast, [case, open_folder_for(cast, "coordinator")])
    assert [each.recommendation for each in line_of(made[1])] == made
    assert times_made(made) == {one.pk: place for place, one in enumerate(made, 1)}
    client.force_login(cast["coordinator"])
    latest = reverse("learning:recommendation", kwargs={"case_id": made[3].case_id, "recommendation_id": made[3].pk})
    told = shown(client, latest)
    assert "Made for the fourth time" in told
    assert all(f"Ring back, {one.made_on.year}." in told for one in made)
    assert shown(client, reverse("learning:recommendations"), stands="again").count("Made for the") == 3


def test_a_line_shows_a_reader_only_what_they_may_open(client: Client, cast: Cast, case: Case) -> None:
    other = open_folder_for(cast, "coordinator")
    made = four_times(cast, [case, other])
    partner = employ("Pru Reader", "safeguarding partner", cast.college, cast.partnership)
    Grant.objects.filter(body=cast.college).delete()
    name_actor(cast["coordinator"])
    give_key(other, cast.college, opens=ALL, why="joint work", ground=ASKING, by=cast["coordinator"])
    assert [each.recommendation for each in line_of(made[3], partner)] == [made[3]]
    assert times_made([made[3]], partner) == {made[3].pk: 1}
    client.force_login(partner)
    latest = reverse("learning:recommendation", kwargs={"case_id": other.pk, "recommendation_id": made[3].pk})
    told = shown(client, latest)
    assert "Ring back, 2022." not in told
    assert "fourth" not in told


def test_taking_back_that_two_are_the_same_leaves_the_word_and_ends_the_line(cast: Cast, case: Case) -> None:
    made = four_times(cast, [case])
    part(SameAs.objects.get(later=made[3]), why="Another call", by=cast["coordinator"])
    assert times_made(made)[made[3].pk] == 1
    assert SameAs.objects.filter(later=made[3], parted_why="Another call").exists()
    with pytest.raises(NotDone, match="one line already"):
        say_same(made[0], made[2], why="", by=cast["coordinator"])


def test_the_page_offers_the_nearest_and_takes_the_one_that_is_chosen(client: Client, cast: Cast, case: Case) -> None:
    earlier = recommended(cast, case, "Ring the family back on the same day.", made_on=date(2019, 1, 5))
    recommended(cast, case, "Buy an umbrella.", made_on=date(2019, 1, 5))
    made = recommended(cast, case, "Ring families back within the day.")
    client.force_login(cast["coordinator"])
    address = reverse("learning:same_as", kwargs={"case_id": case.pk, "recommendation_id": made.pk})
    assert earlier.text in shown(client, address)
    client.post(address, {"other": str(earlier.pk), "why": "The same"})
    assert times_made([made])[made.pk] == 2


def test_a_key_to_its_own_recommendation_opens_no_other_bodys(client: Client, cast: Cast, case: Case) -> None:
    """By the door alone, as a job for which the database's own wall hides nothing; and then by the page."""
    put = put_to_the_trust(cast, case)
    recommended(cast, case, "Listen.", to=[Whom(Addressee.To.BODY, cast.school)])
    own = Addressee.objects.get(body=cast.school)
    assert doors._works_there(cast["school lead"], own.body_id, case)
    assert not doors._works_there(cast["school lead"], put.body_id, case)
    assert [one.pk for one in doors.put_to_bodies_of(cast["school lead"])] == [own.pk]
    client.force_login(cast["school lead"])
    assert client.get(page(own)).status_code == 200
    assert client.get(page(put)).status_code == 404
