"""The kinds of thing that happen about a death: who does them, what waits for them, and what each is an answer to.

A kind that the guidance speaks of bears the guidance's own name. The others are dates that people wait for and that no
edition counts from.
"""

from __future__ import annotations

from dataclasses import dataclass

from handrail.service.child_deaths.models import DiedIn

REGISTRAR, CORONER, COURTS, RESPONSE, INFORMATION, PANEL, SAFEGUARDING, DATABASE, FAMILY = (
    "The registrar", "The coroner", "Police and courts", "The joint agency response", "Information required by law",
    "The overview panel", "Keeping children safe", "The national database", "The family and the staff",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """`words` say what happened. `asks` is the label of the text that goes with it, where one is asked for."""

    key: str
    words: str
    group: str
    who: str = ""
    asks: str = ""
    must_say: bool = False
    answers: tuple[str, ...] = ()
    """The kinds of which this is the answer; where several stand, it is asked which."""
    of_all: bool = False
    """Whether it may be the answer to all of them at once."""

    @property
    def slug(self) -> str:
        return self.key.replace("_", "-")


KINDS = {
    kind.key: kind
    for kind in (
        Kind("child_death_registered", "The death was registered", REGISTRAR, "The registrar"),
        Kind(
            "child_death_registration_notified", "The registrar sent the particulars", REGISTRAR, "The registrar",
            answers=("child_death_registered",),
        ),
        Kind("child_death_entry_corrected", "The registered entry was corrected", REGISTRAR, "The registrar"),
        Kind(
            "child_death_correction_notified", "The registrar sent the corrected particulars", REGISTRAR,
            "The registrar", answers=("child_death_entry_corrected",),
        ),
        Kind(
            "no_liability_certificate_issued", "A certificate that the death need not be registered", REGISTRAR,
            "The registrar",
        ),
        Kind(
            "no_liability_certificate_notified", "The registrar sent on that it need not be registered", REGISTRAR,
            "The registrar", answers=("no_liability_certificate_issued",),
        ),
        Kind("coroner_told_of_death", "The coroner was told of the death", CORONER, "Who told the coroner"),
        Kind("coroner_took_no_further_part", "The coroner will not investigate", CORONER, "The coroner", "Why"),
        Kind("coroner_investigation_decided", "The coroner decided to investigate", CORONER, "The coroner"),
        Kind("post_mortem_directed", "The coroner directed a post-mortem", CORONER, "The coroner", "Which kind"),
        Kind(
            "coroner_notice_given", "The coroner gave notice of the investigation or post-mortem", CORONER,
            "The coroner", answers=("coroner_investigation_decided", "post_mortem_directed"),
        ),
        Kind(
            "post_mortem_held", "The post-mortem was held", CORONER, "The pathologist",
            answers=("post_mortem_directed",),
        ),
        Kind(
            "post_mortem_first_findings", "The post-mortem’s first findings came", CORONER, "Who told",
            "What they say",
        ),
        Kind(
            "post_mortem_report_received", "The post-mortem report came", CORONER, "Who sent it", "What it says",
            answers=("post_mortem_directed",),
        ),
        Kind(
            "coroner_investigation_transferred", "Another coroner took over the investigation", CORONER,
            "The coroner who took over",
        ),
        Kind(
            "coroner_transfer_told", "The family was told of the other coroner", CORONER, "Who told them",
            answers=("coroner_investigation_transferred",),
        ),
        Kind(
            "body_in_coroner_area", "The coroner was made aware that the body was within the area", CORONER,
            "The coroner",
        ),
        Kind(
            "delay_in_release_explained", "The coroner told the family why the body could not yet be released", CORONER,
            "The coroner",
        ),
        Kind("body_released", "The coroner released the body", CORONER, "The coroner"),
        Kind("inquest_opened", "The inquest was opened", CORONER, "The coroner"),
        Kind(
            "inquest_day_set", "The day of the inquest hearing was set", CORONER, "The coroner", "When and where it is",
            must_say=True,
        ),
        Kind(
            "inquest_day_told", "The family was told the day of the hearing", CORONER, "Who told them",
            answers=("inquest_day_set",),
        ),
        Kind(
            "inquest_altered", "The hearing was moved", CORONER, "The coroner", "When and where it is now",
            must_say=True,
        ),
        Kind(
            "inquest_alteration_told", "The family was told that the hearing was moved", CORONER, "Who told them",
            answers=("inquest_altered",),
        ),
        Kind("inquest_completed", "The inquest was completed", CORONER, "The coroner", "What it found"),
        Kind(
            "prevention_report_made", "The coroner made a report to prevent other deaths", CORONER, "The coroner",
            "To whom, and of what",
        ),
        Kind(
            "prevention_report_copied", "A copy of that report came", CORONER, "Who sent it",
            answers=("prevention_report_made",),
        ),
        Kind(
            "prevention_report_sent", "The report to prevent other deaths was sent to somebody who must answer it",
            CORONER, "The coroner", "To whom it was sent", must_say=True,
        ),
        Kind(
            "prevention_report_answered", "The report to prevent other deaths was answered", CORONER, "Who answered",
            "What is done", answers=("prevention_report_sent",),
        ),
        Kind("police_investigation_began", "The police began to investigate", COURTS, "Officer in charge"),
        Kind("police_investigation_ended", "The police investigation ended", COURTS, "Officer in charge", "How"),
        Kind("person_charged", "Somebody was charged", COURTS, "Officer in charge", "Who was charged, and with what"),
        Kind("trial_day_set", "The day of the trial was set", COURTS, "The court", "When and where it is", True),
        Kind(
            "criminal_proceedings_ended", "The criminal proceedings ended", COURTS, "The court", "How",
            answers=("person_charged",), of_all=True,
        ),
        Kind("family_proceedings_began", "Family court proceedings began", COURTS, "The court"),
        Kind("family_proceedings_ended", "Family court proceedings ended", COURTS, "The court", "How"),
        Kind("joint_response_begun", "The agencies began to respond together", RESPONSE, "Who led"),
        Kind(
            "initial_information_shared", "The first meeting to share information and plan was held", RESPONSE,
            "Who took part", "What was shared, what was planned, and whether other children are safe", True,
        ),
        Kind(
            "scene_visited", "The place of the death or collapse was visited", RESPONSE, "Who went",
            "What was seen",
        ),
        Kind(
            "scene_visit_decided_against", "It was decided not to visit the place", RESPONSE, "Who decided", "Why not",
            True,
        ),
        Kind(
            "child_death_information_requested", "Information was required under section 16N", INFORMATION,
            "Which partner asked", "Of whom, and what", must_say=True,
        ),
        Kind(
            "child_death_information_given", "The information required under section 16N came", INFORMATION,
            "Who gave it", answers=("child_death_information_requested",),
        ),
        Kind(
            "overview_panel_waits_for_inquest", "It was decided that the overview panel waits for the inquest", PANEL,
            "Who decided", "Why",
        ),
        Kind(
            "child_death_held_for_themed_meeting", "The death was kept for a themed meeting", PANEL, "Who decided",
            "Which meeting it is kept for, and why", must_say=True,
        ),
        Kind(
            "authority_told_of_suspicion", "The local authority was told that abuse or neglect is suspected",
            SAFEGUARDING, "Who told it", "What is suspected", True,
        ),
        Kind("child_death_sent_to_database", "The death was entered on the database", DATABASE, "Who entered it"),
        Kind(
            "child_death_analysis_sent_to_database", "The analysis form was sent to the database", DATABASE,
            "Who sent it",
        ),
        Kind(
            "partners_told_of_suspected_abuse", "The safeguarding partners were told of the overview panel’s suspicion",
            SAFEGUARDING, "Who told them",
        ),
        Kind(
            "certifier_told_of_wrong_cause", "The certifying doctor and the medical examiner were told of an error",
            REGISTRAR, "Who told them",
        ),
        Kind("staff_support_offered", "Support was offered to the staff involved", FAMILY, "Who offered it"),
        Kind(
            "family_told_of_review_meeting", "The family was told of the review meeting and asked for its questions",
            FAMILY, "Who told them", "What they asked",
        ),
        Kind(
            "family_told_after_review_meeting", "The family was told what came of the review meeting", FAMILY,
            "Who told them",
        ),
    )
}  # fmt: skip

TELLS_OF_ANOTHER = frozenset(
    {
        "post_mortem_directed", "inquest_altered", "coroner_investigation_transferred", "prevention_report_made",
        "child_death_entry_corrected", "prevention_report_sent", "child_death_information_requested",
    }
)  # fmt: skip
"""Kinds of which a second one is a thing of its own, with its own days."""


@dataclass(frozen=True, slots=True)
class Awaited:
    """What the next steps hang on: begun by any of these, until one of those, or until one of these facts of another
    room about the death. Of `each` there may be several: the first kind of event, each with an answer of the second."""

    slug: str
    words: str
    begun_by: frozenset[str]
    until: frozenset[str]
    why: str
    over_with: frozenset[str] = frozenset()
    each: tuple[str, str] | None = None


CHARGES = ("person_charged", "criminal_proceedings_ended")

AWAITED = (
    Awaited(
        "registrar", "The registrar’s particulars", frozenset(),
        frozenset({"child_death_registration_notified", "no_liability_certificate_notified"}),
        "They give the registered cause of death.",
    ),
    Awaited(
        "coroner", "The coroner’s decision whether to investigate", frozenset({"coroner_told_of_death"}),
        frozenset({"coroner_investigation_decided", "coroner_took_no_further_part", "inquest_completed"}),
        "Until then it is not known whether there will be an inquest.",
    ),
    Awaited(
        "post-mortem", "The post-mortem report", frozenset({"post_mortem_directed"}), frozenset(),
        "The advice is not to hold the review meeting without it.",
        each=("post_mortem_directed", "post_mortem_report_received"),
    ),
    Awaited(
        "inquest", "The inquest",
        frozenset(
            {
                "coroner_investigation_decided", "inquest_opened", "inquest_day_set",
                "overview_panel_waits_for_inquest",
            }
        ),
        frozenset({"inquest_completed", "coroner_took_no_further_part"}),
        "The overview panel counts anew from its result, where it is recorded that the panel waits for it.",
    ),
    Awaited(
        "themed-meeting", "A themed meeting of the overview panel",
        frozenset({"child_death_held_for_themed_meeting"}), frozenset(),
        "The death was kept for it, and the panel’s six weeks do not run meanwhile.",
        frozenset({"child_death_review_completed"}),
    ),
    Awaited(
        "police", "The police investigation", frozenset({"police_investigation_began"}),
        frozenset({"police_investigation_ended"}),
        "What may be told to the family, and when meetings are held, is agreed with the officer in charge.",
        each=CHARGES,
    ),
    Awaited(
        "criminal", "Criminal proceedings", frozenset({"person_charged", "trial_day_set"}), frozenset(),
        "Witnesses may be unable to meet or to speak until then.", each=CHARGES,
    ),
    Awaited(
        "family-court", "Family court proceedings", frozenset({"family_proceedings_began"}),
        frozenset({"family_proceedings_ended"}),
        "What the court holds may not be shared without its leave.",
    ),
)  # fmt: skip

NOT_REGISTERED_HERE = (DiedIn.ABROAD, DiedIn.UNITED_KINGDOM)
"""Of such a death no registrar in England sends particulars, unless it is recorded that it was registered here."""
