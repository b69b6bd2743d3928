"""What is on the notifier's desk today. Days are counted back from today."""

from __future__ import annotations

from handrail.demonstration.hour import hour_of
from handrail.demonstration.notifying import BOY, GIRL, call, child, harm, recorded
from handrail.demonstration.telling import Telling
from handrail.service.cases.drafts import begin_draft, save_page
from handrail.service.cases.models import Draft
from handrail.service.incidents.forms.draft import RECORD
from handrail.service.incidents.models import Incident, Nature, YesNo


def known_nine_working_days_ago_and_not_notified(wv: Telling) -> Incident:
    """Marlbrook, overdue: nobody has notified the Panel, and nobody has said why."""
    known = wv.back(9)
    incident = recorded(wv, known, "13:30", harm(
        "Fern was seriously harmed while she was missing from home.",
        child("Fern Bittern", wv.years_ago(15), GIRL, lives_at="1 Pattern House"),
        aware=hour_of(known, "12:40"), abuse="Exploitation, sexual or criminal", happened_on=known,
        police_investigating=YesNo.YES,
    ), part="other notifier")  # fmt: skip
    call(wv, incident.case, "coordinator", wv.back(3), "11:45", "Marigold Brooke, Marlbrook", (
        "I asked whether the Panel has been notified. Marigold thought the police would do it. She now knows that only "
        "the council can, and will speak to her director."
    ))  # fmt: skip
    return incident


def known_yesterday_and_the_partners_not_yet_heard(wv: Telling) -> Incident:
    known = wv.back(1)
    return recorded(wv, known, "08:20", harm(
        "Aubrey, eight weeks old, is in intensive care. The doctors suspect that he was harmed.",
        child("Aubrey Dabchick", sex=BOY, lives_at="11 Specimen Lane", nhs_number="9990000034"),
        aware=hour_of(known, "07:30"), abuse="Physical abuse", happened_on=known, place="At home",
        made_safe="His sister is with her grandparents.", police_investigating=YesNo.YES,
    ))  # fmt: skip


def half_typed_yesterday(wv: Telling) -> Draft:
    """The notifier was called away after two pages; nothing of it is recorded, and no folder is open for it."""
    known = wv.back(1)
    pages = {
        "what-happened": {
            "nature": [Nature.SERIOUS_HARM.value], "abuse": ["neglect"],
            "what_is_known": ["The hospital rang about Briar, who is two, and very thin. Her mother was"],
        },
        "aware": {"aware_on_day": [str(known.day)], "aware_on_month": [str(known.month)],
                  "aware_on_year": [str(known.year)], "aware_time": ["4:40pm"]},
    }  # fmt: skip
    with wv.acting("notifier", known, "16:55") as norris:
        draft = begin_draft(RECORD, body=wv.cast.council, partnership=wv.cast.partnership, by=norris)
        for slug, typed in pages.items():
            draft = save_page(draft.pk, slug, typed, version=draft.version, by=norris)
    return draft
