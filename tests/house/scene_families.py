"""What the scene holds of the family: one with a rule, what they may be told, a guide, a question and its answer."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from handrail.service.audit.actions import name_actor
from handrail.service.families import actions
from handrail.service.families.models import (
    Answer,
    Family,
    KeyWorker,
    Leaflet,
    Question,
    Reach,
    Relative,
    SafeRule,
    Telling,
    TellingLook,
    ToldBack,
    Wish,
)

if TYPE_CHECKING:
    from tests.house.scene import Scene

today = timezone.localdate
OF_THE_FAMILY = {
    "families:add": {"slug": "person"}, "families:add_of": {"slug": "rule"}, "families:set_aside": {"slug": "person"},
}  # fmt: skip


def a_family(scene: Scene) -> None:
    case, by = scene.case, scene.cast["coordinator"]
    name_actor(by)
    mother = actions.write(case, Relative(name="Wilma Fairlight", relation="mother", responsibility="yes"), by=by)
    reach = actions.write(case, Reach(relative=mother, how="e-mail", at="wilma@fairlight.example"), by=by)
    rule = SafeRule(relative=mother, reach=reach, kind="not here", words="He reads it.", from_on=today())
    actions.write(case, rule, by=by)
    actions.write(case, Wish(relative=mother, matter="told", on=today(), text="By the health visitor."), by=by)
    worker = KeyWorker(
        name="Olive Strand", job="bereavement nurse", body=scene.cast.trust, reached_at="01632 960 111", from_on=today()
    )
    actions.name_key_worker(case, worker, by=by)
    telling = Telling(
        held_back=True, what="Who was spoken to.", because="trial", why="It may be evidence.", decided_on=today(),
        decided_by_name="The senior investigating officer", look_on=today() + timedelta(days=30),
    )  # fmt: skip
    actions.say_what_may_be_told(case, telling, by=by)
    look = TellingLook(
        on=today(), decided_by_name="The officer", ends=False, why="It runs.", look_on=today() + timedelta(days=60)
    )
    actions.look_again(case, telling, look, by=by)
    actions.write(case, Leaflet(title="", what="given", on=today(), by_name="A nurse"), by=by)
    question = actions.write(case, Question(asked_on=today(), asked_of="The nurse", text="Why did nobody ring?"), by=by)
    answer = actions.answer(case, question, Answer(on=today(), by_name="The ward", text="A line was down."), by=by)
    actions.tell_back(case, answer, ToldBack(on=today(), how="At home", by_name="Olive Strand"), by=by)
    scene.things |= {
        "family_id": Family.objects.get(case=case).pk, "relative_id": mother.pk, "rule_id": rule.pk,
        "telling_id": telling.pk, "question_id": question.pk, "answer_id": answer.pk, "key_worker_id": worker.pk,
        "kept_id": mother.pk,
    }  # fmt: skip
