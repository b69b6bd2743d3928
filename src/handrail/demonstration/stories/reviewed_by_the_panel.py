"""A newborn whose death the overview panel has completed, and what left the panel after it."""

from __future__ import annotations

from datetime import date, timedelta

from handrail.demonstration import meeting as meetings
from handrail.demonstration.dying import carried, carried_back, decided_together, died, happened, took
from handrail.demonstration.from_outside import NEIGHBOUR_PANEL
from handrail.demonstration.hour import hour_of
from handrail.demonstration.notifying import GIRL, led_by_the_coordinator
from handrail.demonstration.telling import Telling
from handrail.service.child_deaths.actions.meet import expected_kind, plan_review_meeting
from handrail.service.child_deaths.actions.meet import report as reported
from handrail.service.child_deaths.form_editions import form_called
from handrail.service.child_deaths.models import Death, PlaceOfDeath, ReviewMeeting, TimeSpent
from handrail.service.children.actions import Known
from handrail.service.families import actions as families
from handrail.service.families.models import KeyWorker, Leaflet, Relative
from handrail.service.learning.actions.recommending import Whom
from handrail.service.meetings.actions.inviting import Guest, invite
from handrail.service.meetings.actions.planning import Arrangement
from handrail.service.overview_panels.actions import sharing, sitting
from handrail.service.overview_panels.actions.giving import lay, retype
from handrail.service.overview_panels.actions.letters import send_letter, write_letter
from handrail.service.overview_panels.actions.recommending import make_recommendation
from handrail.service.overview_panels.drawing import cause_text, findings_text
from handrail.service.overview_panels.models import Joining, Letter, PanelDeath, PanelPack
from handrail.service.partnerships.models import Body

Step, To = TimeSpent.Step, Letter.To
GIVEN, FAMILY = "Bryony", "Larkspur"
LEARNT = "Signs of infection in a baby born early are looked for again within the hour, by somebody else."
CERTIFIERS = {To.CERTIFYING_DOCTOR: "Dr Averil Stanmore", To.MEDICAL_EXAMINER: "Medical Examiner’s Office"}
WRONG_CAUSE = "The certificate gives the early birth alone. An infection was found, and led to the death."


def a_newborn_whose_death_was_met_about(wv: Telling) -> Death:
    on = _died_on(wv)
    known = Known(
        given_names=GIVEN, family_name=FAMILY, born_on=on - timedelta(days=4), sex=GIRL, nhs_number="9990000131"
    )
    death = died(
        wv, known, on, "03:20", "Bryony was born at 25 weeks. She became ill on her third day, and died in the unit "
        "with both parents beside her.", told=(on, "10:15"), place_kind=PlaceOfDeath.HOSPITAL,
        place="Neonatal unit, Wend Valley Hospitals", lives_at="2 Sample Close", carers="Her parents",
    )  # fmt: skip
    led_by_the_coordinator(wv, death.case, on, "11:05")
    decided_together(wv, death, on, "14:30", called_for=False, met=[], reasons="Born too early; ill, and treated.")
    happened(wv, death, "child_death_sent_to_database", on, "15:40", who="Cora Ordway")
    _family_of_bryony(wv, death, on + timedelta(days=1))
    _met_about_bryony(wv, death, on)
    return death


def the_panel_completed_the_newborns_death(wv: Telling) -> Death:
    """Four months later. What the panel recommends stands in a folder of its own, opened on that day."""
    on = _died_on(wv)
    death = Death.objects.get(child__given_names=GIVEN, child__family_name=FAMILY)
    pack, before = _laid_before_the_panel(wv, death, on)
    _completed_at_the_panel(wv, before, on + timedelta(days=125))
    carried_back(pack, on + timedelta(days=125), "16:31")
    _what_left_the_panel(wv, pack, on + timedelta(days=127))
    happened(wv, death, "child_death_analysis_sent_to_database", on + timedelta(days=128), "09:50", who="Cora Ordway")
    _spent(wv, death, on)
    return death


def _died_on(wv: Telling) -> date:
    return wv.today - timedelta(days=230)


def _family_of_bryony(wv: Telling, death: Death, on: date) -> None:
    with wv.acting("coordinator", on, "11:20") as cora:
        mother = Relative(name="Tansy Larkspur", relation="mother", responsibility="yes")
        mother = families.write(death.case, mother, by=cora)
        worker = KeyWorker(
            name="Juniper Wray", job="Bereavement midwife", body=wv.cast.trust, reached_at="01632 960 147", from_on=on
        )
        families.name_key_worker(death.case, worker, by=cora)
        guide = Leaflet(relative=mother, what="given", on=on, title="When a Child Dies", by_name="Juniper Wray")
        families.write(death.case, guide, by=cora)


def _met_about_bryony(wv: Telling, death: Death, on: date) -> None:
    meets = on + timedelta(days=60)
    arrangement = Arrangement(
        starts_at=hour_of(meets, "12:30"), lasts_minutes=60, place="Neonatal unit, Wend Valley Hospitals",
        chair="Dr Averil Stanmore",
    )  # fmt: skip
    with wv.acting("coordinator", on + timedelta(days=20), "09:40") as cora:
        made = plan_review_meeting(death, arrangement, kind=expected_kind(death), led_by=wv.cast.trust, by=cora)
        lead = wv.cast["hospital lead"]
        invite(made.meeting, [Guest(lead.bodies[0], lead.name, "Named nurse", lead.email)], by=cora)
    for kind, days in (("staff_support_offered", 1), ("family_told_of_review_meeting", 21)):
        happened(wv, death, kind, on + timedelta(days=days), "15:00", who="Juniper Wray")
    for kind in ("child_death_registered", "child_death_registration_notified"):
        happened(wv, death, kind, on + timedelta(days=5), "11:00", who="The registrar")
    meetings.held(wv, made.meeting, meets, "14:10", ("The unit’s staff and the midwives came.",))
    happened(wv, death, "family_told_after_review_meeting", meets + timedelta(days=1), "16:00", who="Juniper Wray")
    with wv.acting("coordinator", meets + timedelta(days=2), "10:00") as cora:
        reported(ReviewMeeting.objects.get(pk=made.pk), on=meets + timedelta(days=2), by=cora)


def _laid_before_the_panel(wv: Telling, death: Death, on: date) -> tuple[PanelPack, PanelDeath]:
    lays = on + timedelta(days=110)
    with wv.acting("coordinator", lays, "10:20") as cora:
        pack = retype(
            death.case, panel=wv.cast.overview_panel, about=str(death.pk), died_on=on, child=death.child, by=cora,
            summary="A baby who was born very early became ill within days and died, with the parents there.",
            domains={
                "intrinsic": "Born very early; an infection.",
                "service_provision": "The first signs of the infection were put down to the early birth.",
            },
        )  # fmt: skip
        lay(pack, let_stand=True, by=cora)
    return pack, carried(pack, lays, "10:21")


def _completed_at_the_panel(wv: Telling, before: PanelDeath, on: date) -> None:
    form, panel = form_called(before.form_edition), wv.cast.overview_panel
    graded = {key: ("1", "", "") for key, _ in form.domains} | {
        "intrinsic": ("2", "Born very early; an infection.", ""),
        "service_provision": ("2", "The first signs were misread.", "A second look within the hour."),
    }  # fmt: skip
    found = sitting.Found(
        "An infection in a baby born very early.", ["8", "9"], "identified", graded, learning=[LEARNT],
        cause_why=WRONG_CAUSE, let_stand=True,
    )  # fmt: skip
    with wv.acting("panel chair", on, "14:00") as chair:
        met = sitting.plan(panel, on=on, theme="", joined_by="", by=chair)
        sitting.put_on(before, met, by=chair)
        sitting.analyse(before, found, by=chair)
        sitting.complete(before, on=on, by=chair)


def _what_left_the_panel(wv: Telling, pack: PanelPack, on: date) -> None:
    with wv.acting("coordinator", on, "11:30") as cora:
        make_recommendation(
            pack, 0, text=LEARNT, measure="The unit’s own check, twice a year", to=[Whom("body", wv.cast.trust)],
            due_on=wv.ahead(60), let_stand=True, by=cora,
        )  # fmt: skip
        for to, name in (
            (To.CERTIFYING_DOCTOR, "The certifying doctor"),
            (To.MEDICAL_EXAMINER, "The medical examiner"),
        ):
            letter = write_letter(pack, Letter.Of.CAUSE, to=to, name=name, text=cause_text(pack), by=cora)
            send_letter(letter, how=Letter.How.POST, on=on, let_stand=True, by=cora)
        health = write_letter(
            pack, Letter.Of.FINDINGS, to=To.PUBLIC_HEALTH, name="Director of Public Health",
            text=findings_text(pack), by=cora,
        )  # fmt: skip
        send_letter(health, how=Letter.How.POST, on=on, let_stand=True, by=cora)
        write_letter(
            pack, Letter.Of.FINDINGS, to=To.WELLBEING_BOARD, name="Chair of the health and wellbeing board",
            text=findings_text(pack), by=cora,
        )  # fmt: skip


def _spent(wv: Telling, death: Death, on: date) -> None:
    hospital, panel = "Wend Valley Hospitals NHS Trust", "Public health"
    for step, minutes, days, agency, who in (
        (Step.NOTIFICATION, 35, 0, hospital, "Hosea Pitts"), (Step.FAMILY, 210, 40, hospital, "Juniper Wray"),
        (Step.REVIEW_MEETING, 60, 60, hospital, "Dr Averil Stanmore"),
        (Step.OVERVIEW_PANEL, 40, 125, panel, "Philippa Overby"),
    ):  # fmt: skip
        took(wv, death, step, minutes, on + timedelta(days=days), agency, who)


def a_themed_meeting_is_shared_with_the_neighbours_panel(wv: Telling) -> None:
    """Each panel reads what the other lays before it, until it ends."""
    with wv.acting("panel chair", wv.back(3), "15:20") as chair:
        met = sitting.plan(
            wv.cast.overview_panel, on=wv.ahead(25), theme="Deaths in the first month", joined_by="", by=chair
        )
        neighbour = Body.objects.get(name=NEIGHBOUR_PANEL)
        until = hour_of(wv.ahead(25), "16:30")
        sharing.share(met, neighbour, who=Joining.Who.MEMBERS, until_at=until, by=chair)
