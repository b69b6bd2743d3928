"""What is handed over to a body of another partnership: its people are asked, read the line alone, and sign for it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.arrangements.models import Transition
from handrail.service.audit.actions import Job, name_actor, unit_of_work
from handrail.service.outbox.models import Message
from handrail.service.partnerships.models import Body
from handrail.service.reports import handing_over as act
from handrail.service.reports.models import HandoverLine, HandoverReceipt
from tests.rooms.arrangements.changing import with_the_board
from tests.rooms.cast import Cast
from tests.rooms.reports.test_inventory import line_in

TO_THEM: dict[str, Any] = {"receiver": None, "by_any": True}


def handed(cast: Cast, plan: Transition | None = None, **other: Any) -> HandoverLine:
    name_actor(Job("tests"))
    Body.objects.filter(pk=cast.neighbour.pk).update(mailbox="team@farrowdale.example")
    plan = plan or with_the_board(cast)
    name_actor(cast["coordinator"])
    after = Body.objects.get(pk=cast.neighbour.pk)
    return line_in(plan, cast, **{"after": after} | TO_THEM | other)


def page_of(line: HandoverLine) -> str:
    return reverse("reports:sign_inventory_line", args=[line.transition_id, line.pk])


def typed_for(client: Client, line: HandoverLine) -> dict[str, str]:
    today = timezone.localdate()
    read = client.get(page_of(line)).content.decode().split('name="as_read" value="')[1].split('"')[0]
    day = {
        "received_on_day": str(today.day),
        "received_on_month": str(today.month),
        "received_on_year": str(today.year),
    }
    return day | {"name": "Stan Gerrard-Elsewhere", "as_read": read}


def test_somebody_of_the_other_partnership_is_asked_and_signs(cast: Cast, client: Client) -> None:
    line = handed(cast)
    message = Message.objects.get(kind="handover")
    assert message.to == "team@farrowdale.example"
    assert line.what not in message.text
    client.force_login(cast["coordinator"])
    home = reverse("reports:inventory", args=[line.transition_id])
    read = client.get(home).content.decode()
    assert "Waits for anybody who has a post at Farrowdale Safeguarding Children Partnership" in read
    client.force_login(cast["stranger"])
    assert page_of(line) in client.get("/").content.decode()
    assert client.get(home).status_code == 404
    assert client.get(reverse("arrangements:plan", args=[line.transition_id])).status_code == 404
    assert client.post(page_of(line), typed_for(client, line)).status_code == 302
    name_actor(cast["coordinator"])
    receipt = HandoverReceipt.objects.get(line=line)
    assert (receipt.signed_by, receipt.for_body) == (cast["stranger"], cast.neighbour)
    client.force_login(cast["stranger"])
    assert page_of(line) not in client.get("/").content.decode()


def test_the_form_offers_bodies_of_other_partnerships_to_receive(cast: Cast, client: Client) -> None:
    plan = with_the_board(cast)
    client.force_login(cast["coordinator"])
    council = cast.neighbour_council
    said = {
        "what": "Minutes", "medium": "paper", "before": str(cast.council.pk), "after": str(council.pk),
        "basis": "The order", "receiver": "anybody",
    }  # fmt: skip
    add = reverse("reports:add_inventory_line", args=[plan.pk])
    assert "Of other partnerships" in client.get(add).content.decode()
    assert client.post(add, said).status_code == 302
    name_actor(cast["coordinator"])
    line = HandoverLine.objects.get()
    assert (line.after, line.by_any, line.receiver, line.lacks) == (council, True, None, [])


@pytest.mark.parametrize("who", ["police partner", "strange notifier", "school lead"])
def test_nobody_else_finds_the_line_to_sign_for(cast: Cast, client: Client, who: str) -> None:
    line = handed(cast)
    client.force_login(cast[who])
    assert client.get(page_of(line)).status_code == 404
    with unit_of_work(cast[who]):
        assert HandoverLine.objects.filter(pk=line.pk).exists() == (who == "police partner")
    assert not act.may_sign(line, cast[who])


def test_what_is_set_aside_or_names_a_person_is_not_there_for_the_other_partnership(cast: Cast, client: Client) -> None:
    line = handed(cast)
    client.force_login(cast["stranger"])
    assert client.get(page_of(line)).status_code == 200
    name_actor(cast["coordinator"])
    act.set_line_aside(line, why="A slip.", by=cast["coordinator"])
    assert client.get(page_of(line)).status_code == 404
    name_actor(cast["coordinator"])
    other = line_in(Transition.objects.get(), cast, what="Keys")
    assert client.get(page_of(other)).status_code == 404


def test_the_database_lets_them_read_the_line_change_nothing_and_sign_in_no_other_name(cast: Cast) -> None:
    line = handed(cast)
    other = line_in(Transition.objects.get(), cast, what="Keys")
    said: dict[str, Any] = {"name": "S", "received_on": timezone.localdate()}
    with unit_of_work(cast["stranger"]):
        assert list(HandoverLine.objects.all()) == [line]
        assert not Transition.objects.exists()
        assert HandoverLine.objects.update(what="Nothing") == 0
        for wrong in (
            {"line": other, "signed_by": cast["stranger"], "for_body": cast.neighbour},
            {"line": line, "signed_by": cast["coordinator"], "for_body": cast.neighbour},
            {"line": line, "signed_by": cast["stranger"], "for_body": cast.police},
        ):
            with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                HandoverReceipt.objects.create(**said | wrong)


def test_a_line_that_was_changed_while_the_page_was_open_is_not_signed_for(cast: Cast, client: Client) -> None:
    line = handed(cast)
    client.force_login(cast["stranger"])
    typed = typed_for(client, line)
    name_actor(cast["coordinator"])
    HandoverLine.objects.filter(pk=line.pk).update(where="Another cellar")
    assert "was changed while this page was open" in client.post(page_of(line), typed).content.decode()
    name_actor(cast["coordinator"])
    assert not HandoverReceipt.objects.exists()
