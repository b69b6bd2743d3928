"""What a partnership watches, how it is drawn, and what it was used for."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from django.test import Client

from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import NotDone
from handrail.service.scrutiny.actions import indicators
from handrail.service.scrutiny.drawing import chart_of, chart_of_england
from handrail.service.scrutiny.loading import load_statistics
from handrail.service.scrutiny.measures import FILES, MEASURES
from handrail.service.scrutiny.models import Indicator, Use
from handrail.service.scrutiny.series import compared, everywhere
from tests.rooms.cast import Cast
from tests.rooms.scrutiny.scrutinised import (
    PERCENT,
    a_file,
    coded,
    done,
    in_days,
    of_england,
    of_the_region,
    the_scrutineer_signs_in,
    years,
)

STEADY = ["90", "91", "90", "91", "90", "91", "c", "91", "90", "91", "90", "60"]


@pytest.fixture
def figures(cast: Cast, tmp_path: Path) -> None:
    coded(cast)
    load_statistics([a_file(tmp_path, [*years(STEADY), *of_the_region(["88"] * 12), *of_england(["85"] * 12)])])
    name_actor(cast["coordinator"])


def watched(cast: Cast) -> Indicator:
    name_actor(cast["coordinator"])
    return indicators.choose(
        cast.partnership, PERCENT, outcome="Plans do not drift", question="Who waits, and why?", better="higher",
        on=in_days(0), by=cast["coordinator"],
    )  # fmt: skip


def used(cast: Cast, indicator: Indicator, **other: object) -> Use:
    plain = {"used_for": "decision", "words": "A second chair.", "by_whom": "The partners", "on": in_days(0)}
    return indicators.use(indicator, by=cast["coordinator"], **plain | other)  # type: ignore[arg-type]


def test_every_measure_has_a_title_and_stands_in_one_file_once() -> None:
    assert len(MEASURES) == sum(len(file.measures) for file in FILES) == 75
    assert len({measure.title for measure in MEASURES.values()}) == len(MEASURES)
    assert {measure.unit for measure in MEASURES.values()} == {"count", "rate", "percent", "days"}
    rated = [measure for measure in MEASURES.values() if measure.column.endswith("_rate")]
    assert all(measure.unit == "rate" for measure in rated)


def test_figures_are_said_with_their_unit() -> None:
    said = {key: MEASURES[key].said(1234.5) for key in ("referrals", "referrals-rate", PERCENT, "median-days")}
    assert list(said.values()) == ["1,234", "1,234.5", "1,234.5%", "1,234.5 days"]
    assert MEASURES["median-days"].said(34) == "34 days"


def test_a_measure_is_watched_once(cast: Cast) -> None:
    indicator = watched(cast)
    with pytest.raises(NotDone, match="watched already"):
        watched(cast)
    indicators.stop_watching(indicator, on=in_days(0), why="It told nothing.", by=cast["coordinator"])
    assert watched(cast).pk != indicator.pk
    with pytest.raises(NotDone, match="published measures"):
        indicators.choose(cast.partnership, "made-up", outcome="", question="", better="higher", on=in_days(0),
                          by=cast["coordinator"])  # fmt: skip


def test_a_use_says_where(cast: Cast) -> None:
    indicator = watched(cast)
    with pytest.raises(NotDone, match="piece of scrutiny"):
        used(cast, indicator, used_for="scrutiny")
    with pytest.raises(NotDone, match="year's report"):
        used(cast, indicator, used_for="report")
    piece = done(cast)
    assert used(cast, indicator, used_for="scrutiny", activity=piece).activity == piece
    assert used(cast, indicator, used_for="report", report_year=2026, activity=piece).activity is None


def test_what_the_figures_said_is_kept_with_their_use(
    cast: Cast, figures: None, client: Client, tmp_path: Path
) -> None:
    indicator = watched(cast)
    client.force_login(cast["coordinator"])
    on = {f"used_on_{part}": getattr(in_days(0), part) for part in ("day", "month", "year")}
    said = {"used_for": "decision", "words": "A second chair.", "by_whom": "The partners"}
    assert client.post(f"/outcomes/{indicator.pk}/use", said | on).status_code == 302
    load_statistics([a_file(tmp_path, years([*STEADY[:-1], "70"]), "later.csv")])
    client.force_login(cast["coordinator"])
    page = client.get(f"/outcomes/{indicator.pk}/").content.decode()
    assert "2024: 60.0% (The Vales 88.0%; England 85.0%). It is below its limits." in page
    assert ">70.0%<" in page


def test_a_chart_says_in_words_what_it_shows(cast: Cast, figures: None) -> None:
    (one,) = compared(cast.partnership, [PERCENT], in_days(0))[PERCENT]
    chart = chart_of(one)
    assert chart.words.startswith(
        "Plans of three months or more all of whose reviews were in time, Wendshire: 90.0% in 2013, 60.0% in 2024."
    )
    assert "2024: below its limits." in chart.words
    assert "England: 85.0% in 2024." in chart.words


def test_a_line_is_broken_where_a_year_is_not_known(cast: Cast, figures: None) -> None:
    (one,) = compared(cast.partnership, [PERCENT], in_days(0))[PERCENT]
    own = next(line for line in chart_of(one).lines if line.kind == "own")
    assert [len(part.split()) for part in own.parts] == [6, 5]
    assert [dot.out for dot in own.dots] == [False] * 10 + [True]
    apart = sorted(line.name_y for line in chart_of(one).lines)
    assert all(after - before >= 16 for before, after in pairwise(apart))


def test_nothing_drawn_leaves_the_picture(cast: Cast, figures: None) -> None:
    (one,) = compared(cast.partnership, [PERCENT], in_days(0))[PERCENT]
    for chart in (chart_of(one), chart_of_england(everywhere(MEASURES[PERCENT]))):
        assert chart is not None
        drawn = [part for line in (*chart.lines, *chart.levels) for part in line.parts]
        for part in (*drawn, chart.band):
            for x, y in (pair.split(",") for pair in part.split()):
                assert chart.left <= float(x) <= chart.right
                assert 0 <= float(y) <= chart.bottom


def test_the_page_shows_charts_tables_and_what_is_not_used(cast: Cast, figures: None, client: Client) -> None:
    watched(cast)
    for person in (cast["coordinator"], cast["police partner"], the_scrutineer_signs_in(cast)):
        client.force_login(person)
        page = client.get("/outcomes/").content.decode()
        assert 'role="img"' in page
        assert "Suppressed" in page
        assert "Not used yet" in page
        assert "style=" not in page
    client.force_login(cast["school lead"])
    assert client.get("/outcomes/").status_code == 404


def test_england_is_drawn_with_every_authority_in_a_table(cast: Cast, figures: None, client: Client) -> None:
    client.force_login(cast["coordinator"])
    page = client.get("/outcomes/england", {"measure": PERCENT}).content.decode()
    assert "1 of 1" in page
    assert "2024: below its limits" in page
    assert f'href="/outcomes/england/E10999001?measure={PERCENT}"' in page
    own = client.get("/outcomes/england/E10999001", {"measure": PERCENT}).content.decode()
    assert "Chart: " in own
    assert "Wendshire" in own
    assert client.get("/outcomes/england/E10999999", {"measure": PERCENT}).status_code == 404
    assert client.get("/outcomes/england", {"measure": "made-up"}).status_code == 404
    assert "No figures of this measure are loaded yet" in client.get("/outcomes/england").content.decode()


def test_a_line_of_the_report_stands_on_the_page_of_its_year(cast: Cast, client: Client) -> None:
    used(cast, watched(cast), used_for="report", report_year=2025, words="Reviews came in time.")
    client.force_login(cast["coordinator"])
    assert "Reviews came in time." in client.get("/scrutiny/year/2025").content.decode()
    assert "Reviews came in time." not in client.get("/scrutiny/year/2024").content.decode()
