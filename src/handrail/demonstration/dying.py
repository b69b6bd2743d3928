"""What stories of a child's death are told with: notified, decided together, agencies asked, the panel given a pack."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from handrail.demonstration.hour import clock_set_to, hour_of, later
from handrail.demonstration.telling import Telling
from handrail.guidance import At
from handrail.service.cases.drafts import save_page
from handrail.service.child_deaths.actions.happened import record_event
from handrail.service.child_deaths.actions.notify import notify
from handrail.service.child_deaths.actions.respond import Deciders, decide_together, triggers_for
from handrail.service.child_deaths.actions.time import spend
from handrail.service.child_deaths.models import Birth, Death, DiedIn, Lived, TimeSpent, YesNo
from handrail.service.child_deaths.told import KnewTheChild, Teller, Told
from handrail.service.children.actions import Known
from handrail.service.overview_panels.actions.carrying import carry
from handrail.service.overview_panels.models import PanelDeath, PanelPack
from handrail.service.partnerships.models import Body
from handrail.service.reporting_forms.actions import Put, ask_for_forms
from handrail.service.reporting_forms.forms import ASKED
from handrail.service.reporting_forms.shelf import version_on
from handrail.service.requests.actions import Answers, first_opened, send_summary
from handrail.service.requests.drafting import begin
from handrail.service.requests.models import Request
from handrail.service.requests.sheets import sheet_of
from handrail.service.requests.wording import who_it_is_about

HEALTH, POLICE, SOCIAL_CARE = "Dr Averil Stanmore, on call", "DI Corrin Blackett", "Tamsin Ouseley, duty manager"


def died(
    wv: Telling, known: Known, on: date, hour: str, circumstances: str, *, told: tuple[date, str],
    knew: Iterable[KnewTheChild] = (), **more: Any,
) -> Death:  # fmt: skip
    """A child of the area died here, and the hospital notifies it."""
    said = {"born": Birth.ALIVE, "died_in": DiedIn.HERE, "lived": Lived.HERE, **more}
    with wv.acting("hospital lead", *told) as hosea:
        teller = Teller(
            by_name=hosea.name, told_at=hour_of(*told), job="Named nurse", body=wv.cast.trust,
            contact="01632 960 114",
        )  # fmt: skip
        death = Told(
            died_on=on, died_time=hour_of(on, hour).time(), circumstances=circumstances, known=known, teller=teller,
            knew=tuple(knew), **said,
        )  # fmt: skip
        return notify(
            death, partnership=wv.cast.partnership, authority=wv.cast.council, sent_by=wv.cast.trust, by=hosea,
            invented=True,
        )  # fmt: skip


def decided_together(
    wv: Telling, death: Death, on: date, hour: str, *, called_for: bool, met: Collection[str], reasons: str
) -> None:
    """Health, police and social care decide; whatever is not `met` was answered no."""
    three = Deciders(health=HEALTH, police=POLICE, social_care=SOCIAL_CARE)
    with wv.acting("coordinator", on, later(hour, 15)) as cora:
        asked = {one.key: YesNo.YES if one.key in met else YesNo.NO for _, one in triggers_for(death)}
        assert asked.keys() >= set(met), "a criterion that this edition does not have"
        decide_together(
            death, called_for=called_for, at=hour_of(on, hour), deciders=three, answers=asked, reasons=reasons, by=cora
        )


def happened(
    wv: Telling, death: Death, kind: str, on: date, hour: str, *, who: str = "", words: str = "", of: Any = None
) -> Any:
    with wv.acting("coordinator", on, later(hour, 10)) as cora:
        at: At = hour_of(on, hour)
        return record_event(death, kind, at=at, who=who, words=words, of=of, by=cora)


def forms_asked(
    wv: Telling, death: Death, bodies: Iterable[Body], on: date, hour: str, due_on: date
) -> dict[Body, Request]:
    version = version_on(death.died_on)
    assert version is not None
    with wv.acting("coordinator", on, hour) as cora:
        how = Put(version.key, (), who_it_is_about([death.child]), ASKED, due_on)
        return {one.body: one for one in ask_for_forms(death, how, bodies=bodies, by=cora)}


def form_sent(
    wv: Telling, asked: Request, part: str, on: date, hour: str, pages: Mapping[str, Mapping[str, str]]
) -> None:
    """Somebody of the agency opens the form, fills in what it knows, and sends it."""
    with wv.acting(part, on, hour) as author:
        first_opened(asked, by=author)
        draft = begin(asked, by=author)
        for slug, words in {**pages, "approved": {"approved_by": author.name}}.items():
            typed = {question: [answer] for question, answer in words.items()}
            draft = save_page(draft.pk, slug, typed, version=draft.version, by=author)
        questions, said = sheet_of(asked).as_sent(draft.answers)
        send_summary(asked, Answers(questions, said, said["approved_by"]), draft=draft, by=author)


def took(wv: Telling, death: Death, step: TimeSpent.Step, minutes: int, on: date, agency: str, who: str) -> None:
    with wv.acting("coordinator", on, "17:10") as cora:
        spend(death, step=step, minutes=minutes, on=on, by_name=who, agency=agency, by=cora)


def carried_back(pack: PanelPack, on: date, hour: str) -> None:
    """The job brings what the panel completed back into the folder."""
    with clock_set_to(hour_of(on, hour)):
        assert carry(), "what a panel of a story completed was not carried back"
    pack.refresh_from_db()
    assert pack.completed_on is not None


def carried(pack: PanelPack, on: date, hour: str) -> PanelDeath:
    """The job carries what was laid before the panel into its zone."""
    with clock_set_to(hour_of(on, hour)):
        assert carry(), "a pack of a story was not carried to the panel"
    pack.refresh_from_db()
    assert pack.laid_as is not None
    return PanelDeath.objects.get(pk=pack.laid_as)
