"""The family's pages: for those who hold the whole folder, and for nobody else."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from handrail.service.access.grounds import ASKING
from handrail.service.access.roles import CONTRIBUTION
from handrail.service.audit.actions import name_actor, unit_of_work
from handrail.service.cases.actions import give_key
from handrail.service.cases.models import Case
from handrail.service.families.models import KeyWorker, Reach, Relative, SafeRule, Telling
from tests.rooms.cast import Cast
from tests.rooms.families.people import HERS, a_folder, day, one_of, reached_by, ruled


def dated(name: str, number: int) -> dict[str, str]:
    on = day(number)
    return {f"{name}_day": str(on.day), f"{name}_month": str(on.month), f"{name}_year": str(on.year)}


def send(client: Client, url: str, *args: object, **given: Any) -> str:
    answer = client.post(
        reverse(f"families:{url}", args=args), given, HTTP_IDEMPOTENCY_KEY=str(uuid.uuid4()), follow=True
    )
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def case(cast: Cast, client: Client) -> Case:
    client.force_login(cast["coordinator"])
    return a_folder(cast)


def test_an_empty_record_says_what_to_do(case: Case, client: Client) -> None:
    page = client.get(reverse("families:family", args=[case.pk])).content.decode()
    for words in ("The family has no key worker", "Nobody of the family is recorded yet", "should be offered"):
        assert words in page


def test_a_coordinator_records_a_parent_a_contact_and_a_rule(cast: Cast, case: Case, client: Client) -> None:
    page = send(client, "add", case.pk, "person", name="Wilma Fairlight", relation="mother", responsibility="yes")
    assert "They are recorded." in page
    mother = Relative.objects.get()
    send(client, "add_of", case.pk, mother.pk, "reach", how="e-mail", at=HERS)
    reach = Reach.objects.get()
    said = send(
        client, "add_of", case.pk, mother.pk, "rule", kind="not here", words="He reads it.", **dated("from_on", 0)
    )
    assert "Choose the number or address" in said
    said = send(
        client, "add_of", case.pk, mother.pk, "rule", kind="not here", reach=str(reach.pk), words="He reads it.",
        **dated("from_on", 0),
    )  # fmt: skip
    assert "Do not use: never at this number or address" in said
    assert SafeRule.objects.get().reach == reach
    whole = client.get(reverse("families:family", args=[case.pk])).content.decode()
    assert whole.index("He reads it.") < whole.index("Key worker</h2>")


def test_an_address_that_is_none_is_told(cast: Cast, case: Case, client: Client) -> None:
    mother = one_of(cast, case)
    said = send(client, "add_of", case.pk, mother.pk, "reach", how="e-mail", at="wilma at home")
    assert "Enter an e-mail address" in said
    assert not Reach.objects.exists()


def test_a_key_worker_is_named_and_handed_over(cast: Cast, case: Case, client: Client) -> None:
    given = {"relative": "everybody", "job": "nurse", "reached_at": "01632 960 111"}
    said = send(client, "add", case.pk, "key-worker", name="Olive Strand", body="", **given, **dated("from_on", -9))
    assert "one of the two" in said
    send(
        client,
        "add",
        case.pk,
        "key-worker",
        name="Olive Strand",
        body_name="A hospice",
        **given,
        **dated("from_on", -9),
    )
    again = {"name": "Bram Tully", "body_name": "A hospice", **given, **dated("from_on", 0)}
    assert "Say what was handed over" in send(client, "add", case.pk, "key-worker", **again)
    send(client, "add", case.pk, "key-worker", handed_over="All met.", **again)
    assert list(KeyWorker.objects.values_list("name", "until_on")) == [("Olive Strand", day(-1)), ("Bram Tully", None)]


def test_what_is_held_back_asks_for_a_day_to_look_again(cast: Cast, case: Case, client: Client) -> None:
    given = {
        "relative": "everybody", "held_back": "yes", "what": "Who was spoken to.", "because": "trial",
        "why": "Evidence.", "decided_by_name": "The officer", **dated("decided_on", -1),
    }  # fmt: skip
    assert "nothing is held back for good" in send(client, "add", case.pk, "telling", **given)
    page = send(client, "add", case.pk, "telling", **given, **dated("look_on", 20))
    assert "not to be told for now" in page
    telling = Telling.objects.get()
    page = send(client, "look", case.pk, telling.pk, decided_by_name="The officer", ends="yes", why="A verdict.",
                **dated("on", 0))  # fmt: skip
    assert "ended on" in page


def test_who_was_asked_for_a_summary_reads_nothing_of_the_family(cast: Cast, case: Case, client: Client) -> None:
    mother = one_of(cast, case)
    ruled(cast, mother, "not here", reached_by(cast, mother))
    name_actor(cast["coordinator"])
    give_key(case, cast.trust, opens=CONTRIBUTION, why="asked", ground=ASKING, by=cast["coordinator"])
    client.force_login(cast["hospital lead"])
    for address in (
        reverse("families:family", args=[case.pk]), reverse("families:relative", args=[case.pk, mother.pk]),
        reverse("families:add", args=[case.pk, "person"]),
    ):  # fmt: skip
        assert client.get(address).status_code == 404
    with unit_of_work(cast["hospital lead"]):
        assert [model.objects.count() for model in (Relative, Reach, SafeRule)] == [0, 0, 0]
