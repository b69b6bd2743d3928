"""What the scene has of a round: it stands in the scene's own folder, and the trust that is asked there has sent."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from handrail.demonstration.wend_valley import employ
from handrail.service.access.grounds import ASKING
from handrail.service.access.models import Person
from handrail.service.access.roles import CONTRIBUTION
from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import give_key, open_case
from handrail.service.cases.follow import follow
from handrail.service.cases.models import Case
from handrail.service.partnerships.models import Body, Kind
from handrail.service.requests.models import Contribution, Request
from handrail.service.scrutiny.actions import asking
from handrail.service.scrutiny.models import CaseJudgement, Challenge, Judgement, Promise, Return, Sampled

if TYPE_CHECKING:
    from tests.house.scene import Scene

AUDIT = "multi-agency-audit-of-practice"


def a_round(scene: Scene) -> None:
    cast, case, by, today = scene.cast, scene.case, scene.cast["coordinator"], timezone.localdate()
    put = asking.Put(
        asking.set_called(cast.partnership, AUDIT, by=by), today.year, today + timedelta(days=9), "Please.", "Neglect"
    )
    round_ = asking.put_round(Case.objects.get(pk=case.pk), put, by=by)
    sheet = asking.sheets_for(round_, [cast.trust], by=by)[cast.trust.pk]
    asked = Request.objects.create(
        case=case, body=cast.trust, about=str(round_.pk), children_named=str(round_), what="Please.", of="return",
        due_on=put.due_on, recorded_by=by, sheet=sheet, received_at=timezone.now(),
    )  # fmt: skip
    Contribution.objects.create(request=asked, answers={}, sent_by=cast["hospital lead"])
    follow(asked)
    sent = Return.objects.create(case=case, round=round_, request=asked, body=cast.trust)
    judged = Judgement.objects.create(sent_in=sent, place=0, question="child__seen", judged="good", stands="good")
    CaseJudgement.objects.create(sent_in=sent, number=1, judged="good", evidence="Seen each week.")
    made = Challenge.objects.create(case=case, judgement=judged, body=cast.trust, says="most", words="Why?", by=by)
    promised = Promise.objects.create(
        case=case, round=round_, body=cast.trust, words="A second reader.", owner="The lead", due_on=put.due_on
    )
    looked_at = open_case(partnership=cast.partnership, authority=cast.council, by=by)
    sampled = Sampled.objects.create(
        round=round_, case_id=case.pk, sampled_id=looked_at.pk, number=1, recorded_by=by
    )  # fmt: skip
    scene.things |= {
        "sampled_id": sampled.pk, "looked_at_id": looked_at.pk,
        "round_id": round_.pk, "return_id": sent.pk, "judgement_id": judged.pk, "challenge_id": made.pk,
        "promise_id": promised.pk, "set_slug": AUDIT, "set_version": 1, "ending": "csv",
    }  # fmt: skip


def who_challenges_with_no_key(scene: Scene) -> Person:
    """At a body that holds no key to the round's folder, and was asked to challenge what the trust has sent."""
    cast = scene.cast
    far = Body.objects.create(name="Fairfold Ambulance Service", kind=Kind.RELEVANT_AGENCY)
    person = employ("Chidi Dacre", "contributor", far, cast.partnership)
    name_actor(cast["coordinator"])
    Return.objects.filter(pk=scene.things["return_id"]).update(challenger=far)
    judged = Judgement.objects.get(pk=scene.things["judgement_id"])
    Challenge.objects.create(
        case=scene.case, judgement=judged, body=cast.trust, by_body=far, says="some", words="Since when?", by=person
    )
    return person


def who_challenges(scene: Scene) -> Person:
    """The same, once the body was asked in this round too: the key to its own return lets it in."""
    person = who_challenges_with_no_key(scene)
    far = person.posts_today[0].body
    give_key(scene.case, far, opens=CONTRIBUTION, why="asked", ground=ASKING, by=scene.cast["coordinator"])
    return Person.objects.get(pk=person.pk)
