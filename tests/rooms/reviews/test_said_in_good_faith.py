"""What practitioners say in good faith is kept apart: the coordinator and the reviewer read it, and nobody else."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from handrail.service.access.models import Person
from handrail.service.records.declared import declared
from handrail.service.reviews.models import GoodFaith
from tests.rooms.cast import Cast
from tests.rooms.reviews.in_full import ON, acting, review_of, reviewer_of, write
from tests.rooms.reviews.longer_reviews import day

SAID = "We were two where there should be five."


def said() -> GoodFaith:
    return GoodFaith(role="a health visitor", on=ON, text=SAID, used="to learn")


def seen_by(person: Person, after: Person) -> int:
    with acting(person, after):
        return GoodFaith.objects.count()


def test_the_database_itself_shows_it_to_coordinator_and_reviewer_alone(cast: Cast) -> None:
    case, going = review_of(cast)
    write(cast, case, going, said())
    coordinator, reviewer = cast["coordinator"], reviewer_of(cast, case)
    assert seen_by(coordinator, coordinator) == seen_by(reviewer, coordinator) == 1
    for part in ("notifier", "senior officer", "police partner", "health partner", "stranger"):
        assert seen_by(cast[part], coordinator) == 0


@pytest.mark.parametrize("part", ["notifier", "senior officer", "police partner", "health partner"])
def test_to_others_who_read_the_review_the_page_is_not_there(cast: Cast, client: Client, part: str) -> None:
    case, going = review_of(cast)
    kept = write(cast, case, going, said())
    client.force_login(cast[part])
    overview = client.get(reverse("reviews:practice_review", args=[case.pk, going.pk])).content.decode()
    assert "Said in good faith" not in overview
    assert client.get(reverse("reviews:good_faith", args=[case.pk, going.pk])).status_code == 404
    assert client.get(reverse("reviews:good_faith_one", args=[case.pk, going.pk, kept.pk])).status_code == 404


def test_the_reviewer_keeps_it_and_reads_it(cast: Cast, client: Client) -> None:
    case, going = review_of(cast)
    client.force_login(reviewer_of(cast, case))
    page = reverse("reviews:add_good_faith", args=[case.pk, going.pk])
    form = {"role": "a health visitor", "text": SAID, "used": "to learn", **day("on", ON)}
    assert client.post(page, form).status_code == 302
    assert "a health visitor" in client.get(reverse("reviews:good_faith", args=[case.pk, going.pk])).content.decode()


def test_it_is_never_given_to_whoever_asks_for_records_without_a_decision() -> None:
    fields = [one for (label, _), one in declared().items() if label == "reviews.GoodFaith"]
    assert fields
    assert all(one.share in ("no", "redact") for one in fields)
