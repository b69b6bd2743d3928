"""What came out of a review of several folders is read by whoever may open each of them, in both walls; and what is
recommended to a body, by that body."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.base import ContentFile
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
from handrail.service.documents.models import Content, Document
from handrail.service.learning.actions.answering import give_evidence
from handrail.service.learning.actions.briefings import begin_briefing, send_briefing
from handrail.service.learning.actions.meanings import make_vectors
from handrail.service.learning.actions.recommending import Found, Whence, Whom, put_to, recommend, record_finding
from handrail.service.learning.actions.tracked import add_action
from handrail.service.learning.alike import doors_of, nearest
from handrail.service.learning.models import Action, Addressee, Briefing, BriefingCopy, Finding, Meaning, Recommendation
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
    made = recommend(case, text=TEXT, made_on=timezone.localdate(), whence=Whence("Local review", going.pk), by=by)
    action = add_action(
        case, title=TITLE, owner=None, owner_name="", due_on=None, source="", recommendation=made, by=by
    )  # fmt: skip
    assert PaperLine.objects.get(paper_id=briefing.pk).title == f"Briefing: {TITLE}"
    other = open_case(partnership=cast.partnership, authority=cast.council, by=by)
    reviews.cover_folder(case, going, other, why="One household.", by=by)
    line.refresh_from_db()
    assert line.title == "Finding of a review of several folders"
    brief = PaperLine.objects.get(paper_id=briefing.pk)
    assert brief.title == "Briefing of a review of several folders"
    assert PaperLine.objects.get(paper_id=action.pk).title == "Action of a review of several folders"


def carried_out(cast: Cast, of_two: OfTwo, owner: Body | None) -> Action:
    act_as(cast["coordinator"])
    return add_action(
        of_two.case, title=f"Train the team of {owner}", owner=owner, owner_name="", due_on=timezone.localdate(),
        source="", recommendation=of_two.made, by=cast["coordinator"],
    )  # fmt: skip


def pages_with(client: Client, action: Action) -> set[str]:
    """Where whoever is signed in reads it."""
    act_as(Job("tests"))
    folder, own = [action.case_id], [action.case_id, action.pk]
    asked = {name: reverse(f"learning:{name}", args=own) for name in ("action", "progress", "change_day", "done")}
    asked |= {"actions": reverse("learning:actions"), "folder_actions": reverse("learning:folder_actions", args=folder)}
    asked |= {"its folder": reverse("cases:case", args=folder), "due": reverse("cases:due")}
    return {name for name, page in asked.items() if action.title in client.get(page).content.decode()}


def test_an_action_that_carries_it_out_is_read_by_whoever_may_open_each_folder_in_each_wall_alone(
    cast: Cast, client: Client, of_two: OfTwo, cluster: Cluster
) -> None:
    actions = [carried_out(cast, of_two, owner) for owner in (cast.school, None)]
    everywhere = {"action", "progress", "change_day", "done", "actions", "folder_actions"}
    for part, told in (("coordinator", everywhere), ("police partner", set())):
        act_as(cast[part])
        assert Action.objects.count() == (2 if told else 0), part
        client.force_login(cast[part])
        assert [pages_with(client, action) for action in actions] == [told, told], part
    with second_wall_down(cluster):
        assert [pages_with(client, action) for action in actions] == [set(), set()]


def test_a_body_reads_the_action_that_is_its_own_to_do_and_whoever_is_shut_out_there_does_not(
    cast: Cast, client: Client, of_two: OfTwo, cluster: Cluster
) -> None:
    theirs, others = carried_out(cast, of_two, cast.police), carried_out(cast, of_two, cast.school)
    client.force_login(cast["police partner"])
    act_as(cast["police partner"])
    assert list(Action.objects.all()) == [theirs]
    assert "action" in pages_with(client, theirs)
    assert TEXT not in client.get(reverse("learning:action", args=[of_two.case.pk, theirs.pk])).content.decode()
    with second_wall_down(cluster):
        assert ["action" in pages_with(client, one) for one in (theirs, others)] == [True, False]
    act_as(cast["coordinator"])
    named = Named((cast["police partner"].name,), (), Exclusion.Stands.RELATIVE)
    shut_out(of_two.other, named, why="A cousin", by=cast["coordinator"])
    act_as(cast["police partner"])
    assert not Action.objects.exists()
    with second_wall_down(cluster):
        assert pages_with(client, theirs) == set()


def test_an_action_that_carries_out_nothing_of_it_is_read_with_the_key_to_its_folder(
    cast: Cast, client: Client, of_two: OfTwo
) -> None:
    act_as(cast["coordinator"])
    action = add_action(
        of_two.case, title="Mend the door", owner=None, owner_name="", due_on=None, source="", by=cast["coordinator"]
    )
    client.force_login(cast["police partner"])
    assert {"action", "actions", "folder_actions", "its folder"} <= pages_with(client, action)


def evidence_of(cast: Cast, of_two: OfTwo) -> Document:
    """What the school gave: a plan, in a file."""
    act_as(cast["school lead"])
    file = ContentFile(b"Both families' notes are read on Mondays.", name="reading-plan.txt")
    given = give_evidence(
        of_two.put(cast.school), of="action", kind="document", text="The plan", seen_on=timezone.localdate(),
        by=cast["school lead"], file=file,
    )  # fmt: skip
    assert given.document is not None
    return given.document


def opens_file(client: Client, file: Document) -> bool:
    act_as(Job("tests"))
    pages = [reverse(f"documents:{name}", args=[file.folder_id, file.pk]) for name in ("document", "download")]
    (answer,) = {client.get(page).status_code for page in pages}
    return bool(answer == 200)


def test_a_file_given_as_evidence_is_opened_by_its_body_and_by_whoever_may_open_each_folder_in_each_wall_alone(
    cast: Cast, client: Client, of_two: OfTwo, cluster: Cluster
) -> None:
    file = evidence_of(cast, of_two)
    for part, told in (("coordinator", True), ("school lead", True), ("police partner", False)):
        act_as(cast[part])
        there = [Document.objects.filter(pk=file.pk).exists(), Content.objects.filter(pk=file.content_id).exists()]
        assert there == [told, told], part
        client.force_login(cast[part])
        assert opens_file(client, file) is told, part
    with second_wall_down(cluster):
        assert not opens_file(client, file)


def test_who_is_shut_out_of_a_covered_folder_opens_no_file_of_their_own_body_either(
    cast: Cast, client: Client, of_two: OfTwo, cluster: Cluster
) -> None:
    file = evidence_of(cast, of_two)
    act_as(cast["coordinator"])
    named = Named((cast["school lead"].name,), (), Exclusion.Stands.RELATIVE)
    shut_out(of_two.other, named, why="A cousin", by=cast["coordinator"])
    client.force_login(cast["school lead"])
    act_as(cast["school lead"])
    assert not Document.objects.exists()
    assert not opens_file(client, file)
    with second_wall_down(cluster):
        assert not opens_file(client, file)


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
