"""What the old board's serious case reviews said in public, and what they recommended; one was later withdrawn."""

from __future__ import annotations

from datetime import date

from handrail.demonstration.learnt import answered, done, found, made_a_difference, ours, out_of, put_to, recommended
from handrail.demonstration.publishing import (
    approved_by_two,
    begun,
    family_told,
    released,
    report_agreed,
    report_given,
    withdrawn,
    written,
)
from handrail.demonstration.telling import Telling
from handrail.service.cases.models import Case
from handrail.service.learning.models import Evidence
from handrail.service.learning.models.put import Says
from handrail.service.publication.models import Publication
from handrail.service.publication.written import Recommendation, Section, Text

ONE_WHO_HOLDS = (
    "Where several agencies visit one home, they agree at once on one practitioner who holds together what each of "
    "them knows."
)
ONE_CHART = "Every agency that weighs a small child writes the weight on one chart, which goes with the child."
COLD_HOUSE = Text(
    "Serious case review: a small child in a cold house",
    "Four agencies visited one home in one winter. Each did what it was asked to do, and none of them knew of the "
    "others. This review asks why that made sense to them at the time.",
    (
        Section("Introduction", "The review was held by the Local Safeguarding Children Board, under the guidance of "
                "2015. It was led by somebody who had worked for none of the agencies."),
        Section("What happened, as far as it may be told", "A small child became seriously ill at home. In the months "
                "before, people from four agencies had been to the house.\n\n- Each wrote down what it saw.\n- Nobody "
                "was asked to put it together."),
        Section("What was learnt", "Each agency had a clear task: a boiler, a rent account, a feeding plan, a noise "
                "complaint. Nobody had the task of asking what it was like to be a child there.\n\n> I saw the boiler "
                "was off. It was not what I had come for."),
        Section("What is to improve", "Somebody has to hold the whole. The board asks the agencies to agree who, each "
                "time, and on the first day."),
    ),
    (Recommendation(ONE_WHO_HOLDS, ("Wendshire Council", "Wend Valley Police")),),
)  # fmt: skip
FIVE_AGENCIES = Text(
    "Serious case review: five agencies and one chart",
    "A small child was weighed by five agencies in eight weeks. Nobody put the weights side by side.",
    (
        Section("What was learnt", "Each weight by itself was explained. Together they were not. The agencies kept "
                "five records, and the parents were told five things."),
        Section("What is to improve", "One chart goes with the child, and one practitioner is known to hold it."),
    ),
    (Recommendation(ONE_CHART, ("Wend Valley Hospitals NHS Trust",)),),
)  # fmt: skip
TAKEN_DOWN = (
    "It has been available for longer than the guidance of its time asked. Since then something else was published by "
    "others, and together the two could tell who it is about."
)


def four_agencies_in_one_winter(wv: Telling, case: Case, late_reason: str) -> None:
    """Published in February 2018. What it recommended was carried out, and made no difference."""
    report_agreed(wv, case, COLD_HOUSE, date(2018, 1, 22), late_reason)
    report_given(wv, case, set_on=date(2018, 1, 22), given=date(2018, 2, 8), on=date(2018, 2, 20))
    publication = _public(wv, case, COLD_HOUSE, date(2018, 2, 5))
    family_told(wv, publication, date(2018, 2, 12), "14:00", "Her grandmother, at home, by the board's manager.")
    released(wv, publication, date(2018, 2, 14), date(2018, 2, 20), late_reason)
    on, whence = date(2018, 2, 20), out_of(case, "Serious case review “A cold house”")
    nobody = found(
        wv, case, on, "14:00", whence, "Four agencies visited one home and none held the whole",
        happened="Housing, the police, a health visitor and a heating engineer each went to the house that winter.",
        why="Each had been given a task that ended at the door. No meeting was called, because no one agency's "
        "part was serious enough to call one.",
        again="Tasks are still given out one by one.", conditions="No agency is paid to hold what the others know.",
    )  # fmt: skip
    made = recommended(
        wv, case, on, "14:30", whence, "1", ONE_WHO_HOLDS, to=[ours(wv.cast.council), ours(wv.cast.police)],
        due_on=date(2018, 9, 28), findings=[nobody],
        measure="In six of ten folders that are read, one name stands for all agencies on the first day.",
    )  # fmt: skip
    for body, who in ((wv.cast.council, "Director of children's services"), (wv.cast.police, "Head of protection")):
        put = put_to(made, body)
        answered(wv, put, date(2018, 3, 15), "10:00", by_name=who)
        done(wv, put, date(2018, 9, 20), "15:00", kind=Evidence.Kind.DOCUMENT,
             text="A procedure was written, agreed by the board, and sent to every team.")  # fmt: skip
    made_a_difference(
        wv, put_to(made, wv.cast.council), date(2019, 5, 21), "11:00", kind=Evidence.Kind.AUDIT,
        finds=Evidence.Finds.NONE, text="Ten folders were read. In one of them somebody was named on the first day.",
    )  # fmt: skip


def one_chart(wv: Telling, case: Case, late_reason: str) -> Publication:
    """Published on 7 June 2019."""
    report_agreed(wv, case, FIVE_AGENCIES, date(2019, 5, 7), late_reason)
    report_given(wv, case, set_on=date(2019, 5, 7), given=date(2019, 5, 24), on=date(2019, 6, 7))
    publication = _public(wv, case, FIVE_AGENCIES, date(2019, 5, 20))
    family_told(wv, publication, date(2019, 5, 30), "16:00", "Both parents, with their solicitor, by the board.")
    released(wv, publication, date(2019, 6, 3), date(2019, 6, 7), late_reason)
    whence = out_of(case, "Serious case review “One chart”")
    made = recommended(
        wv, case, date(2019, 6, 7), "14:00", whence, "1", ONE_CHART, to=[ours(wv.cast.trust)],
        due_on=date(2019, 12, 20), measure="Children under two on whom three agencies wrote have one chart.",
    )  # fmt: skip
    put = put_to(made, wv.cast.trust)
    answered(wv, put, date(2019, 6, 12), "09:30", by_name="Chief nurse", part="hospital lead", says=Says.ACCEPTED)
    done(
        wv, put, date(2019, 12, 11), "10:00", kind=Evidence.Kind.DOCUMENT, part="hospital lead",
        text="The red book is used on every ward and by the health visitors, and the notice on it was changed.",
    )  # fmt: skip
    made_a_difference(
        wv, put, date(2021, 2, 3), "10:00", kind=Evidence.Kind.FIGURES, finds=Evidence.Finds.DIFFERENCE,
        text="Of forty children under two, thirty-six had one chart. Two years before it was eleven.",
        part="hospital lead",
    )  # fmt: skip
    return publication


def taken_down(wv: Telling, publication: Publication) -> None:
    withdrawn(wv, publication, date(2022, 3, 9), "09:40", TAKEN_DOWN)


def _public(wv: Telling, case: Case, text: Text, on: date) -> Publication:
    """Written in a morning, and approved the day after by two who did not write it."""
    publication = begun(wv, case, on, "09:00")
    written(wv, publication, text, on, "11:00")
    approved_by_two(wv, publication, on, "15:00")
    return publication
