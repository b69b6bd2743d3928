"""What came out of a review of several folders is read by whoever may open each of them, in both walls; and what is
recommended to a body, by that body."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.access.models import Exclusion, Grant, Person
from handrail.service.audit.actions import Job, act_as, name_actor
from handrail.service.cases.actions import open_case
from handrail.service.cases.models import Case, PaperLine
from handrail.service.cases.shutting_out import Named, shut_out
from handrail.service.children.models import Child
from handrail.service.learning.actions.briefings import begin_briefing, send_briefing
from handrail.service.learning.actions.meanings import make_vectors
from handrail.service.learning.actions.recommending import Found, Whence, Whom, put_to, recommend, record_finding
from handrail.service.learning.actions.tracked import add_action
from handrail.service.learning.alike import doors_of, nearest
from handrail.service.learning.models import Addressee, Briefing, BriefingCopy, Finding, Meaning, Recommendation
from handrail.service.learning.telling import tellings_in
from handrail.service.partnerships.models import Body
from handrail.service.reviews import actions as reviews
from handrail.service.reviews.under_way import UnderWay
from handrail.service.web.postgres import Cluster
from tests.house.walls_down import second_wall_down
from tests.rooms.cast import Cast, employ
from tests.rooms.reviews.in_full import review_of, terms, write
from tests.rooms.reviews.longer_reviews import day

TITLE, TEXT = "Nobody read the two folders together", "Read what the folders of both families say on one day."
READ_WHOLE = (Finding, Recommendation, Meaning, Addressee, Briefing)


@dataclass(frozen=True)
class OfTwo:
    """A review of two folders, and what came out of it; the police hold the key to the first alone."""

    case: Case
    going: UnderWay
    other: Case
    finding: Finding
    made: Recommendation
    briefing: Briefing

    def page(self, name: str) -> str:
        key = {"finding": self.finding.pk, "recommendation": self.made.pk, "briefing_draft": self.briefing.pk}
        return reverse(f"learning:{name}", args=[self.case.pk, *([key[name]] if name in key else [])])

    def put(self, body: Body) -> Addressee:
        return Addressee.objects.get(recommendation=self.made, body=body)


def shown(client: Client, of_two: OfTwo) -> list[tuple[str, object]]:
    """Where a reader who comes to every page of learning is shown some of it, or anything but that there is none."""
    told = []
    for name in ("folder_learning", "begin_briefing", "add_recommendation", "add_finding", "before"):
        asked = {"words": "Read both families' notes on one day."} if name == "before" else {}
        told.append((name, client.get(of_two.page(name), asked)))
    told += [(name, client.get(reverse(f"learning:{name}"))) for name in ("recommendations", "briefings")]
    told.append(("its folder", client.get(reverse("cases:case", args=[of_two.case.pk]))))
    seen: list[tuple[str, object]] = [
        (name, page.status_code)
        for name, page in told
        if page.status_code == 200
        and any(words in page.content.decode() for words in (TITLE, TEXT, "Reading together"))
    ]
    one_by_one = [
        (name, client.get(of_two.page(name)).status_code) for name in ("finding", "recommendation", "briefing_draft")
    ]
    return [*seen, *((name, code) for name, code in one_by_one if code != 404)]


@pytest.fixture
def of_two(cast: Cast) -> OfTwo:
    case, going = review_of(cast)
    write(cast, case, going, terms())
    by = cast["coordinator"]
    other = open_case(partnership=cast.partnership, authority=cast.council, by=by)
    reviews.cover_folder(case, going, other, why="One household.", by=by)
    whence = Whence("Local review", going.pk)
    found = Found("improvement", TITLE, "Two notes.", "Two systems.", "", "", timezone.localdate())
    finding = record_finding(case, found, whence=whence, by=by)
    to = [Whom(Addressee.To.BODY, cast.school), Whom(Addressee.To.BODY, cast.trust)]
    made = recommend(case, text=TEXT, made_on=timezone.localdate(), whence=whence, findings=[finding], to=to, by=by)
    briefing = begin_briefing(case, title="Reading together", findings=[finding], recommendations=[made], by=by)
    make_vectors()
    name_actor(by)
    Grant.objects.filter(folder=other.folder).exclude(body=cast.council).update(until_at=timezone.now())
    return OfTwo(case, going, other, finding, made, briefing)


def rows(person: Person) -> set[str]:
    act_as(person)
    return {model.__name__ for model in READ_WHOLE if model._default_manager.exists()}


def test_the_database_shows_it_to_whoever_may_open_each_folder_and_to_nobody_else(cast: Cast, of_two: OfTwo) -> None:
    assert rows(cast["coordinator"]) == {model.__name__ for model in READ_WHOLE}
    assert rows(cast["notifier"]) == {model.__name__ for model in READ_WHOLE}, "the key to each"
    assert rows(cast["police partner"]) == set()
    assert rows(cast["stranger"]) == set()


def test_no_page_shows_it_to_whoever_holds_the_key_to_the_folder_in_which_it_stands(
    cast: Cast, client: Client, of_two: OfTwo
) -> None:
    client.force_login(cast["notifier"])
    assert {"finding", "recommendation", "folder_learning", "recommendations"} <= {
        name for name, _ in shown(client, of_two)
    }
    client.force_login(cast["police partner"])
    assert shown(client, of_two) == []


def test_the_application_holds_to_it_by_itself(cast: Cast, client: Client, of_two: OfTwo, cluster: Cluster) -> None:
    with second_wall_down(cluster):
        client.force_login(cast["police partner"])
        assert shown(client, of_two) == []
        act_as(cast["police partner"])
        assert nearest(TEXT, reader=cast["police partner"]) == []
        act_as(cast["coordinator"])
        assert len(nearest(TEXT, reader=cast["coordinator"])) == 2


def test_the_body_it_is_put_to_reads_it_and_not_what_others_are_asked(
    cast: Cast, client: Client, of_two: OfTwo, cluster: Cluster
) -> None:
    for body, part in ((cast.school, "school lead"), (cast.police, "police partner")):
        if body == cast.police:
            act_as(cast["coordinator"])
            recommend_more(cast, of_two)
        act_as(cast[part])
        assert list(Recommendation.objects.all()) == [of_two.made]
        assert [put.body for put in Addressee.objects.all()] == [body]
        assert not Finding.objects.exists()
        assert not Meaning.objects.exists()
    client.force_login(cast["police partner"])
    act_as(cast["coordinator"])
    own, others = of_two.put(cast.police), of_two.put(cast.school)
    act_as(Job("tests"))
    pages = [reverse("learning:put", args=[of_two.case.pk, one.pk]) for one in (own, others)]
    assert [client.get(page).status_code for page in pages] == [200, 404]
    with second_wall_down(cluster):
        assert [client.get(page).status_code for page in pages] == [200, 404]


def recommend_more(cast: Cast, of_two: OfTwo) -> None:
    put_to(of_two.made, Whom(Addressee.To.BODY, cast.police), due_on=None, by=cast["coordinator"])


def test_who_is_shut_out_of_a_covered_folder_reads_not_even_what_is_put_to_their_body(
    cast: Cast, client: Client, of_two: OfTwo, cluster: Cluster
) -> None:
    by = cast["coordinator"]
    act_as(by)
    send_briefing(of_two.briefing, [cast.school], by=by)
    (copy,) = BriefingCopy.objects.all()
    named = Named((cast["school lead"].name,), (), Exclusion.Stands.RELATIVE)
    act_as(cast["school lead"])
    assert Recommendation.objects.exists()
    assert Briefing.objects.exists()
    act_as(by)
    shut_out(of_two.other, named, why="A cousin", by=by)
    put = of_two.put(cast.school)
    pages = [
        reverse("learning:put", args=[of_two.case.pk, put.pk]), reverse("learning:briefing", args=[copy.pk]),
    ]  # fmt: skip
    act_as(Job("tests"))
    client.force_login(cast["school lead"])
    assert [client.get(page).status_code for page in pages] == [404, 404]
    act_as(cast["school lead"])
    for model in (*READ_WHOLE, BriefingCopy):
        assert not model._default_manager.exists(), model
    with second_wall_down(cluster):
        assert [client.get(page).status_code for page in pages] == [404, 404]
        assert TEXT not in client.get(reverse("learning:of_us")).content.decode()
        assert "Reading together" not in client.get(reverse("learning:briefings")).content.decode()


def test_a_coordinator_who_is_shut_out_of_a_covered_folder_reads_nothing_of_it(cast: Cast, of_two: OfTwo) -> None:
    second = employ("Sid Otherway", "coordinator", cast.partnership, cast.partnership)
    assert rows(second) == {model.__name__ for model in READ_WHOLE}
    act_as(cast["coordinator"])
    named = Named((second.name,), (), Exclusion.Stands.RELATIVE)
    shut_out(of_two.other, named, why="An uncle", by=cast["coordinator"])
    assert rows(second) == set()


def test_what_comes_out_of_a_review_of_one_folder_is_read_with_its_key(cast: Cast, of_two: OfTwo) -> None:
    act_as(cast["coordinator"])
    whence = Whence("Local review", of_two.going.rapid_review.pk if of_two.going.rapid_review else None)
    alone = recommend(
        of_two.case, text="Ring back.", made_on=timezone.localdate(), whence=whence, by=cast["coordinator"]
    )
    act_as(cast["police partner"])
    assert list(Recommendation.objects.all()) == [alone]


def test_nobody_writes_into_a_review_that_is_shut_to_them(cast: Cast, client: Client, of_two: OfTwo) -> None:
    said = {
        "of": "improvement",
        "title": "Mine",
        "what_happened": "A call.",
        "why": "One line.",
        **day("found_on", timezone.localdate()),
    }
    for part, answer in (("police partner", 200), ("coordinator", 302)):
        act_as(Job("tests"))
        client.force_login(cast[part])
        assert client.post(of_two.page("add_finding"), {**said, "review": str(of_two.going.pk)}).status_code == answer
    act_as(Job("tests"))
    client.force_login(cast["police partner"])
    assert client.post(of_two.page("add_finding"), {**said, "source": "Another review"}).status_code == 302


def test_the_list_of_the_folder_stops_saying_what_was_found_once_the_review_is_of_another(cast: Cast) -> None:
    case, going = review_of(cast)
    write(cast, case, going, terms())
    by = cast["coordinator"]
    found = Found("improvement", TITLE, "Two notes.", "Two systems.", "", "", timezone.localdate())
    finding = record_finding(case, found, whence=Whence("Local review", going.pk), by=by)
    line = PaperLine.objects.get(paper_id=finding.pk)
    assert line.title == f"Finding: {TITLE}"
    briefing = begin_briefing(case, title=TITLE, findings=[finding], recommendations=[], by=by)
    assert PaperLine.objects.get(paper_id=briefing.pk).title == f"Briefing: {TITLE}"
    other = open_case(partnership=cast.partnership, authority=cast.council, by=by)
    reviews.cover_folder(case, going, other, why="One household.", by=by)
    line.refresh_from_db()
    assert line.title == "Finding of a review of several folders"
    brief = PaperLine.objects.get(paper_id=briefing.pk)
    assert brief.title == "Briefing of a review of several folders"


def test_an_action_stays_on_the_folders_list_and_says_nothing_of_what_it_carries_out(
    cast: Cast, client: Client, of_two: OfTwo
) -> None:
    act_as(cast["coordinator"])
    action = add_action(
        of_two.case, title="Train the team", owner=None, owner_name="", due_on=timezone.localdate(), source="",
        recommendation=of_two.made, by=cast["coordinator"],
    )  # fmt: skip
    page = reverse("learning:action", args=[of_two.case.pk, action.pk])
    for part, told in (("coordinator", True), ("police partner", False)):
        act_as(Job("tests"))
        client.force_login(cast[part])
        assert ("Carries out" in client.get(page).content.decode()) is told, part


def test_a_briefing_is_held_against_every_folder_of_the_review(cast: Cast, of_two: OfTwo) -> None:
    act_as(cast["coordinator"])
    Child.objects.create(folder=of_two.other.folder, given_names="Ottoline", family_name="Brack")
    of_two.briefing.happened = "Ottoline rang twice."
    assert "Ottoline" in {one.words for one in tellings_in(of_two.briefing)}


def test_which_reviews_are_shut_is_asked_once_in_a_search_and_the_index_still_has_all_it_needs(
    cast: Cast, of_two: OfTwo
) -> None:
    """That it has every column which a search looks at is what lets PostgreSQL read the index alone. Whether it does so
    hangs also on how many rows there are and when they were last counted, which a test of two rows cannot tell."""
    act_as(cast["coordinator"])
    door = doors_of(cast["coordinator"])[0]
    asked = door.filter(signature__isnull=False).values_list("paper_id", "signature")
    (whole,) = json.loads(asked.explain(format="json", analyze=True, verbose=True))
    nodes = list(every_node(whole["Plan"]))
    asking = [node for node in nodes if "reviews_shut" in json.dumps({**node, "Plans": []})]
    assert [(node.get("Parent Relationship"), node["Actual Loops"]) for node in asking] == [("InitPlan", 1)]
    (rows,) = (node for node in nodes if node.get("Relation Name") == "learning_meaning")
    assert rows["Actual Rows"] == 2
    looked_at = set(re.findall(r"\blearning_meaning\.(\w+)", json.dumps(rows)))
    assert {"paper_id", "signature", "partnership_id", "stands", "review_id"} <= looked_at
    assert looked_at <= columns_in("meaning_signed")


def columns_in(index: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("select attname from pg_attribute where attrelid = %s::regclass", [index])
        return {name for (name,) in cursor.fetchall()}


def every_node(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for under in plan.get("Plans", ()):
        yield from every_node(under)
