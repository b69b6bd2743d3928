"""A row of every model in the scene's folder, so that the second wall is asked about each."""

from __future__ import annotations

import uuid
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.access.roles import CONTRIBUTION
from handrail.service.audit.actions import Job, name_actor
from handrail.service.documents.actions import store
from handrail.service.law.actions import keep_installed
from handrail.service.partnerships.models import Body
from tests.house.rows_publication import of_publication
from tests.house.rows_reports import rows_of_reports
from tests.house.rows_scrutiny import rows_of_scrutiny
from tests.house.scene import Scene
from tests.house.scene_arrangements import rows_of_arrangements
from tests.house.scene_child_deaths import of_child_deaths
from tests.house.scene_learning import rows_of_learning

SEALED = {"audit.Seal", "audit.Sealing"}
"""Written by the sealer alone, of entries that are kept: see `tests/rooms/audit`."""


def a_row_of_every_model(scene: Scene) -> None:
    things, case = scene.things, scene.case
    name_actor(scene.cast["coordinator"])
    raised = {"incident_id": things["raised_id"]}
    child = _make(scene, "children.Child", folder_id=case.pk)
    _make(scene, "incidents.InvolvedChild", child=child, place=1, **raised)
    _make(scene, "same_child.Trace", child=child)
    for name in ("Correction", "PartnerView", "Outcome", "SignOff"):
        _make(scene, f"incidents.{name}", **raised)
    _make(scene, "incidents.Notice", to="panel", **raised)
    contribution = apps.get_model("requests.Contribution").objects.get(request=things["sent_id"])
    _only_the_pack_shows(scene)
    _make(scene, "requests.ContributionAddendum", contribution=contribution)
    _make(scene, "requests.Reminder", request_id=things["request_id"])
    for name in ("CriterionConsidered", "Approval", "Addendum", "LocalReviewDecision"):
        _make(scene, f"reviews.{name}", review_id=things["review_id"])
    _make(scene, "reviews.SeriousCaseCriterion", decision_id=things["chairs_decision_id"])
    _make(scene, "reviews.ReviewerCriterion", step_id=things["step_id"])
    _make(scene, "reviews.ContentsConsidered", draft_id=things["drafts_row"])
    join = apps.get_model("cases.Join").objects.get(pk=things["join_id"])
    called = _make(scene, "reviews.ReviewCalled", case=case)
    of_two = _make(scene, "reviews.PracticeReview", case=case, about="two folders", called=called)
    _make(scene, "reviews.FolderCovered", review=of_two, case=case, other=join.second)
    _make(scene, "publication.Publication", case=case, review=of_two, address="reviews/of-two-folders")
    _of_several_folders(scene, of_two.pk)
    _make(scene, "cases.LateReason", case=case)
    _make(scene, "cases.MovedDate", case=case, about=str(things["request_id"]))
    over = {"before": scene.cast.lscb, "after": scene.cast.partnership}
    _make(scene, "cases.WentOn", case=case, moved_at=timezone.now(), **over)
    _make(scene, "cases.Filed", case=case, document_id=things["document_id"])
    _make(scene, "learning.Progress", action_id=things["action_id"])
    for name, given in rows_of_learning(scene).items():
        _make(scene, name, **given)
    _make(scene, "learning.Spreadsheet", partnership=scene.cast.partnership)
    _make(scene, "partnerships.BodyCode", body=scene.cast.school, scheme="urn")
    _make(scene, "partnerships.Succession", before=scene.cast.school, after=scene.cast.college)
    _of_the_doors(scene)
    of_publication(scene)
    of_child_deaths(scene, _make)
    rows_of_reports(scene, _make)
    rows_of_arrangements(scene, _make)
    rows_of_scrutiny(scene, _make)
    for name in ("access.FailedSignIn", "outbox.DailyRound", "access.EmailedCode", "access.FormCode"):
        _make(scene, name)
    name_actor(Job("tests"))
    if (kept := keep_installed(Job("tests"))) is not None:
        _make(scene, "law.Reached", list=kept)


def _of_several_folders(scene: Scene, review_id: Any) -> None:
    """What came out of a review of two folders, put to a body; and a briefing that carries it."""
    of_it = {"case": scene.case, "review_id": review_id}
    finding, made = (_make(scene, f"learning.{name}", **of_it) for name in ("Finding", "Recommendation"))
    _make(scene, "learning.Meaning", partnership=scene.cast.partnership, paper_id=made.pk, **of_it)
    put = _make(scene, "learning.Addressee", case=scene.case, recommendation=made, body=scene.cast.college)
    _make(scene, "learning.Action", case=scene.case, recommendation=made, owner=scene.cast.college)
    shown = store(scene.case.folder, "what-shows-it.pdf", b"%PDF-1.4 it was done", by=scene.cast["coordinator"])
    _make(scene, "learning.Evidence", addressee=put, document=shown)
    briefing = _make(scene, "learning.Briefing", case=scene.case)
    _make(scene, "learning.Briefing_findings", briefing=briefing, finding=finding)
    _make(
        scene, "learning.BriefingCopy", case=scene.case, briefing=briefing, partnership=scene.cast.partnership,
        body=scene.cast.trust,
    )  # fmt: skip


def _of_the_doors(scene: Scene) -> None:
    """Of practitioners by code, of the measure, of answers kept and of what somebody asked for and was not given."""
    cast, case = scene.cast, scene.case
    practitioner = _make(
        scene, "access.Practitioner", folder_id=case.pk, paper_id=scene.things["request_id"], body=cast.trust
    )
    _make(scene, "access.FormCode", practitioner=practitioner)
    _make(scene, "access.Attempt", folder_id=case.pk, at=timezone.now(), person=scene.visitor("coordinator", "own"))
    for name in ("access.MoreReading", "access.TurnedAway"):
        _make(scene, name, person=scene.visitor("coordinator", "own"))
    _make(scene, "access.TurnedAway", practitioner_id=practitioner.pk)
    _make(scene, "web.Answer", actor=scene.visitor("coordinator", "own").actor_key)
    _make(scene, "insight.ReadingNote", partnership=cast.partnership)
    _make(scene, "records.Passage", extract_id=scene.things["extract_id"], begins=0, ends=4, decided="give")
    _make(
        scene, "records.Tombstone", partnership=cast.partnership,
        period=apps.get_model("records.Period").objects.all()[0], confirmed_by=cast["senior officer"],
    )  # fmt: skip
    _make(scene, "cases.SpentNumber", partnership=cast.partnership)


def _only_the_pack_shows(scene: Scene) -> None:
    """A file that another agency sent with its summary, which is in a pack."""
    college = scene.cast.college
    sent = store(
        folder=scene.case.folder, name="notes.txt", held=b"Notes.", opens=CONTRIBUTION, for_body=college,
        by=scene.cast["coordinator"],
    )  # fmt: skip
    apps.get_model("requests.Contribution").objects.filter(request=scene.things["received_id"]).update(document=sent)


def _make(scene: Scene, label: str, **given: Any) -> models.Model:
    """The least that a row of this model may hold."""
    model = apps.get_model(label)
    for field in model._meta.concrete_fields:
        if field.name in given or field.attname in given or field.null or field.has_default() or field.has_db_default():
            continue
        if field.generated or field.primary_key or getattr(field, "auto_now_add", False):
            continue
        given[field.name] = _least(scene, field)
    made: models.Model = model._default_manager.create(**given)
    return made


def _least(scene: Scene, field: models.Field[Any, Any]) -> Any:
    if field.is_relation:
        assert field.related_model in (Person, Body), field
        return scene.cast["coordinator"] if field.related_model is Person else scene.cast.council
    if field.blank and isinstance(field, models.CharField):
        return ""
    if field.choices:
        return next(iter(field.flatchoices))[0]
    simple = {
        models.DateField: timezone.localdate(), models.DateTimeField: timezone.now(), models.BooleanField: False,
        models.UUIDField: uuid.uuid4(), models.JSONField: {}, models.BinaryField: b"x",
    }  # fmt: skip
    for kind, value in simple.items():
        if type(field) is kind:
            return value
    return 1 if isinstance(field, models.IntegerField) else "x"
