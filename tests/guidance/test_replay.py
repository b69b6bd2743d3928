"""`handrail replay` on logs that can be used."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.guidance.replaying import handrail, replay

LOG = "at,kind\n2019-04-16,incident_known\n2019-04-25,panel_notified\n2019-05-20 14:30,rapid_review_completed\n"
AREAS = """code,name,safeguarding_arrangements_began_on,child_death_arrangements_began_on
X01,"Wend Valley, upper",2019-09-02,2019-09-29
X02,Wend Valley lower,2018-06-29,2018-06-29
"""


def test_the_json_says_of_each_clock_what_other_programs_need() -> None:
    said = replay(LOG, "--json")
    assert (said.code, said.err) == (0, "")
    assert said.of("notify_panel") == {
        "duty": "notify_panel", "instrument": "working_together", "edition": "2018", "started": "2019-04-16",
        "due": "2019-04-25", "stopped": "2019-04-25", "state": "met",
    }  # fmt: skip
    assert said.of("rapid_review") == {
        "duty": "rapid_review", "instrument": "panel_guidance", "edition": "2019", "started": "2019-04-25",
        "due": "2019-05-17", "stopped": "2019-05-20", "state": "late",
    }  # fmt: skip
    assert said.of("notify_panel_act")["due"] is None


def test_under_the_2015_law() -> None:
    row = replay("at,kind\n2018-06-28,incident_known\n", "--json").of("notify_ofsted_and_lscb")
    assert (row["edition"], row["due"], row["state"]) == ("2015", "2018-07-05", "overdue")


def test_each_thing_keeps_its_own_clock_and_is_named() -> None:
    said = replay("at,kind,about\n2019-03-04,incident_known,a\n2019-03-04,incident_known,b\n"
                  "2019-03-06,panel_notified,b\n", "--json")  # fmt: skip
    states = {row["about"]: row["state"] for row in said.rows if row["duty"] == "notify_panel"}
    assert states == {"a": "overdue", "b": "met"}


def test_the_text_tells_every_reason_and_every_day_skipped() -> None:
    said = replay(LOG)
    assert said.code == 0
    assert said.out.startswith("As at 31 December 2023 at 11:59pm, London time.")
    for words in (
        "Notify the Panel of a serious incident: met",
        "Due by the end of 25 April 2019, London time.",
        "    Friday 19 April 2019: Good Friday\n    Saturday 20 April 2019\n",
        "Panel practice guidance 2019",
        "It stopped on 20 May 2019 at 2:30pm, 1 working day late: the rapid review was completed.",
        "not checked against the published text",
    ):
        assert words in said.out


def test_the_text_names_each_thing() -> None:
    said = replay("at,kind,about\n2019-03-04,incident_known,the fall\n2019-03-05,incident_known,the fire\n")
    assert said.out.index("About the fall") < said.out.index("About the fire")


@pytest.mark.parametrize(
    "log",
    [
        LOG.encode("utf-8-sig"),
        LOG.replace("\n", "\r\n"),
        LOG.replace("\n", "\n\n"),
        LOG.replace(",", " , ").replace("\n", "  \n"),
        LOG.replace("at,kind", "At,KIND"),
        "".join(",".join(f'"{cell}"' for cell in line.split(",")) + "\n" for line in LOG.splitlines()),
        LOG.rstrip("\n"),
        LOG.replace("2019-05-20 14:30", "2019-05-20T14:30"),
        LOG.replace("2019-05-20 14:30", "2019-05-20T13:30Z"),
        LOG.replace("2019-05-20 14:30", "2019-05-20 14:30:00+01:00"),
        "at,kind\n" + "".join(reversed(LOG.splitlines(keepends=True)[1:])),
        LOG + ",\n",
    ],
    ids=["a byte-order mark", "CRLF", "blank lines", "spaces", "capitals", "quoted", "no last line end", "a T", "UTC",
         "an offset", "another order", "an empty last row"],
)  # fmt: skip
def test_however_it_was_saved(log: str | bytes) -> None:
    assert replay(log, "--json").rows == replay(LOG, "--json").rows


def test_a_file_that_holds_no_facts_has_no_clocks() -> None:
    assert replay("at,kind\n", "--json").rows == []
    assert "The file has no facts in it." in replay("at,kind\n").out
    assert "None of these facts sets a clock running." in replay("at,kind\n2019-03-04,note_filed\n").out


def test_as_at_an_earlier_day_what_came_later_is_left_out_and_said_to_be() -> None:
    said = replay(LOG, "--json", "--as-at", "2019-04-24")
    assert said.of("notify_panel")["state"] == "running"
    assert said.err == "2 lines were left out: later than 24 April 2019 at 11:59pm.\n"


def test_as_at_a_minute() -> None:
    assert replay(LOG, "--json", "--as-at", "2019-05-20 14:29").of("rapid_review")["state"] == "overdue"
    assert replay(LOG, "--json", "--as-at", "2019-05-20 14:30").of("rapid_review")["state"] == "late"


def test_a_planned_day_may_be_still_to_come() -> None:
    row = replay("at,kind\n2027-06-14,local_review_publication_planned\n", "--json").of("provide_local_report")
    assert (row["due"], row["state"]) == ("2027-06-07", "running")


def test_an_hour_that_came_twice_is_read_as_the_first_and_said_to_be() -> None:
    said = replay("at,kind\n2019-10-27 01:30,incident_known\n", "--json")
    assert said.code == 0
    assert said.err == (
        "Line 2: 01:30 on 27 October 2019 came twice, as the clocks went back. The first, in summer time, is assumed.\n"
    )


def test_an_hour_that_never_came_is_read_as_the_next_and_said_to_be() -> None:
    said = replay("at,kind\n2019-03-31 01:30,incident_known\n")
    assert said.err == (
        "Line 2: 01:30 on 31 March 2019 never came, as the clocks went forward. 02:30 is assumed.\n"
    )  # fmt: skip
    assert "The clock started on 31 March 2019 at 2:30am" in said.out


def test_an_offset_leaves_nothing_to_assume() -> None:
    assert replay("at,kind\n2019-10-27 01:30+00:00,incident_known\n").err == ""


@pytest.fixture
def areas(tmp_path: Path) -> str:
    file = tmp_path / "areas.csv"
    file.write_text(AREAS, encoding="utf-8-sig")
    return str(file)


def test_an_area_uses_its_own_days(areas: str) -> None:
    log = "at,kind\n2019-03-06,panel_notified\n2019-08-01,local_review_initiated\n"
    late = {row["duty"] for row in replay(log, "--json", "--area", "X01", "--areas", areas).rows}
    assert late == {"rapid_review", "undertake_rapid_review", "decide_serious_case_review", "appoint_local_reviewer"}
    at_once = {row["duty"] for row in replay(log, "--json", "--area", "X02", "--areas", areas).rows}
    assert at_once == {"rapid_review", "undertake_rapid_review", "publish_local_review", "appoint_local_reviewer"}
    assert {row["duty"] for row in replay(log, "--json").rows} == at_once


def test_a_file_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text(LOG)
    said = handrail("replay", str(tmp_path / "log.csv"), "--json")
    assert said.of("notify_panel")["state"] == "met"


def test_the_law_is_read_without_django_or_a_database() -> None:
    program = (
        "import sys; sys.argv = ['handrail', 'law', 'facts']\n"
        "from handrail.command_line import main\n"
        "try: main()\nfinally: assert not [m for m in sys.modules if m.split('.')[0] in ('django', 'psycopg')]"
    )
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)
