"""The partnership's report on its last year: written by three people, agreed by every partner, published and sent."""

from __future__ import annotations

from datetime import date, timedelta

from handrail.demonstration.hour import clock_set_to, hour_of
from handrail.demonstration.telling import Telling
from handrail.service.arrangements.facts import law_of
from handrail.service.arrangements.saying import digest_of
from handrail.service.reports.actions import years as act
from handrail.service.reports.actions.earlier import record_earlier
from handrail.service.reports.facts import next_months, recipients_of
from handrail.service.reports.models import YearReport
from handrail.service.reports.year.gate import gate_of
from handrail.service.reports.year.gathering import gather_what_waits
from handrail.service.reports.year.saying import partners_of, said_in

WHERE = "The minutes of the lead safeguarding partners, item 3"
WORDS = {
    "what_was_done": "We worked to one set of arrangements, and renewed them after the change of guidance. A partner "
    "led each of our three groups, and schools and colleges sat in all of them.\n\nThe tables under this say how many "
    "reviews, meetings and deaths there were.",
    "how_effective": "Better than the year before in two ways, and no better in one:\n\n- calls to the front door were "
    "answered the same day;\n- agencies sent what a rapid review asks for in time;\n- families still told us that they "
    "had to say the same thing to each of us.",
    "priorities": "We put first babies under one, and children who are moved between areas. For babies there is a plan "
    "that four agencies work to. For children who move we agreed a letter and did not use it enough.",
    "learning": "Reviews found again that what one agency knew did not reach the others. We read each of our "
    "recommendations beside the earlier ones, and make none a second time without asking why the first one failed.",
    "impact": "Where we can show a difference we say so in the table, and where we cannot we say that too. Half of "
    "what was carried out was seen by an audit; children were asked of a third of it. Next year we ask them first.",
}
BY = {"how_effective": "police partner", "impact": "council partner"}


def a_years_report_is_published_and_sent(wv: Telling) -> YearReport:
    first_on, _ = next_months(wv.cast.partnership, wv.back(30))
    with wv.acting("coordinator", wv.back(31), "15:40") as cora:
        before = max(first_on, wv.back(250))
        record_earlier(
            wv.cast.partnership, first_on - timedelta(days=1), before, "On the partnership’s old site", by=cora
        )
    with wv.acting("coordinator", wv.back(30), "09:30") as cora:
        report = act.begin_year(wv.cast.partnership, first_on, by=cora)
        for item, part in BY.items():
            act.ask_writer(report, item, wv.cast[part], by=cora)
    _seen_to(wv.back(30), "09:31")
    for item, words in WORDS.items():
        with wv.acting(BY.get(item, "coordinator"), wv.back(24), "14:00") as writer:
            act.write_section(report, item, text=words, why_not="", version=0, by=writer)
    _reasons(wv, report)
    _seen_to(wv.back(22), "16:01")
    report.refresh_from_db()
    _agreed(wv, report, wv.back(12))
    with wv.acting("coordinator", wv.back(10), "11:00") as cora:
        report = act.publish_year(report, by=cora)
    to = recipients_of(law_of(wv.cast.partnership), wv.back(10))
    for name in to:
        with wv.acting("coordinator", wv.back(9), "09:15") as cora:
            act.send_year(report, to=name, how="To the mailbox that they name for it", sent_on=wv.back(9), by=cora)
    return report


def _reasons(wv: Telling, report: YearReport) -> None:
    """What an edition asks for that has no words here is left out for a reason, so that a new list stops no story."""
    with wv.acting("coordinator", wv.back(22), "16:00") as cora:
        for answer in gate_of(report, cora, wv.back(22)).answers:
            if not answer.met:
                text, why_not = "", "We come to this next year."
                if answer.item.binds:
                    text, why_not = "As the tables under this say.", ""
                version = answer.section.version if answer.section else 0
                act.write_section(report, answer.item.key, text=text, why_not=why_not, version=version, by=cora)


def _seen_to(day: date, hour: str) -> None:
    with clock_set_to(hour_of(day, hour)):
        assert gather_what_waits(), "the yearly report of a story was not gathered"


def _agreed(wv: Telling, report: YearReport, on: date) -> None:
    for body in partners_of(wv.cast.partnership, on):
        with wv.acting("coordinator", on + timedelta(days=1), "10:20") as cora:
            act.agree_year(
                report, body=body, agreed_by_name="Its lead safeguarding partner", agreed_on=on, where=WHERE,
                read=digest_of(said_in(report)), by=cora,
            )  # fmt: skip
