"""What the scene has of arrangements: a draft with a line of each sort, two schools, and a change that is planned."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from handrail.demonstration.wend_valley import BEGAN
from handrail.service.arrangements.actions import begin, begin_plan
from handrail.service.arrangements.models import (
    Arrangements,
    Attempt,
    Commissioned,
    CommissionerShare,
    LaterWord,
    Need,
    Partner,
    PassedOn,
    Passing,
    School,
    Transition,
    UnitPost,
    Way,
)
from handrail.service.audit.actions import name_actor
from handrail.service.cases.follow import follow
from handrail.service.reports.models import HandoverLine
from tests.house.scene_money import a_year_of_money, rows_of_money

if TYPE_CHECKING:
    from tests.house.scene import Scene


def arrangements_are_drafted(scene: Scene) -> None:
    """The partnership's one draft, also where two folders are looked at side by side."""
    cast = scene.cast
    name_actor(cast["coordinator"])
    draft = Arrangements.objects.filter(partnership=cast.partnership).first()
    draft = draft or begin(cast.partnership, title="Yearly revision", by=cast["coordinator"])
    schools = [
        School.objects.get_or_create(
            partnership=cast.partnership, urn=urn, defaults={"authority": cast.council, "name": "Otter Lane Primary"}
        )[0]
        for urn in ("100001", "100002")
    ]
    attempt, _ = Attempt.objects.get_or_create(
        school=schools[0], how="A call", defaults={"on": BEGAN, "came_of_it": "No.", "recorded_by": cast["coordinator"]}
    )
    way, _ = Way.objects.get_or_create(
        partnership=cast.partnership, name="Primary heads’ forum",
        defaults={"says": "It speaks for them.", "recorded_by": cast["coordinator"]},
    )  # fmt: skip
    partner = Partner.objects.get(arrangements=draft, body=cast.council)
    scene.things |= {
        "arrangements_id": draft.pk, "of_list": "published_arrangements", "item": "voices", "sort": "partner",
        "said_id": partner.pk, "school_id": schools[0].pk, "other_school_id": schools[1].pk,
        "attempt_id": attempt.pk, "way_id": way.pk,
    }  # fmt: skip
    a_year_of_money(scene)
    _a_service_is_commissioned(scene)
    _a_change_is_planned(scene)


def _a_service_is_commissioned(scene: Scene) -> None:
    """The partnership's one service, for the one need that was recorded."""
    cast, by = scene.cast, scene.cast["coordinator"]
    need, _ = Need.objects.get_or_create(
        partnership=cast.partnership, words="Help after violence at home", defaults={"recorded_by": by}
    )
    one, _ = Commissioned.objects.get_or_create(
        partnership=cast.partnership, need=need, name="Otter House",
        defaults={"how": "jointly", "provider": "A charity", "from_on": BEGAN, "outcome": "By asking.",
                  "recorded_by": by},
    )  # fmt: skip
    share, _ = CommissionerShare.objects.get_or_create(
        commissioned=one, body=cast.council, taken_out_at=None, defaults={"recorded_by": by}
    )
    scene.things |= {"need_id": need.pk, "commissioned_id": one.pk, "share_id": share.pk}


def _a_change_is_planned(scene: Scene) -> None:
    """The board's handover, and in the folder a review that was passed on and word that came after a decision."""
    cast, by = scene.cast, scene.cast["coordinator"]
    plan = Transition.objects.filter(partnership=cast.partnership).first() or begin_plan(
        cast.partnership, change="boards_to_partners", title="The handover of 2019", law="", says="", begins_on=None,
        due_on=None, invented=False, by=by,
    )  # fmt: skip
    passing, _ = Passing.objects.get_or_create(
        transition=plan, before=cast.lscb, after=cast.partnership,
        defaults={"begins_on": BEGAN, "recorded_by": by, "ended_at": None},
    )  # fmt: skip
    passed_on = PassedOn.objects.create(
        case=scene.case, of=PassedOn.Of.SERIOUS_CASE, about="the review", given=PassedOn.Given.REPORT,
        what="The report.", to=cast.partnership, received_by_name="Cora Ordway", on=BEGAN, recorded_by=by,
    )  # fmt: skip
    later = LaterWord.objects.create(
        case=scene.case, about="the incident", declined_on=BEGAN, came_on=BEGAN, came_from="A neighbour", says="More.",
        answer=LaterWord.Answer.NOT_YET, recorded_by=by,
    )  # fmt: skip
    for paper in (passed_on, later):
        follow(paper)
    post = UnitPost.objects.filter(transition=plan).first() or UnitPost.objects.create(
        transition=plan, office="Business manager", knows="Who holds which key.", employer=cast.council, added_by=by
    )  # fmt: skip
    line = HandoverLine.objects.filter(transition=plan).first() or HandoverLine.objects.create(
        transition=plan, what="Twelve boxes", before=cast.council, after=cast.police, basis="SI 2018/497",
        receiver=cast["police partner"], added_by=by,
    )  # fmt: skip
    scene.things |= {
        "transition_id": plan.pk, "passing_id": passing.pk, "area_id": cast.council.pk, "passed_on_id": passed_on.pk,
        "later_word_id": later.pk, "inventory_line_id": line.pk,
        "unit_post_id": post.pk,
    }  # fmt: skip


def rows_of_arrangements(scene: Scene, make: Callable[..., Any]) -> None:
    cast = scene.cast
    draft = Arrangements.objects.get(pk=scene.things["arrangements_id"])
    make(scene, "arrangements.Agreement", arrangements=draft, body=cast.council)
    make(scene, "arrangements.Agency", arrangements=draft, body=cast.trust)
    for name in ("Named", "Section", "Level"):
        make(scene, f"arrangements.{name}", arrangements=draft)
    make(scene, "arrangements.SchoolsLoaded", partnership=cast.partnership)
    make(scene, "arrangements.Attempt", school_id=scene.things["school_id"])
    make(scene, "arrangements.LastDayMoved", transition_id=scene.things["transition_id"])
    rows_of_money(scene, make)
    one = Commissioned.objects.get(pk=scene.things["commissioned_id"])
    make(scene, "arrangements.Commissioned_areas", commissioned=one, body=cast.council)
    make(scene, "arrangements.CommissionedReview", commissioned=one)
    make(scene, "arrangements.AreaDay", transition_id=scene.things["transition_id"], authority=cast.council)
