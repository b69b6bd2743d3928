"""In the folder: a learning point of the panel becomes a recommendation, in a folder that leads to no death.

Its words are the panel's, which knew no name, or somebody's who mended them; they are held against all that the death's
folder knows before they leave it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import connection, transaction

from handrail.service.access.models import Grant, Person
from handrail.service.access.roles import ALL
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone, open_case
from handrail.service.cases.follow import follow, locked_open
from handrail.service.cases.models import Case
from handrail.service.learning.actions.recommending import Whence, Whom, recommend
from handrail.service.learning.models import Recommendation
from handrail.service.overview_panels.actions.leaving import refuse_what_tells
from handrail.service.overview_panels.models import PanelLearning, PanelPack, PointMade
from handrail.service.partnerships.models import Body

SOURCE = "Overview panel"


@transaction.atomic
def make_recommendation(
    pack: PanelPack, place: int, *, text: str, measure: str, to: Iterable[Whom], due_on: date, let_stand: bool,
    by: Person,
) -> Recommendation:  # fmt: skip
    """Put it to named bodies, by a day. Which death it came of stands in the death's folder alone."""
    held = locked_open(pack.case_id)
    if pack.completed_on is None or not 0 <= place < len(pack.learning):
        raise NotDone("The panel has made no such learning point.")
    if PointMade.objects.filter(pack=pack, place=place).exists():
        raise NotDone("This learning point is a recommendation already. Put that one to further bodies instead.")
    refuse_what_tells(held, {"text": text, "measure": measure}, let_stand=let_stand)
    learning = _folder_of(pack.panel, held, by)
    made = recommend(
        learning, text=text, measure=measure, made_on=pack.completed_on, to=to, due_on=due_on, by=by,
        whence=Whence(f"{SOURCE}: {pack.panel}"[:200]),
    )  # fmt: skip
    PointMade.objects.create(pack=pack, place=place, recommendation=made.pk, in_case=learning.pk, made_by=by)
    audit.record(by, "made a recommendation of a learning point", pack)
    return made


def _folder_of(panel: Body, case: Case, by: Person) -> Case:
    """The panel's folder of learning, opened with its first recommendation to those who hold the key to the death's."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{panel.pk} {case.partnership_id}"])
    kept = PanelLearning.objects.filter(panel=panel, partnership=case.partnership).select_related("case").first()
    if kept is not None:
        return locked_open(kept.case_id)
    holders = Body.objects.filter(pk__in=Grant.objects.live().filter(folder=case.folder_id, opens=ALL).values("body"))
    opened = open_case(
        partnership=case.partnership, authority=case.authority, by=by, partners=holders, invented=case.invented
    )
    with audit.keeping(opened.pk):
        learning = PanelLearning.objects.create(
            case=opened, panel=panel, partnership=case.partnership, recorded_by=by
        )  # fmt: skip
        follow(learning)
    return opened
