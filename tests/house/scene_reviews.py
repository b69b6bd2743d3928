"""What the scene has of a practice review in full: one row of each part, and the addresses that speak of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.utils import timezone

from handrail.service.cases.follow import follow
from handrail.service.reviews.models import FolderCovered, PanelMessage, PracticeReview, ReviewCalled, Safe
from handrail.service.reviews.under_way import reviews_under_way

if TYPE_CHECKING:
    from tests.house.scene import Scene


def _parts(scene: Scene) -> dict[str, tuple[str, dict[str, Any], tuple[str, str, dict[str, Any]] | None]]:
    """By the key of a part: its model and what its row says, and what is written of it, if anything."""
    today, council = timezone.localdate(), scene.cast.council
    return {
        "terms": ("Terms", {"version": 1, "purpose": "To learn.", "questions": "Why?"}, None),
        "panel": ("ReviewPanelMember", {"body": council, "name": "Ada Fenwick", "from_on": today}, None),
        "family": (
            "FamilyMember", {"name": "Wren", "relation": "the child"},
            ("FamilyContact", "member", {"on": today, "how": "a visit", "told": "That it is held."}),
        ),
        "information": (
            "InformationRequest",
            {"under": "no power", "of_name": "A club", "what": "Records", "purpose": "The review", "on": today},
            ("InformationAnswer", "request", {"on": today, "what": "acknowledged"}),
        ),
        "proceedings": (
            "Proceeding", {"kind": "inquest", "led_by": "The coroner", "known_on": today},
            ("ProceedingNews", "proceeding", {"on": today, "text": "It is opened."}),
        ),
        "delays": (
            "Delay", {"on": today, "expected_on": today, "reasons": "The inquest."},
            ("DelayTold", "delay", {"on": today, "to": "family", "how": "by letter"}),
        ),
        "drafts": ("ReportDraft", {"version": 1, "dated_on": today, "text": "What was learnt."}, None),
        "media": ("MediaPlan", {"spokesperson": "The chair", "lines": "Nothing yet.", "family_told": "First."}, None),
    }  # fmt: skip


def a_review_in_full(scene: Scene) -> None:
    """A row of each part of the scene's local review, and of the review that another decision called for."""
    review = PracticeReview.objects.get(pk=scene.things["practice_id"])
    by = {"recorded_by": scene.cast["coordinator"]}
    for key, (name, said, under) in _parts(scene).items():
        row = apps.get_model(f"reviews.{name}").objects.create(review=review, **by, **said)
        scene.things[f"{key}_row"] = row.pk
        if under is not None:
            model, field, more = under
            entry = apps.get_model(f"reviews.{model}").objects.create(**{field: row}, **by, **more)
            scene.things[f"{key}_entry"] = entry.pk
    _of_the_report(scene, review, by)
    safe, _ = Safe.objects.get_or_create(partnership=scene.cast.partnership)
    kept = apps.get_model("reviews.GoodFaith").objects.create(
        review=review, safe=safe, role="a nurse", on=timezone.localdate(), text="We were few.", used="to learn", **by
    )
    scene.things["good_faith_row"] = kept.pk
    _letters(scene, **by)
    called = ReviewCalled.objects.create(
        case=scene.case, kind=ReviewCalled.Kind.GOOD_PRACTICE, decided_on=timezone.localdate(),
        decided_by_name="The partners", reasons="It went well.", **by,
    )  # fmt: skip
    follow(called)
    scene.things["called_id"] = called.pk


def _letters(scene: Scene, **by: Any) -> None:
    """The letter of a delay, and one to the Panel, each as a file."""
    asked = PanelMessage.objects.get(pk=scene.things["message_id"])
    told = PanelMessage.objects.create(
        case=scene.case, review=asked.review, direction=PanelMessage.Direction.TO_PANEL,
        says=PanelMessage.Says.TELLS, dated_on=asked.dated_on, text="We have.", **by,
    )  # fmt: skip
    follow(told)
    scene.at["reviews:message_file"] = {"message_id": told.pk, "slug": "pdf"}
    scene.at["reviews:letter_file"] = {"review_letter_id": scene.things["delays_row"], "slug": "pdf"}


def a_review_of_two_folders(scene: Scene) -> None:
    """Of a near miss, of which the folder that the scene's own was joined with is too."""
    join, by = scene.things["join_id"], {"recorded_by": scene.cast["coordinator"]}
    called = ReviewCalled.objects.create(
        case=scene.case, kind=ReviewCalled.Kind.NEAR_MISS, decided_on=timezone.localdate(),
        decided_by_name="The partners", reasons="It nearly went wrong.", **by,
    )  # fmt: skip
    follow(called)
    going = next(one for one in reviews_under_way(scene.case) if one.called == called)
    paper = PracticeReview.objects.create(pk=going.pk, case=scene.case, about=going.about, called=called)
    follow(paper)
    other = apps.get_model("cases.Join").objects.get(pk=join).second
    covered = FolderCovered.objects.create(review=paper, case=scene.case, other=other, why="One street", **by)
    scene.at["reviews:let_folder_go"] = {"practice_id": paper.pk, "covered_id": covered.pk}


def _of_the_report(scene: Scene, review: PracticeReview, by: dict[str, Any]) -> None:
    today, draft = timezone.localdate(), scene.things["drafts_row"]
    shown = apps.get_model("reviews.DraftShown").objects.create(
        review=review, draft_id=draft, on=today, to_body=scene.cast.council, how="all of it", **by
    )
    answer = apps.get_model("reviews.DraftAnswer").objects.create(
        shown=shown, on=today, response="It is fair.", not_changed="Nothing asked.", **by
    )
    final = apps.get_model("reviews.FinalReport").objects.create(
        review=review, draft_id=draft, agreed_on=today, agreed_by_name="The partners", quality="It says why.", **by
    )
    scene.things |= {"shown_row": shown.pk, "shown_entry": answer.pk, "final_row": final.pk}


UNDER = {
    "family": "family_contact", "information": "information_answer", "proceedings": "proceeding_news",
    "delays": "delay_told", "shown": "draft_answer",
}  # fmt: skip
KEYS = (
    "terms", "panel", "family", "good_faith", "information", "proceedings", "delays", "drafts", "shown", "final",
    "media",
)  # fmt: skip


def addresses_of_parts(things: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Each address of a part speaks of a row of that part."""
    found: dict[str, dict[str, Any]] = {
        f"reviews:{name}": {"part_id": things["drafts_row"]} for name in ("contents", "set_contents_aside")
    }
    for key in KEYS:
        row = {"part_id": things[f"{key}_row"]}
        found |= {f"reviews:{key}_one": row, f"reviews:set_aside_{key}": row}
        if key in UNDER:
            entry = row | {"entry_id": things[f"{key}_entry"]}
            found |= {f"reviews:add_{UNDER[key]}": row, f"reviews:set_aside_{UNDER[key]}": entry}
    return found
