"""What the scene holds of what leaves an overview panel: a death it completed, and a recommendation made of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from handrail.service.audit.actions import name_actor
from handrail.service.cases.follow import follow
from handrail.service.overview_panels.models import Letter, LocalWording, PanelLearning, PanelPack, PointMade

if TYPE_CHECKING:
    from tests.house.scene import Scene

today = timezone.localdate


def what_leaves_the_panel(scene: Scene) -> None:
    case, by = scene.case, scene.cast["coordinator"]
    panel = PanelPack.objects.filter(case=case).order_by("recorded_at")[0].panel
    name_actor(by)
    pack = PanelPack.objects.create(
        case=case, panel=panel, about="a-third-death", form_edition="2019", age_band="1 to 4 years", sex="female",
        summary="A child fell.", laid_by=by, laid_at=timezone.now(), completed_on=today() - timedelta(days=1),
        cause="A fall.", category="3", modifiable="identified", learning=["Ask about windows.", "Write it down."],
        cause_why="Not as registered.", recorded_by=by,
        factors=[{"domain": "physical_environment", "grade": "2", "text": "", "modifiable": "A window lock."}],
    )  # fmt: skip
    follow(pack)
    learning = PanelLearning.objects.create(case=case, panel=panel, partnership=case.partnership, recorded_by=by)
    follow(learning)
    PointMade.objects.create(pack=pack, place=1, recommendation=pack.pk, in_case=case.pk, made_by=by)
    LocalWording.objects.create(partnership=case.partnership, words="reasonable steps", set_by=by)
    letter = Letter.objects.create(
        case=case, pack=pack, of="cause", to="coroner", name="The coroner", text="A cause.", recorded_by=by
    )
    follow(letter)
    scene.at["overview_panels:write_letter"] = {"pack_id": pack.pk, "slug": "wrong-cause"}
    scene.at["overview_panels:letter_file"] = {"slug": "pdf"}
    scene.at["overview_panels:recommend"] = {"pack_id": pack.pk, "learning_point": 1}
    scene.things |= {"panel_learning_id": learning.pk, "learning_point": 1, "letter_id": letter.pk}
