"""Incidents that the law treats differently. Days are counted back from today."""

from __future__ import annotations

from handrail.demonstration.hour import hour_of
from handrail.demonstration.notifying import (
    BOY,
    GIRL,
    ON_THE_SITE,
    call,
    child,
    decided,
    harm,
    notified,
    recorded,
    told_of,
    view,
)
from handrail.demonstration.telling import Telling
from handrail.service.cases.actions import join_folders
from handrail.service.cases.models import Case
from handrail.service.children.models import Child
from handrail.service.incidents.actions import record_incident, sign_off
from handrail.service.incidents.models import Incident, Limb, Nature, Notice, Outcome, PartnerView, YesNo
from handrail.service.incidents.told import Told

NOTIFY, DO_NOT = PartnerView.View.NOTIFY, PartnerView.View.DO_NOT_NOTIFY


def considered_and_not_notified_though_the_police_differ(wv: Telling) -> Incident:
    known = wv.back(8)
    incident = recorded(wv, known, "10:30", harm(
        "Linnet broke her arm at home. The first account was changed; the second fits.",
        child("Linnet Teasel", wv.years_ago(5), GIRL, lives_at="27 Model Way"),
        aware=hour_of(known, "09:45"), limb=Limb.UNCERTAIN, abuse="Physical abuse", happened_on=known, place="At home",
    ))  # fmt: skip
    for part, hour, says, reasons in (
        ("council partner", "09:30", DO_NOT, "A broken arm that heals is not serious harm, and the account fits."),
        (
            "police partner",
            "11:00",
            NOTIFY,
            "The account was changed once. I would rather tell the Panel and be wrong.",
        ),
        ("health partner", "14:20", DO_NOT, "The paediatrician is content with the account."),
    ):
        view(wv, incident, part, wv.back(6), hour, says, reasons)
    decided(wv, incident, wv.back(5), "15:00", Outcome.Decided.NOT_NOTIFIED, (
        "It is not serious harm, and on what is known abuse is no longer suspected. The police differ, and are to say "
        "at once if they learn anything more."
    ))  # fmt: skip
    return incident


def two_incidents_in_one_folder_and_one_notified(wv: Telling) -> Incident:
    """Two children of one household, hurt on two days. Notifying the one stops no clock of the other."""
    first_known, second_known = wv.back(4), wv.back(3)
    first = recorded(wv, first_known, "15:40", harm(
        "Alder was seriously hurt at home by an adult.",
        child("Alder Merganser", wv.years_ago(2), BOY, lives_at="33 Example Row"),
        aware=hour_of(first_known, "15:00"), abuse="Physical abuse", happened_on=first_known, place="At home",
    ))  # fmt: skip
    recorded(wv, second_known, "11:50", harm(
        "Now that Alder is safe his sister Hazel has spoken of an earlier day, on which she too was seriously hurt.",
        child("Hazel Merganser", wv.years_ago(7), GIRL, lives_at="33 Example Row"),
        aware=hour_of(second_known, "10:45"), abuse="Physical abuse", happened_when="In the summer", place="At home",
    ), case=first.case)  # fmt: skip
    notified(wv, first, wv.back(2), "14:30", reference="SIN-0446")
    return first


def a_looked_after_child_died_of_an_illness(wv: Telling) -> Incident:
    """No abuse or neglect is suspected: the Secretary of State and Ofsted are still to be told."""
    known = wv.back(4)
    incident = recorded(wv, known, "12:00", harm(
        "Piers died in hospital of an illness he was born with. His carers were with him.",
        child(
            "Piers Mossgill", wv.years_ago(8), BOY, outcome=Nature.DEATH,
            died_on=known, looked_after=YesNo.YES, placement="Foster carers",
        ),
        aware=hour_of(known, "11:10"), nature=Nature.DEATH, limb=Limb.LOOKED_AFTER, abuse="", happened_on=known,
        place="Hospital",
    ))  # fmt: skip
    with wv.acting("senior officer", wv.back(2), "17:00") as selma:
        sign_off(incident, by=selma)
    return incident


def a_care_leaver_died(wv: Telling) -> Incident:
    """Marlbrook told the Secretary of State and Ofsted; no number of days is laid down for it."""
    known, told = wv.back(3), wv.back(2)
    incident = recorded(wv, known, "16:20", harm(
        "Rowan, who left our care three years ago, has died. Nothing is known that points to anybody else.",
        child(
            "Rowan Thistledown", wv.years_ago(21), outcome=Nature.DEATH,
            died_on=known, care_leaver=YesNo.YES,
        ),
        aware=hour_of(known, "15:30"), nature=Nature.DEATH, limb=Limb.CARE_LEAVER, abuse="", happened_on=known,
    ), part="other notifier")  # fmt: skip
    rowan = incident.involved.get()
    told_of(
        wv, incident, Notice.To.CARE_LEAVER, told, "10:10", part="other notifier", how=ON_THE_SITE,
        reference="SIN-0447", involved=rowan,
    )  # fmt: skip
    return incident


def raised_by_the_school_and_not_yet_taken_up(wv: Telling) -> Incident:
    """The school asks the council to consider it; the coordinator sees that it is the family of an earlier folder."""
    with wv.acting("school lead", wv.back(2), "15:55") as skye:
        raised = Told(
            nature=Nature.SERIOUS_HARM, abuse="Physical abuse", happened_when="Last weekend, he says",
            what_is_known="Child Teasel, in year one, has an injury he cannot explain. His sister hurt her arm lately.",
            children=(child("Child Teasel", outcome=Nature.SERIOUS_HARM, sex=BOY),),
        )  # fmt: skip
        incident = record_incident(
            raised, partnership=wv.cast.partnership, authority=wv.cast.council, by=skye, raised_by=wv.cast.school,
            invented=True,
        )  # fmt: skip
    call(wv, incident.case, "coordinator", wv.back(1), "09:10", "Skye Learmonth, Otter Lane", (
        "The school rang to ask whether it had arrived. It has. Norris is to look at it this morning. He is seen at "
        "school each day and a social worker has been asked for."
    ))  # fmt: skip
    with wv.acting("coordinator", wv.back(1), "09:25") as cora:
        join_folders(_folder_of("Linnet Teasel"), incident.case, why="A brother and sister.", by=cora)
    return incident


def _folder_of(name: str) -> Case:
    given, family = name.split()
    return Case.objects.get(pk=Child.objects.get(given_names=given, family_name=family).folder_id)
