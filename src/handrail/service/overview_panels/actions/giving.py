"""In the folder: retype a death for the panel, and lay it before the panel once nothing in it tells whose it is."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from handrail.service.access.grounds import OF_A_DEATH
from handrail.service.access.models import Person, Share
from handrail.service.access.sharing import share
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.cases.areas import area_of
from handrail.service.cases.follow import follow, locked_open
from handrail.service.cases.models import Case
from handrail.service.child_deaths.form_editions import AnalysisForm, form_called, form_on, modifiable_on
from handrail.service.child_deaths.models import DraftAnalysis
from handrail.service.children.models import Child
from handrail.service.overview_panels.knowing import Mark, band_of, key_of, marks_in
from handrail.service.overview_panels.models import PanelPack
from handrail.service.partnerships.models import Body


@transaction.atomic
def retype(
    case: Case,
    *,
    panel: Body,
    about: str,
    died_on: date,
    child: Child,
    summary: str,
    domains: dict[str, str],
    draft: dict[str, Any] | None = None,
    by: Person,
) -> PanelPack:
    """Keep the retyped text; again, until it is laid before the panel. Age, in a band, and sex are the record's."""
    with audit.keeping(case.pk):
        held = locked_open(case.pk)
    pack = PanelPack.objects.filter(case=case, about=about, panel=panel, recalled_at=None).first()
    if pack is not None and pack.laid_at is not None:
        raise NotDone("This death is before the panel already. What was laid before it is not changed.")
    if pack is None:
        pack = PanelPack(case=held, panel=panel, about=about, recorded_by=by)
    form = form_for(held, about, died_on)
    pack.form_edition, pack.modifiable_means = form.edition, form.modifiable
    pack.age_band, pack.sex, pack.draft = band_of(child, died_on), child.sex, draft
    pack.summary, pack.domains, pack.let_stand = summary, {key: text for key, text in domains.items() if text}, False
    pack.save()
    audit.record(by, "retyped a death for the overview panel", pack)
    follow(pack)
    return pack


def draft_for(about: str) -> DraftAnalysis | None:
    """The draft of the review meeting about this death, as it stands."""
    key = key_of(about)
    return DraftAnalysis.objects.filter(death=key, taken_back_at=None).last() if key else None


def form_for(case: Case, about: str, died_on: date) -> AnalysisForm:
    """The form in which the meeting drafted; without a draft, that of the day of the death."""
    held, means = draft_for(about), modifiable_on(area_of(case.authority_id).law, died_on)
    return form_called(held.edition if held else form_on(died_on).edition, means)


def parts_of(pack: PanelPack) -> dict[str, str]:
    """All that somebody wrote in words of their own. What was chosen from the form's lists tells of nobody."""
    chosen = ("grade_", "modifiable")
    answers = (pack.draft or {}).items()
    draft = {name: held for name, held in answers if isinstance(held, str) and not name.startswith(chosen)}
    return {"summary": pack.summary, **pack.domains, **draft}


def marks_of(pack: PanelPack) -> list[Mark]:
    """What in it would tell whose death it is, of all that the folder knows now."""
    return marks_in(pack.case, parts_of(pack))


def as_read(pack: PanelPack) -> str:
    """The mark of all that the panel would read of it, by which it is seen that it was retyped since."""
    held = [str(pack.panel_id), pack.form_edition, pack.age_band, pack.sex, pack.summary, pack.domains, pack.draft]
    return hashlib.blake2b(json.dumps(held, sort_keys=True).encode(), digest_size=16).hexdigest()


@transaction.atomic
def lay(pack: PanelPack, *, let_stand: bool, by: Person, read: str | None = None) -> None:
    """Lay it before the panel as it was `read`. Words that would tell are retyped first; nobody may let them pass."""
    read = as_read(pack) if read is None else read
    with audit.keeping(pack.case_id):
        case = locked_open(pack.case_id)
    pack.refresh_from_db()
    pack.case = case
    if pack.laid_at is not None:
        raise NotDone("It is before the panel already.")
    if as_read(pack) != read:
        raise NotDone("It was retyped after you opened this page. Go back, read it as it stands now, and lay that.")
    marks = marks_of(pack)
    if found := [mark.flag.words for mark in marks if mark.refuses]:
        raise NotDone(f"This would tell whose death it is: {', '.join(dict.fromkeys(found))}. Retype it first.")
    if marks and not let_stand:
        raise NotDone("Read each of the words marked, and say that they tell nobody; or retype them.", "let_stand")
    pack.let_stand, pack.laid_by, pack.laid_at = let_stand, by, timezone.now()
    pack.save(update_fields=["let_stand", "laid_by", "laid_at"])
    share(
        pack.case.folder, to=pack.panel, how=Share.How.SENT, what="the death, retold so that it tells of nobody",
        words="laid before the overview panel", ground=OF_A_DEATH, by=by, paper_id=pack.pk,
    )  # fmt: skip
    audit.record(by, "laid a death before the overview panel", pack)
