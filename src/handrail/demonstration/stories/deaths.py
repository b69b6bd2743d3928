"""Two children who died: an infant yesterday, with a joint response under way, and a boy whose death the panel has."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from handrail.demonstration import meeting as meetings
from handrail.demonstration.dying import (
    POLICE,
    SOCIAL_CARE,
    carried,
    decided_together,
    died,
    form_sent,
    forms_asked,
    happened,
    took,
)
from handrail.demonstration.hour import hour_of
from handrail.demonstration.notifying import BOY, GIRL, led_by_the_coordinator
from handrail.demonstration.telling import Telling
from handrail.service.child_deaths.actions.draft import form_of, keep_draft
from handrail.service.child_deaths.actions.meet import expected_kind, plan_review_meeting
from handrail.service.child_deaths.actions.meet import report as reported
from handrail.service.child_deaths.actions.situate import add_situation, answer, tell
from handrail.service.child_deaths.models import Death, PlaceOfDeath, ReviewMeeting, TimeSpent, YesNo
from handrail.service.child_deaths.told import KnewTheChild
from handrail.service.children.actions import Known
from handrail.service.families import actions as families
from handrail.service.families.models import KeyWorker, Leaflet, Question, Reach, Relative, SafeRule
from handrail.service.families.models import Telling as Told
from handrail.service.meetings.actions.inviting import Guest, invite
from handrail.service.meetings.actions.planning import Arrangement
from handrail.service.overview_panels.actions import sitting
from handrail.service.overview_panels.actions.giving import lay, retype
from handrail.service.overview_panels.models import Member

Step = TimeSpent.Step


DRAFTED = {
    "cause": "A long seizure, in epilepsy that was hard to treat.",
    "grade_intrinsic": "2", "grade_social_environment": "1", "grade_physical_environment": "1",
    "grade_service_provision": "2",
    "changed_service_provision": "Who reviews a plan for seizures when an appointment is put off.",
    "modifiable": "identified", "applies": ["6"],
    "learning": "A plan for seizures is looked at again whenever an appointment is put off.",
}  # fmt: skip
"""What the review meeting drafted besides, in words that tell of nobody."""


def an_infant_died_yesterday_and_the_agencies_respond_together(wv: Telling) -> Death:
    on = wv.today - timedelta(days=1)
    known = Known(
        given_names="Linnet", family_name="Coppice", born_on=on - timedelta(days=77), sex=GIRL, nhs_number="9990000115"
    )
    death = died(
        wv, known, on, "06:40", "Linnet’s mother found her lifeless in her cot at half past five. An ambulance brought "
        "her to hospital, where she died. She had had a cold.", told=(on, "08:55"),
        place_kind=PlaceOfDeath.HOSPITAL, place="Emergency department, Wend Valley Hospitals",
        event_on=on, event_time=hour_of(on, "05:30").time(), event_place="At home", lives_at="4 Exemplar Row",
        carers="Her mother and father", other_children="A brother of three, at his grandmother’s since the morning.",
        unexpected=YesNo.YES,
        knew=(KnewTheChild(body=wv.cast.council), KnewTheChild(name="Dr Ines Quarrie", part="GP")),
    )  # fmt: skip
    led_by_the_coordinator(wv, death.case, on, "09:20")
    happened(wv, death, "coroner_told_of_death", on, "09:05", who="Dr Averil Stanmore")
    decided_together(
        wv, death, on, "09:45", called_for=True, met=["joint_response_sudden"],
        reasons="Sudden, in infancy, with no cause that is plain.",
    )  # fmt: skip
    happened(wv, death, "joint_response_begun", on, "09:50", who="Dr Averil Stanmore")
    happened(
        wv, death, "initial_information_shared", on, "10:40", who="Health, police and social care, at the hospital",
        words="What each knows. Nothing known of concern. The visit is planned for the afternoon. The brother is safe.",
    )  # fmt: skip
    happened(
        wv, death, "scene_visited", on, "14:30", who="Dr Averil Stanmore and DI Corrin Blackett",
        words="With both parents. Where Linnet slept was seen, and what the parents told was written down with them.",
    )  # fmt: skip
    happened(wv, death, "post_mortem_directed", on, "16:05", who="The coroner’s officer", words="By a paediatric "
             "pathologist")  # fmt: skip
    forms_asked(wv, death, (wv.cast.trust, wv.cast.police), on, "16:30", wv.ahead(15))
    took(wv, death, Step.JOINT_RESPONSE, 150, on, "Wend Valley Police", POLICE)
    took(wv, death, Step.JOINT_RESPONSE, 90, on, "Wendshire Council", SOCIAL_CARE)
    _family_of_linnet(wv, death, on)
    return death


def _family_of_linnet(wv: Telling, death: Death, on: date) -> None:
    case = death.case
    with wv.acting("coordinator", on, "12:10") as cora:
        mother = families.write(case, Relative(name="Sorrel Coppice", relation="mother", responsibility="yes"), by=cora)
        father = families.write(
            case, Relative(name="Emlyn Hythe", relation="father", responsibility="yes", lives_with="the family"),
            by=cora,
        )  # fmt: skip
        phone = Reach(relative=mother, how="phone", at="01632 960 121", note="After ten in the morning")
        families.write(case, phone, by=cora)
        at_home = families.write(case, Reach(relative=father, how="e-mail", at="emlyn@coppice.example"), by=cora)
        rule = SafeRule(
            relative=father, reach=at_home, kind="not here", from_on=on,
            words="The address is shared with others of the household. He asks to be telephoned.",
        )  # fmt: skip
        families.write(case, rule, by=cora)
        worker = KeyWorker(
            name="Bryony Sallow", job="Specialist nurse for child death", body=wv.cast.trust,
            reached_at="01632 960 118, any day", from_on=on,
        )  # fmt: skip
        families.name_key_worker(case, worker, by=cora)
        families.write(case, Leaflet(relative=mother, what="given", on=on, title="When a Child Dies"), by=cora)
        held = Told(
            held_back=True, what="What was seen at the home", because="inquest", decided_on=on, look_on=wv.ahead(10),
            why="The coroner has not yet said what may be told.", decided_by_name=f"{POLICE}, with the coroner",
            until="the coroner’s first findings",
        )  # fmt: skip
        families.say_what_may_be_told(case, held, by=cora)
        question = Question(relative=mother, text="When may we see her again, and who comes with us?", asked_on=on)
        families.write(case, question, by=cora)


def a_boy_whose_death_is_before_the_overview_panel(wv: Telling) -> Death:
    on = wv.today - timedelta(days=200)
    known = Known(
        given_names="Rowan", family_name="Fieldfare", born_on=on.replace(year=on.year - 10, day=1), sex=BOY,
        nhs_number="9990000123",
    )  # fmt: skip
    death = died(
        wv, known, on, "21:15", "Rowan had epilepsy and a learning disability. He had a long seizure at home in the "
        "evening, and died in hospital with his parents beside him.", told=(on + timedelta(days=1), "09:30"),
        place_kind=PlaceOfDeath.HOSPITAL, place="Children’s ward, Wend Valley Hospitals", lives_at="9 Specimen Lane",
        carers="His parents", unexpected=YesNo.YES, learning_disability=YesNo.YES, abuse_suspected=YesNo.NO,
        knew=(KnewTheChild(body=wv.cast.school), KnewTheChild(body=wv.cast.trust)),
    )  # fmt: skip
    after = _days_after(on)
    led_by_the_coordinator(wv, death.case, after(1), "10:05")
    decided_together(
        wv, death, after(1), "11:20", called_for=False, met=[],
        reasons="A natural cause, known and treated, and plain at once. The coroner agrees.",
    )  # fmt: skip
    happened(wv, death, "child_death_sent_to_database", after(1), "15:40", who="Cora Ordway")
    happened(wv, death, "coroner_told_of_death", after(1), "10:30", who="Dr Averil Stanmore")
    happened(wv, death, "coroner_took_no_further_part", after(3), "12:00", who="The coroner’s officer", words="A "
             "natural death, with a certificate of its cause.")  # fmt: skip
    happened(wv, death, "child_death_registered", after(6), "11:30", who="The registrar")
    happened(wv, death, "child_death_registration_notified", after(9), "09:40", who="The registrar")
    _asked_about_rowan(wv, death, on)
    _family_of_rowan(wv, death, on)
    _met_about_rowan(wv, death, on)
    _given_to_the_panel(wv, death, on)
    return death


def _days_after(on: date) -> Callable[[int], date]:
    return lambda days: on + timedelta(days=days)


def _asked_about_rowan(wv: Telling, death: Death, on: date) -> None:
    after = _days_after(on)
    asked = forms_asked(wv, death, (wv.cast.school, wv.cast.trust), after(3), "14:10", after(24))
    form_sent(wv, asked[wv.cast.school], "school lead", after(12), "13:20", {
        "agency": {
            "part": "Rowan came to us from the age of five, with a plan for his epilepsy that all his teachers knew.",
            "searched": "The school’s records and the medical room’s book.",
        },
        "child": {"education": "Otter Lane Primary School; never away without cause."},
    })  # fmt: skip
    form_sent(wv, asked[wv.cast.trust], "hospital lead", after(19), "10:50", {
        "agency": {
            "part": "Seen in the epilepsy clinic twice a year. The last appointment was put off by the hospital.",
            "searched": "The hospital’s and the clinic’s records.",
        },
        "child": {"conditions": "Epilepsy; a learning disability.", "disability": "Yes"},
    })  # fmt: skip
    took(wv, death, Step.INFORMATION, 75, after(19), "Wend Valley Hospitals NHS Trust", "Hosea Pitts")
    with wv.acting("coordinator", after(5), "10:15") as cora:
        situation = add_situation(death, "special_learning_disability", by=cora)
        answer(situation, {"adjustments": "A hospital passport, a quiet room, and the same nurse each time."}, by=cora)
        tell(
            situation, "programme", name="The programme’s local contact", how="by telephone", on=after(5), by=cora
        )  # fmt: skip


def _family_of_rowan(wv: Telling, death: Death, on: date) -> None:
    after, case = _days_after(on), death.case
    with wv.acting("coordinator", after(2), "11:45") as cora:
        mother = families.write(
            case, Relative(name="Hazel Fieldfare", relation="mother", responsibility="yes"), by=cora
        )
        families.write(case, Relative(name="Ash Fieldfare", relation="father", responsibility="yes"), by=cora)
        families.write(case, Reach(relative=mother, how="phone", at="01632 960 133"), by=cora)
        worker = KeyWorker(
            name="Marl Thackeray", job="Community children’s nurse", body=wv.cast.trust, reached_at="01632 960 139",
            from_on=after(2),
        )  # fmt: skip
        families.name_key_worker(case, worker, by=cora)
        families.write(case, Leaflet(relative=mother, what="given", on=after(2), title="When a Child Dies"), by=cora)


def _met_about_rowan(wv: Telling, death: Death, on: date) -> None:
    after = _days_after(on)
    arrangement = Arrangement(
        starts_at=hour_of(after(83), "14:00"), lasts_minutes=90, place="Sandpiper Room, Wend Valley Hospitals",
        chair="Dr Averil Stanmore",
    )  # fmt: skip
    with wv.acting("coordinator", after(40), "09:35") as cora:
        made = plan_review_meeting(death, arrangement, kind=expected_kind(death), led_by=wv.cast.trust, by=cora)
        guests = [
            Guest(person.bodies[0], person.name, str(person.posts_today[0].in_role.title), person.email)
            for person in (wv.cast["school lead"], wv.cast["hospital lead"])
        ]
        invite(made.meeting, guests, by=cora)
    meetings.held(wv, made.meeting, after(83), "16:10", (
        "All came.", "Why the clinic’s appointment was put off, and whether it would have changed anything.",
        "What each agency knew, from the forms.", "No post-mortem: the cause is certified.",
        "What the clinic could have changed is set out below.",
    ))  # fmt: skip
    with wv.acting("coordinator", after(85), "11:00") as cora:
        thoughts = (
            "Epilepsy that was hard to treat.", "Parents who knew the signs and did what they had been taught.",
            "Nothing.", "One appointment of the clinic was put off by three months, and nobody reviewed the plan.",
        )  # fmt: skip
        form = form_of(death)
        answers = {f"text_{key}": text for (key, _), text in zip(form.domains, thoughts, strict=True)}
        keep_draft(death, {**answers, **DRAFTED}, by=cora)
        reported(ReviewMeeting.objects.get(pk=made.pk), on=after(85), by=cora)
    happened(wv, death, "family_told_after_review_meeting", after(88), "15:00", who="Marl Thackeray")
    took(wv, death, Step.REVIEW_MEETING, 90, after(83), "Wend Valley Hospitals NHS Trust", "Dr Averil Stanmore")


def _given_to_the_panel(wv: Telling, death: Death, on: date) -> None:
    """Retold without a name, a day or a place; it stands on the agenda of a meeting to come."""
    after, panel = _days_after(on), wv.cast.overview_panel
    with wv.acting("coordinator", after(150), "10:20") as cora:
        pack = retype(
            death.case, panel=panel, about=str(death.pk), died_on=on, child=death.child, by=cora,
            summary="A child with epilepsy and a learning disability had a long seizure at home and died soon after, "
            "with the parents there. The cause was certified as natural.",
            domains={
                "intrinsic": "Epilepsy that was hard to treat.",
                "service_provision": "A clinic appointment was put off by some months, and the plan was not reviewed.",
            },
            draft=DRAFTED,
        )  # fmt: skip
        lay(pack, let_stand=True, by=cora)
    before_it = carried(pack, after(150), "10:21")
    with wv.acting("panel chair", after(151), "09:00") as chair:
        meets = sitting.plan(panel, on=wv.ahead(8), theme="", joined_by="", by=chair)
        sitting.put_on(before_it, meets, by=chair)
        doctor = Member.objects.get(panel=panel, person=wv.cast["panel doctor"])
        sitting.withdraw(before_it, doctor, why="Saw the child in clinic", by=chair)
