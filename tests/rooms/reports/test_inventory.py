"""The inventory of what is handed over: counted, typed, its controllers and its law, and signed for by sign-in."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.access.models import Post
from handrail.service.arrangements.models import Transition
from handrail.service.audit.actions import name_actor
from handrail.service.audit.models import Entry
from handrail.service.partnerships.actions import NotDone
from handrail.service.reports import handing_over as act
from handrail.service.reports.holding import held, not_in
from handrail.service.reports.models import HandoverLine, HandoverReceipt
from tests.rooms.arrangements.changing import left_open, with_the_board
from tests.rooms.cast import Cast
from tests.rooms.incidents.telling import record

BASIS = "SI 2018/497, regulation 9, and the agreement of 3 June 2019"
SIGNED_ON = date(2019, 9, 4)


def line_in(plan: Transition, cast: Cast, **other: Any) -> HandoverLine:
    said: dict[str, Any] = {
        "what": "Minutes of the board, twelve boxes", "how_many": 12, "medium": "paper", "where": "The cellar",
        "before": cast.council, "after": cast.police, "basis": BASIS, "receiver": cast["police partner"],
    }  # fmt: skip
    return act.write_line(plan, None, by=cast["coordinator"], **said | other)


def signed(line: HandoverLine, cast: Cast, **other: Any) -> HandoverReceipt:
    by = cast[other.pop("by", "police partner")]
    name_actor(by)
    said: dict[str, Any] = {"read": act.digest_of(act.said_of(line)), "name": "P. Lawes", "received_on": SIGNED_ON}
    return act.sign(line, by=by, **{"remarks": ""} | said | other)


def test_what_the_system_holds_from_before_the_day_is_counted_by_kind(cast: Cast) -> None:
    left_open(cast)
    left_open(cast)
    name_actor(cast["notifier"])
    record(cast)
    plan = with_the_board(cast)
    found = {one.key: one for one in held(plan, cast["coordinator"])}
    assert found["incidents open"].how_many == 2
    assert (found["incidents open"].from_on, found["incidents open"].until_on) == (date(2017, 4, 18), date(2017, 5, 12))
    assert found["serious case reviews"].how_many == 2
    assert "serious case reviews published" not in found
    assert "incidents closed" not in found


def test_counting_again_keeps_what_was_said_and_leaves_what_was_signed(cast: Cast) -> None:
    left_open(cast)
    plan, by = with_the_board(cast), cast["coordinator"]
    assert act.count_into(plan, held(plan, by), by=by) == 2
    act.say_of_all(
        plan, before=cast.council, after=cast.police, basis=BASIS, receiver=cast["police partner"], by=by
    )  # fmt: skip
    left_open(cast)
    act.count_into(plan, held(plan, by), by=by)
    line = HandoverLine.objects.get(counted="incidents open")
    assert (line.how_many, line.basis, line.receiver) == (2, BASIS, cast["police partner"])
    signed(line, cast)
    left_open(cast)
    name_actor(by)
    assert act.count_into(plan, held(plan, by), by=by) == 1
    assert HandoverLine.objects.get(counted="incidents open").how_many == 2
    assert HandoverLine.objects.get(counted="serious case reviews").how_many == 3


def test_the_named_person_signs_with_name_and_day_and_the_line_stands(cast: Cast) -> None:
    plan = with_the_board(cast)
    line = line_in(plan, cast)
    receipt = signed(line, cast, remarks="Box 7 was wet.")
    assert (receipt.for_body, receipt.said["By what law"]) == (cast.police, BASIS)
    assert Entry.objects.filter(did="signed for: Minutes of the board, twelve boxes").exists()
    name_actor(cast["coordinator"])
    with pytest.raises(NotDone, match="P. Lawes signed for it on 4 September 2019"):
        act.set_line_aside(line, why="A slip.", by=cast["coordinator"])
    with pytest.raises(NotDone, match="it stands as it is"):
        signed(line, cast)


def test_nobody_else_signs_and_nobody_for_what_says_too_little_or_was_changed(cast: Cast) -> None:
    plan = with_the_board(cast)
    line = line_in(plan, cast)
    with pytest.raises(NotDone, match="Only the person named"):
        signed(line, cast, by="council partner")
    read = act.digest_of(act.said_of(line))
    name_actor(cast["coordinator"])
    said: dict[str, Any] = {"what": "Minutes", "how_many": 11, "medium": "paper", "where": "", "before": cast.council}
    more: dict[str, Any] = {"after": cast.police, "receiver": cast["police partner"]}
    act.write_line(plan, line, by=cast["coordinator"], basis=BASIS, **said | more)
    with pytest.raises(NotDone, match="changed while this page was open"):
        signed(line, cast, read=read)
    name_actor(cast["coordinator"])
    act.write_line(plan, line, by=cast["coordinator"], basis="", **said | more)
    with pytest.raises(NotDone, match="does not say yet: by what law"):
        signed(line, cast)
    with pytest.raises(NotDone, match="not to the same"):
        act.write_line(plan, None, by=cast["coordinator"], basis="", **said | more | {"after": cast.council})


def test_in_the_browser_it_is_counted_said_signed_and_taken_away(cast: Cast, client: Client) -> None:
    case, _ = left_open(cast)
    plan = with_the_board(cast)
    home = reverse("reports:inventory", args=[plan.pk])
    client.force_login(cast["coordinator"])
    assert "Nothing is in it yet" in client.get(home).content.decode()
    assert client.post(reverse("reports:count_inventory", args=[plan.pk])).status_code == 302
    typed = {"what": "=2+3 boxes", "how_many": "12", "medium": "paper", "where": "The cellar"}
    assert client.post(reverse("reports:add_inventory_line", args=[plan.pk]), typed).status_code == 302
    page = client.get(home).content.decode()
    assert "Still to be said: who was the controller" in page
    assert case.reference in page
    said = {
        "before": str(cast.council.pk), "after": str(cast.police.pk), "basis": "SI 2018/497\nand more",
        "receiver": str(cast["police partner"].pk),
    }  # fmt: skip
    assert client.post(reverse("reports:all_inventory_lines", args=[plan.pk]), said).status_code == 302
    client.force_login(cast["police partner"])
    page = client.get(home).content.decode()
    assert case.reference not in page
    assert "3 of 3 lines not signed for yet" in page
    line = HandoverLine.objects.get(counted="")
    sign = reverse("reports:sign_inventory_line", args=[plan.pk, line.pk])
    asked = client.get(sign).content.decode()
    read = asked.split('name="as_read" value="')[1].split('"')[0]
    day = {"received_on_day": "4", "received_on_month": "9", "received_on_year": "2019"}
    assert client.post(sign, day | {"name": "P. Lawes", "as_read": read}).status_code == 302
    client.force_login(cast["council partner"])
    assert client.get(sign).status_code == 404
    sheet = client.get(reverse("reports:inventory_sheet", args=[plan.pk])).content.decode()
    rows = {row["What"]: row for row in csv.DictReader(StringIO(sheet))}
    assert rows["'=2+3 boxes"]["Signed by"] == "P. Lawes"
    assert rows["Folders of serious incidents, open"]["Signed by"] == ""


def test_what_the_system_holds_and_the_inventory_does_not_name_is_told(cast: Cast, client: Client) -> None:
    left_open(cast)
    plan, by = with_the_board(cast), cast["coordinator"]
    home = reverse("reports:inventory", args=[plan.pk])
    found = held(plan, by)
    assert len(not_in([], found)) == 2
    act.count_into(plan, found, by=by)
    client.force_login(by)
    assert "What the system holds is not all in it." not in client.get(home).content.decode()
    line = HandoverLine.objects.get(counted="incidents open")
    name_actor(by)
    act.set_line_aside(line, why="A slip.", by=by)
    left_open(cast)
    read = client.get(home).content.decode()
    assert "Folders of serious incidents, open: 2 held, and no line of the inventory names them." in read
    assert "Serious case reviews that the board decided to hold: 2 held, and the inventory says 1." in read
    client.force_login(cast["police partner"])
    assert "What the system holds is not all in it." not in client.get(home).content.decode()


def of_the_council(cast: Cast) -> dict[str, Any]:
    return {"before": cast.police, "after": cast.council, "receiver": cast["council partner"]}


def test_nobody_signs_for_a_controller_at_which_they_have_no_post(cast: Cast, client: Client) -> None:
    plan = with_the_board(cast)
    with pytest.raises(NotDone, match="has no post at Wend Valley Police"):
        line_in(plan, cast, receiver=cast["coordinator"])
    line = line_in(plan, cast)
    Post.objects.filter(person=cast["police partner"]).update(body=cast.council)
    vars(cast["police partner"]).pop("posts_today", None)
    with pytest.raises(NotDone, match="has no post at Wend Valley Police"):
        signed(line, cast)


def test_a_line_that_nobody_has_signed_for_waits_and_is_told(cast: Cast, client: Client) -> None:
    plan = with_the_board(cast)
    first, second = line_in(plan, cast), line_in(plan, cast, what="Keys", **of_the_council(cast))
    signed(first, cast)
    name_actor(cast["coordinator"])
    client.force_login(cast["coordinator"])
    read = client.get(reverse("reports:inventory", args=[plan.pk])).content.decode()
    assert "1 of 2 lines not signed for yet." in read
    assert f"Waits for {cast['council partner']}" in read
    signed(second, cast, by="council partner")
    read = client.get(reverse("reports:inventory", args=[plan.pk])).content.decode()
    assert "Every line is signed for." in read
    name_actor(cast["coordinator"])
    late = line_in(plan, cast, what="A drive")
    with pytest.raises(NotDone, match="today or in the past"):
        signed(late, cast, received_on=timezone.localdate() + timedelta(days=1))
