"""A version of the arrangements from draft to published: the checklist, the agreement, the freezing, the notice."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.demonstration.arranging import agreed_by_all, section_of
from handrail.public.bundle import Document
from handrail.public.pdf import pdf_of
from handrail.service.arrangements import actions as act
from handrail.service.arrangements import gate as the_gate
from handrail.service.arrangements.actions.writing import Overtaken, as_read
from handrail.service.arrangements.facts import clocks_of
from handrail.service.arrangements.gate import gate_of
from handrail.service.arrangements.models import Agency, Level, Partner, School
from handrail.service.arrangements.saying import digest_of, lines_of, said_in, schools_said
from handrail.service.arrangements.wanted import items_on
from handrail.service.arrangements.written import parts_of
from handrail.service.audit.actions import Job, name_actor
from handrail.service.partnerships.actions import NotDone
from handrail.service.partnerships.models import Membership
from handrail.service.publication.models import Release, Withdrawal
from handrail.service.publication.rounds import arranged
from tests.rooms.arrangements.complete import agreed, complete, drafted, published
from tests.rooms.cast import Cast

NOTHING: dict[str, list[object]] = {sort: [] for sort in ("partner", "agency", "person", "level", "section")}


def test_a_new_draft_has_the_partners_of_the_list_of_bodies_and_lacks_the_rest(cast: Cast) -> None:
    draft = drafted(cast)
    assert {str(line) for line in lines_of(draft, Partner)} == {
        str(body) for body in (cast.council, cast.other_council, cast.police, cast.icb, cast.other_icb)
    }
    gate = gate_of(draft)
    assert not gate.complete
    assert "Nobody is named as chair." in [said for one in gate.answers for said in one.lacks]


def test_a_complete_draft_waits_for_the_partners_alone(cast: Cast) -> None:
    gate = gate_of(complete(cast))
    assert [one.lacks for one in gate.answers if not one.met] == []
    assert [one.go for one in gate.conditions if not one.met] == ["agree"]


def test_an_item_that_an_edition_adds_is_asked_for_without_a_change_of_code(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = agreed(cast)
    assert gate_of(draft).open

    def one_more(*given: object) -> list[object]:
        first, *rest = items_on(*given)  # type: ignore[arg-type]
        return [first, replace(first, key="something_new"), *rest]

    monkeypatch.setattr(the_gate, "items_on", one_more)
    gate = gate_of(draft)
    assert [one.item.key for one in gate.answers if not one.met] == ["something_new"]
    with pytest.raises(NotDone, match="Nothing is written on it yet"):
        act.publish(draft, by=cast["coordinator"])


def test_what_guidance_asks_for_may_be_left_out_for_a_reason_and_what_the_act_asks_for_may_not(cast: Cast) -> None:
    draft, by = complete(cast), cast["coordinator"]
    for key in ("voices", "local_reviews"):
        held = section_of(draft, key)
        act.write_section(
            draft, of_list=held.of_list, item=key, text="", why_not="It is elsewhere.", read=as_read(held), by=by
        )
    answers = {one.item.key: one for one in gate_of(draft).answers}
    assert answers["voices"].met
    assert answers["voices"].excused
    assert not answers["local_reviews"].met


def test_words_kept_over_nothing_are_kept_whatever_the_page_says_it_read(cast: Cast) -> None:
    draft, by = drafted(cast), cast["coordinator"]
    said = {"text": "Children are asked.", "why_not": "", "read": "of no text"}
    item = next(one for one in gate_of(draft).answers if one.item.key == "voices").item
    assert act.write_section(draft, of_list=item.of_list, item="voices", by=by, **said).text == "Children are asked."
    with pytest.raises(Overtaken):
        act.write_section(draft, of_list=item.of_list, item="voices", by=by, **{**said, "text": "Nobody asks."})


def test_each_level_needs_a_way_up_and_a_way_down_but_for_the_ends(cast: Cast) -> None:
    draft, by = complete(cast), cast["coordinator"]
    second = next(line for line in lines_of(draft, Level) if line.place == 2)
    act.change_line(draft, second, read=as_read(second), by=by, **{**second.said(), "up": "", "down": " "})
    lacks = {said for one in gate_of(draft).answers for said in one.lacks}
    assert lacks == {
        "Level 2: Targeted help: say how to go up from it.",
        "Level 2: Targeted help: say how to come down from it, to universal help in the end.",
    }


def test_words_changed_after_a_partner_agreed_void_the_agreement(cast: Cast) -> None:
    draft, by = agreed(cast), cast["coordinator"]
    assert gate_of(draft).open
    held = section_of(draft, "voices")
    act.write_section(
        draft, of_list=held.of_list, item="voices", text="Otherwise.", why_not="", read=as_read(held), by=by
    )
    with pytest.raises(NotDone, match="has not agreed to it as it reads now"):
        act.publish(draft, by=by)


def test_nobody_agrees_to_words_that_changed_while_the_page_was_open(cast: Cast) -> None:
    draft, by = complete(cast), cast["coordinator"]
    read = digest_of(said_in(draft))
    act.set_first_day(draft, title=draft.title, begins_on=timezone.localdate(), changed_why="", by=by)
    with pytest.raises(NotDone, match="changed while this page was open"):
        act.agree(
            draft, body=cast.police, agreed_by_name="M", agreed_on=timezone.localdate(), where="x", read=read, by=by
        )


def test_what_is_published_is_frozen_and_numbered(cast: Cast) -> None:
    one, by = published(cast), cast["coordinator"]
    assert one.number == 1
    assert [row["name"] for row in one.document["schools"]][:1] == ["Highstoke House School"]
    held = section_of(one, "voices")
    with pytest.raises(NotDone, match="stands as it is"):
        act.write_section(one, of_list=held.of_list, item="voices", text="x", why_not="", read=as_read(held), by=by)
    with pytest.raises(NotDone, match="stands as it is"):
        act.publish(one, by=by)


def test_an_authority_that_another_partnership_has_is_refused_and_keeps_what_names_it_from_being_published(
    cast: Cast,
) -> None:
    draft, by = agreed(cast), cast["coordinator"]
    with pytest.raises(NotDone, match="Farrowdale Safeguarding Children Partnership"):
        act.add_line(draft, Partner, body=cast.neighbour_council, by=by)
    name_actor(Job("tests"))
    place = Membership.Place.SAFEGUARDING_PARTNER
    Membership.objects.create(partnership=cast.neighbour, body=cast.council, place=place)
    name_actor(by)
    with pytest.raises(NotDone, match="No authority’s area lies in two partnerships"):
        act.publish(draft, by=by)


def test_a_body_that_ends_before_the_arrangements_begin_is_refused_and_told(cast: Cast) -> None:
    draft, by = agreed(cast), cast["coordinator"]
    name_actor(Job("tests"))
    cast.trust.until_on = timezone.localdate()
    cast.trust.save()
    name_actor(by)
    with pytest.raises(NotDone, match="Wend Valley Hospitals NHS Trust ended on"):
        act.publish(draft, by=by)
    line = next(line for line in lines_of(draft, Agency) if line.body_id == cast.trust.pk)
    act.take_out(draft, line, by=by)
    with pytest.raises(NotDone, match="ends before these arrangements begin"):
        act.add_line(draft, Agency, body=cast.trust, why="x", by=by)


def test_a_version_published_while_another_is_written_is_taken_in_first(cast: Cast) -> None:
    published(cast)
    by = cast["coordinator"]
    urgent, yearly = drafted(cast, "Urgent correction"), drafted(cast, "Yearly revision")
    for draft, item, words in (
        (urgent, "voices", "The urgent words."), (urgent, "disputes", "Urgent, too."),
        (yearly, "disputes", "The yearly words."), (yearly, "learning", "Yearly alone."),
    ):  # fmt: skip
        held = section_of(draft, item)
        act.write_section(draft, of_list=held.of_list, item=item, text=words, why_not="", read=as_read(held), by=by)
    for draft in (urgent, yearly):
        day = timezone.localdate() + timedelta(days=40)
        act.set_first_day(draft, title=draft.title, begins_on=day, changed_why="As agreed, at once.", by=by)
    urgent.refresh_from_db()
    second = published(cast, urgent)
    yearly.refresh_from_db()
    agreed_by_all(yearly, timezone.localdate(), by)
    with pytest.raises(NotDone, match="Version 2 was published after this draft was begun"):
        act.publish(yearly, by=by)
    both = act.take_in(yearly, by=by)
    assert [line.named for line in both] == ["disputes"]
    stand = {item: section_of(yearly, item).text for item in ("voices", "disputes", "learning")}
    assert stand == {"voices": "The urgent words.", "disputes": "The yearly words.", "learning": "Yearly alone."}
    yearly.refresh_from_db()
    assert yearly.drawn_from == second
    assert published(cast, yearly).number == 3


def test_two_who_write_one_section_are_told_and_neither_text_is_lost(cast: Cast, client: Client) -> None:
    draft, by = complete(cast), cast["coordinator"]
    held = section_of(draft, "voices")
    read = as_read(held)
    act.write_section(draft, of_list=held.of_list, item="voices", text="Mine.", why_not="", read=read, by=by)
    client.force_login(by)
    page = reverse("arrangements:section", args=[draft.pk, held.of_list, "voices"])
    shown = client.post(page, {"text": "Yours.", "why_not": "", "as_read": read}).content.decode()
    assert "Somebody changed this while you wrote" in shown
    assert "Mine." in shown
    assert "Yours." in shown
    assert section_of(draft, "voices").text == "Mine."


def test_the_notice_to_the_secretary_of_state_stops_its_clock(cast: Cast) -> None:
    one = published(cast)
    (clock,) = [one for one in clocks_of(one) if one.duty.key == "notify_of_arrangements"]
    assert clock.stopped_by is None
    assert clock.due is None
    early = timezone.localdate() - timedelta(days=1)
    with pytest.raises(NotDone, match="that day or a later one"):
        act.tell_secretary_of_state(one, told_on=early, told_how="By e-mail", by=cast["coordinator"])
    act.tell_secretary_of_state(one, told_on=timezone.localdate(), told_how="By e-mail", by=cast["coordinator"])
    one.refresh_from_db()
    assert [c.stopped_by.day for c in clocks_of(one) if c.duty.key == "notify_of_arrangements" and c.stopped_by] == [
        timezone.localdate()
    ]


def test_it_leaves_for_the_public_once_as_text_and_as_data(cast: Cast) -> None:
    one = published(cast)
    assert (arranged(), arranged()) == (1, 0)
    name_actor(Job("tests"))
    release = Release.objects.get(publication_key=one.pk)
    told = json.loads(release.document)
    read = Document.model_validate_json(release.document)
    assert pdf_of(read, f"https://reports.example/{release.address}").startswith(b"%PDF")
    assert told["kind"] == "arrangements"
    assert told["arrangements"]["areas"] == ["Marlbrook Borough Council", "Wendshire Council"]
    assert [level["place"] for level in told["arrangements"]["levels_of_need"]] == [1, 2, 3, 4]
    assert "Primary heads’ forum" in [part["heading"] for part in told["sections"]]
    assert "not_accepted" not in release.document
    assert "contact" not in release.document
    name_actor(cast["coordinator"])
    again = drafted(cast)
    day = timezone.localdate() + timedelta(days=60)
    act.set_first_day(again, title="x", begins_on=day, changed_why="New words.", by=cast["coordinator"])
    published(cast, again)
    assert arranged() == 1
    name_actor(Job("tests"))
    later = Release.objects.get(publication_key=again.pk)
    assert (later.address, later.number) == (release.address, 2)
    assert json.loads(later.document)["revised_why"] == "New words."


def test_a_school_without_a_way_or_an_attempt_keeps_it_back(cast: Cast) -> None:
    draft = complete(cast)
    School.objects.filter(urn="199001").update(way=None, engages=School.Engages.NOT_ASKED)
    (lacks,) = [one.lacks for one in gate_of(draft).conditions if one.go == "schools"]
    assert lacks == ("1 school without a way of taking part, such as Otter Lane Primary School.",)
    School.objects.filter(urn="199001").update(engages=School.Engages.NO)
    (lacks,) = [one.lacks for one in gate_of(draft).conditions if one.go == "schools"]
    assert lacks == ("Otter Lane Primary School is said not to take part, and no attempt to reach it is recorded.",)


def test_levels_without_universal_help_or_a_word_on_the_sections_are_not_enough(cast: Cast) -> None:
    draft = complete(cast)
    act.take_out(draft, Level.objects.get(arrangements=draft, place=1), by=cast["coordinator"])
    lacks = [said for one in gate_of(draft).answers for said in one.lacks]
    assert any("universal help, is not described" in said for said in lacks)

    criteria = section_of(draft, "criteria")
    act.write_section(
        draft, of_list=criteria.of_list, item="criteria", text="", why_not="", read=as_read(criteria),
        by=cast["coordinator"],
    )  # fmt: skip
    (answer,) = [one for one in gate_of(draft).answers if one.item.key == "criteria"]
    assert "Nothing is written on it yet." in answer.lacks


def test_one_agency_does_not_say_how_childcare_charities_and_sports_clubs_take_part(cast: Cast) -> None:
    draft = complete(cast)
    words = section_of(draft, "agencies")
    act.write_section(
        draft, of_list=words.of_list, item="agencies", text="", why_not="", read=as_read(words), by=cast["coordinator"]
    )
    (answer,) = [one for one in gate_of(draft).answers if one.item.key == "agencies"]
    assert answer.lacks == ("Nothing is written on it yet.",)


def test_a_school_that_will_not_take_part_stands_in_no_way_of_taking_part(cast: Cast) -> None:
    complete(cast)
    school = School.objects.select_related("way").get(partnership=cast.partnership, urn="199001")
    way = school.way
    assert way is not None
    School.objects.filter(pk=school.pk).update(engages=School.Engages.NO)
    (forum,) = [part for part in parts_of(NOTHING, schools_said(cast.partnership)) if part.heading == way.name]
    assert school.name not in forum.text
    nobody = {f"contact_{name}": "" for name in ("name", "job", "email", "telephone")}
    act.say_of_school(school, engages=School.Engages.NO, way=way, by=cast["coordinator"], **nobody)
    school.refresh_from_db()
    assert school.way_id is None


def test_what_was_added_and_which_schools_went_stands_on_the_page_of_what_changed(cast: Cast, client: Client) -> None:
    published(cast)
    draft = drafted(cast, "Arrangements for 2028")
    act.write_section(
        draft, of_list="also", item="sport", text="Clubs meet the council each June.", why_not="", read="",
        by=cast["coordinator"],
    )  # fmt: skip
    School.objects.filter(partnership=cast.partnership, urn="199002").update(closed=True)
    client.force_login(cast["coordinator"])
    page = client.get(reverse("arrangements:changes", args=[draft.pk])).content.decode()
    assert "Clubs meet the council each June." in page
    assert "Went: 1" in page
    assert "Wendshire High School" in page


def test_what_is_taken_down_leaves_the_public_site_with_its_reason_and_the_next_has_a_new_address(
    cast: Cast, client: Client
) -> None:
    one = published(cast)
    assert arranged() == 1
    name_actor(cast["coordinator"])
    client.force_login(cast["coordinator"])
    (left,) = Release.objects.filter(publication_key=one.pk)
    page = client.get(reverse("arrangements:version", args=[one.pk])).content.decode()
    assert left.address in page

    said = {"why": "It named somebody who should not be named."}
    client.post(reverse("arrangements:take_down", args=[one.pk]), said)
    assert arranged() == 1
    assert arranged() == 0
    name_actor(cast["coordinator"])
    assert Withdrawal.objects.get(address=left.address).reason == said["why"]
    page = client.get(reverse("arrangements:version", args=[one.pk])).content.decode()
    assert "Taken down from the public site" in page
    assert left.address not in page
    one.refresh_from_db()
    with pytest.raises(NotDone, match="taken down already"):
        act.take_down(one, why="Again", by=cast["coordinator"])

    draft = drafted(cast, "Without that name")
    act.set_first_day(
        draft, title=draft.title, begins_on=timezone.localdate() + timedelta(days=40), changed_why="A name is gone.",
        by=cast["coordinator"],
    )  # fmt: skip
    again = published(cast, draft)
    assert arranged() == 1
    name_actor(cast["coordinator"])
    assert Release.objects.get(publication_key=again.pk).address != left.address
