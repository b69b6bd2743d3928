"""What the scene holds of publication: one being written, with a mark, a hold and something told to the check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.service.publication import actions
from handrail.service.publication.gate import current
from handrail.service.publication.models import Publication
from handrail.service.publication.written import Section, Text
from handrail.service.reviews.under_way import reviews_under_way

if TYPE_CHECKING:
    from tests.house.scene import Scene


def something_to_publish(scene: Scene) -> None:
    case, coordinator = scene.case, scene.cast["coordinator"]
    going = next(one for one in reviews_under_way(case) if one.pk == scene.things["practice_id"])
    publication = actions.begin(case, going, what=Publication.What.REPORT, by=coordinator)
    text = Text("What agencies learnt", "", (Section("What was learnt", "Dr Quillfeather rang."),))
    version = actions.write(publication, text, over=1, by=coordinator)
    known = actions.add_known(publication, sort="family", words="Wilhelmina Quillfeather", by=coordinator)
    hold = actions.put_on_hold(publication, ground="criminal", reason="The trial.", by=coordinator)
    assert current(publication) == version
    scene.things |= {
        "publication_id": publication.pk, "mark_id": version.marks.all()[0].pk, "known_id": known.pk,
    }  # fmt: skip
    scene.at |= {"publication:lift": {"held_id": hold.pk}, "publication:part": {"part": "section-1"}}
