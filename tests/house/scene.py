"""One folder with something of every kind in it, and a visitor for every role and relation to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.urls import NoReverseMatch, get_resolver
from django.utils import timezone

from handrail.service.access.actions.inviting import invite
from handrail.service.access.factors.keeping import factors_of
from handrail.service.access.grounds import ASKING
from handrail.service.access.models import Grant, Person, Post
from handrail.service.access.roles import CONTRIBUTION, MEETING_PACK, ROLES
from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import file_note, give_key, join_folders, open_case
from handrail.service.cases.drafts import begin_draft
from handrail.service.cases.follow import follow
from handrail.service.cases.models import Case, KeptClock
from handrail.service.children.models import Child
from handrail.service.documents.actions import store
from handrail.service.documents.models import Document
from handrail.service.incidents.models import Incident, InvolvedChild, Limb, Nature, Notice, Outcome
from handrail.service.learning.models import Action
from handrail.service.outbox.actions import write
from handrail.service.outbox.models import Message
from handrail.service.partnerships.models import Body, Contact, Coverage, Membership
from handrail.service.requests.drafting import begin
from handrail.service.requests.models import Contribution, Request
from handrail.service.reviews.models import PanelMessage, PracticeReview, RapidReview, SeriousCaseDecision, Step
from handrail.service.reviews.under_way import reviews_under_way
from tests.house.scene_arrangements import arrangements_are_drafted
from tests.house.scene_child_deaths import a_child_died, a_review_meeting, in_states_of_deaths, the_file_is_theirs
from tests.house.scene_chronologies import OF_ITS_OWN, chronologies_asked_for
from tests.house.scene_families import OF_THE_FAMILY, a_family
from tests.house.scene_learning import in_other_states, learning_of
from tests.house.scene_meetings import OF_A_GROUP, a_group, meetings_on_the_folder
from tests.house.scene_national_panel import outside_readers, the_panel_at_work
from tests.house.scene_overview_out import what_leaves_the_panel
from tests.house.scene_overview_panels import a_death_before_the_panel, a_seat_for_the_reader
from tests.house.scene_publication import something_to_publish
from tests.house.scene_reporting_forms import forms_asked_for
from tests.house.scene_reports import a_report_is_drawn
from tests.house.scene_reviewers import a_reviewer_commissioned
from tests.house.scene_reviews import a_review_in_full, a_review_of_two_folders, addresses_of_parts
from tests.house.scene_scrutiny import something_scrutinised
from tests.house.scene_tellings import deaths_are_told_of
from tests.house.shut_and_kept import calendar_key_of, records_kept, somebody_shut_out
from tests.rooms.cast import Cast, employ

now = timezone.now
CHAIRS = ("serious_case_decision", "decision_told", "set_decision_aside")
"""The addresses of a decision of the LSCB's chair; elsewhere `decision_id` would be a meeting's."""

THE_LAW = {"instrument": "working_together", "edition": "2018", "table": "duties", "key": "notify_panel"}
"""What the pages of the law are asked for; they need no folder."""


@dataclass
class Scene:
    """Things by the names that addresses give them, and the visitors."""

    cast: Cast
    case: Case
    things: dict[str, Any] = field(default_factory=dict)
    at: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Where an address needs a thing in another state than the common one."""
    visitors: dict[tuple[str, str], Person] = field(default_factory=dict)
    sessions: dict[Any, tuple[str, float]] = field(default_factory=dict)
    of_requests: dict[str, Any] = field(default_factory=dict)
    """The request for a chronology by how its agency stands to the folder."""
    own_chronology = frozenset(f"chronologies:{name}" for name in OF_ITS_OWN)
    commissioned: Body = field(init=False)
    """Where the independent reviewers work who hold a commission in the folder, and its keys."""

    def visitor(self, role: str, relation: str) -> Person:
        return self.visitors[role, relation]

    def kwargs_of(self, url: str, relation: str) -> dict[str, Any]:
        """What an address needs. An asked agency comes to its own request, and to the file it attached, whether its
        time runs or has ended."""
        own = {"request_id": self.things["ended_request_id"]} if relation == "ended" else {}
        if url in self.own_chronology:
            own = {"request_id": self.of_requests["ended" if relation == "ended" else "asked"]}
        if url.startswith("documents:") and relation in ("asked", "ended"):
            own["document_id"] = self.things[f"{relation}_document_id"]
        known = {**self.things, **own, **self.at.get(url, {})}
        return {name: known[name] for name in parameters_of(url)}

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Whatever a visit does is undone after it."""
        point = transaction.savepoint()
        yield
        transaction.savepoint_rollback(point)
        transaction.savepoint_commit(point)  # let it go, or thousands of them would weigh on every statement


def parameters_of(url: str) -> tuple[str, ...]:
    """The parameters of an address, from the resolver."""
    resolver = get_resolver()
    namespace, _, name = url.rpartition(":")
    if namespace:
        _, resolver = resolver.namespace_dict[namespace]
    for candidate in resolver.reverse_dict.getlist(name):
        return tuple(candidate[0][0][1])
    raise NoReverseMatch(url)


def scene_of_wend_valley(cast: Cast) -> Scene:
    scene = folder_of(cast)
    _visitors(scene)
    return scene


def folder_of(cast: Cast) -> Scene:
    """A folder with something of every kind in it, and nobody who comes to it yet."""
    notifier, coordinator = cast["notifier"], cast["coordinator"]
    name_actor(notifier)
    case = open_case(partnership=cast.partnership, authority=cast.council, by=notifier)
    scene = Scene(cast, case, {"case_id": case.pk, **THE_LAW})
    _incident(scene)
    name_actor(coordinator)
    a_child_died(scene)
    _requests(scene)
    meetings_on_the_folder(scene)
    a_review_meeting(scene)
    a_group(scene)
    _review(scene)
    a_review_in_full(scene)
    a_reviewer_commissioned(scene)
    _folder(scene)
    a_review_of_two_folders(scene)
    learning_of(scene)
    _administration(scene)
    somebody_shut_out(scene)
    records_kept(scene)
    chronologies_asked_for(scene)
    a_family(scene)
    _other_states(scene)
    forms_asked_for(scene)
    something_to_publish(scene)
    the_panel_at_work(scene)
    a_death_before_the_panel(scene)
    what_leaves_the_panel(scene)
    a_report_is_drawn(scene)
    arrangements_are_drafted(scene)
    something_scrutinised(scene)
    deaths_are_told_of(scene)
    return scene


def _other_states(scene: Scene) -> None:
    """Addresses that speak of a thing in a state of its own, or of one page of a journey."""
    things = scene.things
    scene.at |= {
        "incidents:record_page": {"slug": "what-happened"},
        "incidents:correct": {"slug": "place"},
        "incidents:raised": {"incident_id": things["raised_id"]},
        "incidents:take_up": {"incident_id": things["raised_id"]},
        "incidents:record_notice": {"incident_id": things["unsent_id"], "slug": "panel"},
        "incidents:record_notice_of_child": {"slug": "looked-after"},
        "incidents:end_sharing": {"body_id": scene.cast.neighbour.pk},
        "meetings:minutes": {"meeting_id": things["held_id"], "slug": things["minutes_slug"]},
        "meetings:check_minutes": {"meeting_id": things["held_id"]},
        "meetings:agree_minutes": {"meeting_id": things["held_id"]},
        "meetings:done": {"meeting_id": things["held_id"], "action_id": things["decision_id"]},
        **{f"meetings:{name}": {"meeting_id": things["group_meeting_id"]} for name in OF_A_GROUP},
        "meetings:pack_summary": {"request_id": things["received_id"]},
        "outbox:try_again": {"message_id": things["outbox_message_id"]},
        "requests:summary": {"slug": "involvement"},
        "requests:form_page": {"slug": "involvement"},
        "requests:add_word": {"request_id": things["sent_id"]},
        "requests:lock": {"request_id": things["received_id"]},
        "reviews:section": {"slug": "facts"},
        **addresses_of_parts(things),
        **{f"reviews:{name}": {"decision_id": things["chairs_decision_id"]} for name in CHAIRS},
        "access:provider": {"slug": "a-council"},
        "access:provider_back": {"slug": "a-council"},
        **in_other_states(scene),
        **OF_THE_FAMILY,
        **in_states_of_deaths(scene),
        "learning:open_again": {"action_id": things["done_action_id"]},
        "access:area_dates": {"body_id": scene.cast.council.pk},
        "access:add_member": {"body_id": scene.cast.partnership.pk},
        "access:change_membership": {"body_id": scene.cast.partnership.pk},
        "access:add_coverage": {"body_id": scene.cast.police.pk},
        "access:end_coverage": {"body_id": scene.cast.police.pk},
        "records:lift_all": {"hold_id": things["wide_hold_id"]},
        "reviewers:set_interest_aside": {"interest_id": things["declared_id"]},
        "cases:give_key_again": {"grant_id": things["ended_grant_id"]},
        "access:more": {"of": "folders"},
        "insight:reading_of": {"on": "2026-11-20"},
        **{f"reports:{name}": {"slug": "pdf"} for name in ("download", "year_download")},
    }


def _incident(scene: Scene) -> None:
    cast, case, notifier = scene.cast, scene.case, scene.cast["notifier"]
    make = partial(
        Incident.objects.create, case=case, authority=cast.council, limb=Limb.IN_AREA, nature=Nature.DEATH,
        became_aware_on=timezone.localdate() - timedelta(days=2), what_is_known="A fall.", recorded_by=notifier,
    )  # fmt: skip
    incident = make(raised_by=cast.council)
    child = Child.objects.create(folder=case.folder, given_names="Wren", family_name="Fairlight")
    involved = InvolvedChild.objects.create(
        incident=incident, child=child, place=1, outcome=Nature.DEATH, looked_after="yes",
        died_on=timezone.localdate() - timedelta(days=2),
    )  # fmt: skip
    notice = Notice.objects.create(
        incident=incident, to=Notice.To.PANEL, on=timezone.localdate(), by_name="Norris Tiffin",
        national_reference="N-1", recorded_by=notifier,
    )  # fmt: skip
    Outcome.objects.create(
        incident=incident, decided=Outcome.Decided.NOTIFY, reasons="It meets the criteria.",
        decided_on=timezone.localdate(), decided_by=notifier,
    )  # fmt: skip
    raised = make(raised_by=cast.trust, limb=Limb.UNCERTAIN, became_aware_on=None)
    unsent = make(raised_by=cast.council)
    for paper in (incident, raised, unsent):
        follow(paper)
    draft = begin_draft("incident", body=cast.council, partnership=cast.partnership, by=notifier)
    scene.things |= {
        "incident_id": incident.pk, "involved_id": involved.pk, "notice_id": notice.pk, "draft_id": draft.pk,
        "raised_id": raised.pk, "unsent_id": unsent.pk,
    }  # fmt: skip


def _requests(scene: Scene) -> None:
    cast, case, coordinator = scene.cast, scene.case, scene.cast["coordinator"]
    make = partial(
        Request.objects.create, case=case, about=str(scene.things["incident_id"]), children_named="Wren Fairlight",
        what="A summary.", due_on=timezone.localdate() + timedelta(days=3), recorded_by=coordinator,
    )  # fmt: skip
    asked, ended, received = make(body=cast.trust), make(body=cast.school), make(body=cast.college)
    Request.objects.filter(pk=received.pk).update(received_at=now())
    Contribution.objects.create(request=received, answers={}, sent_by=cast["hospital lead"], sent_at=now())
    sent = make(body=cast.trust, about="another matter")
    Request.objects.filter(pk=sent.pk).update(received_at=now())
    Contribution.objects.create(request=sent, answers={}, sent_by=cast["hospital lead"], sent_at=now())
    for request in (asked, ended, received, sent):
        follow(Request.objects.get(pk=request.pk))
    for body in (cast.trust, cast.school):
        give_key(case, body, opens=CONTRIBUTION, why="asked for a summary", ground=ASKING, by=coordinator)
        give_key(case, body, opens=MEETING_PACK, why="invited", ground=ASKING, by=coordinator)
    for relation, body in (("asked", cast.trust), ("ended", cast.school)):
        attached = _document(scene, opens=CONTRIBUTION, for_body=body)
        scene.things[f"{relation}_document_id"] = attached.pk
    Grant.objects.filter(folder=case.folder, body=cast.school).update(until_at=now())
    for request in (asked, ended):
        name_actor(cast["hospital lead"])
        begin(request, by=cast["hospital lead"])
    name_actor(coordinator)
    scene.things |= {
        "request_id": asked.pk, "ended_request_id": ended.pk, "received_id": received.pk, "sent_id": sent.pk,
    }  # fmt: skip


def _document(scene: Scene, opens: str, for_body: Body | None = None) -> Document:
    return store(
        folder=scene.case.folder, name="report.txt", held=b"A report.", opens=opens, for_body=for_body,
        by=scene.cast["coordinator"],
    )  # fmt: skip


def _review(scene: Scene) -> None:
    case, coordinator = scene.case, scene.cast["coordinator"]
    make = partial(RapidReview.objects.create, case=case, recorded_by=coordinator, facts_of_case="A fall.")
    review = make()
    done = make(completed_at=now(), local_review=False, national_review=False, local_review_reasons="None")
    for one in (review, done):
        one.incidents.add(scene.things["incident_id"])
    sent = make(completed_at=now(), local_review=False, national_review=False, local_review_reasons="None")
    sent.incidents.add(scene.things["unsent_id"])
    RapidReview.objects.filter(pk=sent.pk).update(sent_at=now(), sent_by_name="Cora Ordway")
    sent.refresh_from_db()
    message = PanelMessage.objects.create(
        case=case, review=sent, direction=PanelMessage.Direction.FROM_PANEL, says=PanelMessage.Says.ASKS,
        dated_on=timezone.localdate(), text="Please say more.", recorded_by=coordinator,
    )  # fmt: skip
    calling = make(completed_at=now(), local_review=True, national_review=False, local_review_reasons="To learn more")
    calling.incidents.add(scene.things["incident_id"])
    (going,) = reviews_under_way(case)
    local = PracticeReview.objects.create(pk=going.pk, case=case, about=going.about, rapid_review=calling)
    step = Step.objects.create(
        review=local, what=Step.What.GIVEN, to=Step.To.PANEL, on=timezone.localdate(), recorded_by=coordinator
    )
    chairs = SeriousCaseDecision.objects.create(
        case=case, hold=False, reasons="None is met.", decided_on=timezone.localdate(), chair_name="C. Leadbitter",
        recorded_by=coordinator,
    )  # fmt: skip
    chairs.incidents.add(scene.things["incident_id"])
    for paper in (review, done, sent, message, calling, local, chairs):
        follow(paper)
    scene.things |= {
        "review_id": review.pk,
        "done_review_id": done.pk,
        "sent_review_id": sent.pk,
        "practice_id": local.pk,
        "step_id": step.pk,
        "chairs_decision_id": chairs.pk,
        "message_id": message.pk,
    }


def _folder(scene: Scene) -> None:
    cast, case, coordinator = scene.cast, scene.case, scene.cast["coordinator"]
    note = file_note(
        case, of="call", happened_at=now() - timedelta(hours=1), with_whom="A ward", text="Rang.", by=coordinator
    )
    other = open_case(partnership=cast.partnership, authority=cast.council, by=coordinator)
    join = join_folders(case, other, why="One household", by=coordinator)
    action = Action.objects.create(case=case, title="Train the team", owner=cast.trust, recorded_by=coordinator)
    done = Action.objects.create(
        case=case, title="Tell the school", owner=cast.trust, recorded_by=coordinator, done_on=timezone.localdate()
    )
    for paper in (action, done):
        follow(paper)
    grant = give_key(case, cast.probation, opens="reviews", why="asked to comment", ground=ASKING, by=coordinator)
    ended = give_key(case, cast.college, opens=MEETING_PACK, why="invited", ground=ASKING, by=coordinator)
    Grant.objects.filter(pk=ended.pk).update(until_at=now())
    clock = KeptClock.objects.filter(case=case, duty="notify_panel_act").first()
    assert clock is not None
    scene.things |= {
        "note_id": note.pk, "join_id": join.pk, "action_id": action.pk, "done_action_id": done.pk,
        "grant_id": grant.pk, "ended_grant_id": ended.pk, "duty": clock.duty, "about": clock.about,
    }  # fmt: skip


def _administration(scene: Scene) -> None:
    cast = scene.cast
    name_actor(cast["administrator"])
    contact = Contact.objects.create(body=cast.school, name="Desdemona Quill")
    tell = partial(write, to=cast.school.mailbox, text="Words.", kind="test")
    message = tell(subject="A word")
    tell(subject=scene.case.reference, about=[scene.case.pk], partnership=cast.partnership)
    Message.objects.filter(kind="test").update(partnership=cast.partnership, given_up_at=now(), fault="refused")
    post = Post.objects.filter(person=cast["school lead"]).first()
    membership = Membership.objects.filter(body=cast.school).first()
    coverage = Coverage.objects.filter(body=cast.police).first()
    assert message
    assert post and membership and coverage  # noqa: PT018 (each is here, or the scene is not made)
    invitation, _ = invite(
        name="Newland Fisher", email=f"newland.{scene.case.reference.lower()}@wendvalley.example", role="contributor",
        body=cast.school, partnership=cast.partnership, until_on=timezone.localdate() + timedelta(days=90),
        by=cast["administrator"],
    )  # fmt: skip
    scene.things |= {
        "invitation_id": invitation.pk, "factor_id": factors_of(cast["school lead"])[0].pk,
        "body_id": cast.school.pk, "contact_id": contact.pk, "person_id": cast["school lead"].pk, "post_id": post.pk,
        "membership_id": membership.pk, "coverage_id": coverage.pk, "outbox_message_id": message.pk,
    }  # fmt: skip


def _visitors(scene: Scene) -> None:
    """Someone in each role at a body that stands so to the case. All of their bodies' keys were given above."""
    cast = scene.cast
    for role in ROLES:
        office = role in ("coordinator", "administrator")
        places: dict[str, tuple[Body, Body]] = {
            "own": (cast.partnership if office else cast.council, cast.partnership),
            "asked": (cast.trust, cast.neighbour if office else cast.partnership),
            "ended": (cast.school, cast.neighbour if office else cast.partnership),
            "other": (cast.neighbour if office else cast.neighbour_council, cast.neighbour),
        }
        if role == "reviewer":
            places["own"] = (scene.commissioned, cast.partnership)
        elif role == "outside reader":
            places |= outside_readers(scene)
        for relation, (body, partnership) in places.items():
            name = f"{role.title()} {relation.title()}"
            scene.visitors[role, relation] = employ(name, role, body, partnership)
    scene.things["calendar_key"] = calendar_key_of(scene.visitors["coordinator", "own"])
    the_file_is_theirs(scene)
    a_seat_for_the_reader(scene)
