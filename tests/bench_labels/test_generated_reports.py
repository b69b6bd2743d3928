"""The invented reports say truly what was planted in them: each marker where it stands, and nothing known elsewhere."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

import pytest

from bench.identity_reports import dates, names, spoiling
from bench.identity_reports.cast import is_word
from bench.identity_reports.generate import reports
from bench.identity_reports.patterns import patterns
from bench.identity_reports.shapes import DECOY_KINDS, KINDS, Marker, Report
from bench.identity_reports.styles import STYLES, wrapped

SEED = 20261122


@cache
def some() -> tuple[Report, ...]:
    return tuple(reports(250, SEED))


def marked() -> Iterator[tuple[Report, Marker, str]]:
    for report in some():
        for marker in report.markers:
            yield report, marker, report.text[marker.start : marker.end].replace("’", "'")


def spans(report: Report) -> list[tuple[int, int]]:
    markers = [(marker.start, marker.end) for marker in report.markers]
    return sorted([*markers, *((decoy.start, decoy.end) for decoy in report.decoys)])


def unmarked(report: Report) -> str:
    """The text with every marker and decoy blanked out, on one line."""
    letters = list(report.text.replace("’", "'"))
    for start, end in spans(report):
        letters[start:end] = "#" * (end - start)
    return re.sub(r"\s+", " ", "".join(letters))


def test_the_same_seed_makes_the_same_reports_and_a_longer_run_begins_with_them() -> None:
    assert list(reports(12, SEED)) == list(some()[:12])
    assert [report.text for report in reports(12, SEED + 1)] != [report.text for report in some()[:12]]


def test_no_two_reports_are_alike() -> None:
    assert len({report.text for report in some()}) == len(some())


def test_markers_stand_in_order_within_the_text_and_none_overlaps_another_or_a_decoy() -> None:
    for report in some():
        placed = spans(report)
        assert all(0 <= start < end <= len(report.text) for start, end in placed)
        assert all(end <= following for (_, end), (following, _) in pairwise(placed))
        assert list(report.markers) == sorted(report.markers, key=lambda marker: marker.start)


def test_every_kind_of_marker_and_decoy_and_every_style_occurs_often_enough_to_be_measured() -> None:
    kinds = Counter(marker.kind for report in some() for marker in report.markers)
    decoys = Counter(decoy.kind for report in some() for decoy in report.decoys)
    assert set(kinds) == set(KINDS)
    assert min(kinds.values()) >= 100
    assert set(decoys) == set(DECOY_KINDS)
    assert min(decoys.values()) >= 100
    assert {report.style for report in some()} == set(STYLES)
    assert any(not report.markers for report in some())


def test_a_name_marked_as_exact_is_a_name_of_the_family() -> None:
    for report, marker, text in marked():
        if marker.kind == "exact":
            family = " ".join(report.known.names).lower()
            parts = re.sub(r"^(Ms|Mr) ", "", text).replace(",", "").lower().split()
            assert all(part in family for part in parts)


def test_a_misspelt_name_is_not_the_name_and_is_near_it() -> None:
    seen = 0
    for report, marker, text in marked():
        if marker.kind != "misspelt":
            continue
        words = {word for name in report.known.names for word in name.split()}
        if marker.form == "run together":
            assert text in {name.replace(" ", "") for name in report.known.names}
            continue
        initials = {f"{name[0]}." for name in report.known.names} if marker.form == "initial and surname" else set()
        wrong = [word for word in text.split() if word not in words | initials | {"Ms", "Mr"}]
        assert len(wrong) == 1
        assert any(word[0] == wrong[0][0] and abs(len(word) - len(wrong[0])) <= 3 for word in words)
        seen += 1
    assert seen


def test_names_are_misspelt_in_every_way_that_is_counted() -> None:
    forms = Counter(marker.form for _, marker, _ in marked() if marker.kind == "misspelt")
    assert set(forms) == {
        "first name", "full name, first part", "full name, surname", "title and surname", "initial and surname",
        "run together",
    }  # fmt: skip
    assert min(forms.values()) >= 3


def test_a_broken_marker_has_a_line_end_within_it_and_no_other_kind_has() -> None:
    for _, marker, text in marked():
        assert ("\n" in text) == (marker.kind == "broken")


def test_a_planted_number_is_one_the_case_knows_and_could_be_a_test_number_of_the_nhs() -> None:
    for report, marker, text in marked():
        if marker.kind == "nhs_number":
            assert re.sub(r"\D", "", text) in report.known.nhs_numbers
    for report in some():
        for number in report.known.nhs_numbers:
            weighed = sum(int(digit) * weight for digit, weight in zip(number, range(10, 1, -1), strict=False))
            assert number.startswith("999")
            assert (weighed + int(number[9])) % 11 == 0


def test_a_planted_date_is_a_date_the_case_knows() -> None:
    for report, marker, text in marked():
        if marker.kind in ("date", "date_form"):
            day = report.known.dates[marker.reveals]
            assert text in {dates.plain(day), *dates.other_forms(day).values()}


def whole(word: str) -> str:
    return rf"(?<!\w){re.escape(word)}(?!\w)"


def given_names(report: Report) -> Iterator[str]:
    """Names that cannot be anything else: the words that are also names are left to the next test."""
    public = " ".join(report.known.published)
    for name in (*report.known.names, *report.known.practitioners):
        first, surname = name.split(" ", 1)
        yield surname
        if not is_word(first) and first not in public:
            yield first


def pet_names(report: Report) -> list[str]:
    words = {name for name in (*names.GIRLS, *names.BOYS) if is_word(name)}
    return [alias for alias in report.known.aliases if alias not in words]


def test_nothing_that_a_case_knows_stands_outside_its_markers_and_decoys() -> None:
    for report in some():
        rest, known = unmarked(report), report.known
        secret = [*given_names(report), *pet_names(report), *known.places, *known.schools, *known.nhs_numbers]
        for address in known.addresses:
            secret += address.split(", ")
        for day in known.dates.values():
            secret += [dates.plain(day), *dates.other_forms(day).values()]
        assert not [word for word in secret if re.search(whole(word), rest)]


def test_a_name_that_is_also_a_word_has_a_capital_outside_its_markers_only_where_a_sentence_begins() -> None:
    """The month of May apart, which has one wherever it stands."""
    for report in some():
        rest = unmarked(report)
        for first in {name.split()[0] for name in report.known.names} - {"May"}:
            if is_word(first):
                found = [rest[: match.start()] for match in re.finditer(whole(first), rest)]
                assert all(re.search(r"[.:|?!•\]'/-] ?$|^$", before) for before in found), first


def test_no_decoy_is_a_date_that_the_case_knows() -> None:
    for report in some():
        days = report.known.dates.values()
        told = {form for day in days for form in (dates.plain(day), *dates.other_forms(day).values())}
        for decoy in report.decoys:
            if decoy.kind in ("other_date", "other_near_date"):
                assert report.text[decoy.start : decoy.end].replace("’", "'") not in told


def test_names_meant_to_be_read_are_never_marked() -> None:
    for report, _, text in marked():
        assert not any(name in text for name in report.known.published[:2])


@pytest.mark.parametrize(
    ("year", "sunday"),
    [(2008, date(2008, 3, 23)), (2011, date(2011, 4, 24)), (2016, date(2016, 3, 27)), (2019, date(2019, 4, 21))],
)
def test_easter_falls_where_it_fell(year: int, sunday: date) -> None:
    assert dates.easter(year) == sunday


FEASTS = {
    "Christmas Day": lambda year: date(year, 12, 25), "Boxing Day": lambda year: date(year, 12, 26),
    "Halloween": lambda year: date(year, 10, 31), "Bonfire Night": lambda year: date(year, 11, 5),
    "Valentine's Day": lambda year: date(year, 2, 14), "Easter": dates.easter, "Easter Sunday": dates.easter,
}  # fmt: skip


def read(phrase: str) -> date | None:
    """The day that a phrase tells, worked out from its words by another road than the one that made it."""
    found = re.fullmatch(r"(\w+) (days?|weeks?) (after|before) (.+) (\d{4})", phrase)
    if not found or found[4] not in FEASTS:
        return None
    number = dates.UNITS.index(found[1]) if found[1] in dates.UNITS else int(found[1]) if found[1].isdigit() else 1
    gap = timedelta(days=number * (7 if found[2].startswith("week") else 1))
    feast = FEASTS[found[4]](int(found[5]))
    return feast + gap if found[3] == "after" else feast - gap


def test_a_day_told_from_a_feast_is_the_day_of_the_incident() -> None:
    told = [(r, day) for r, m, text in marked() if m.kind == "near_date" and (day := read(text))]
    assert len(told) >= 5
    assert all(report.known.dates["date of the incident"] == day for report, day in told)


def test_the_third_tuesday_is_the_third_tuesday() -> None:
    assert dates.nth_weekday(date(2019, 3, 19)).startswith("the third Tuesday")
    assert dates.nth_weekday(date(2019, 3, 26)).startswith("the last Tuesday")


def test_ordinals_are_spelt_to_the_end_of_the_month() -> None:
    units = "first second third fourth fifth sixth seventh eighth ninth".split()
    spelt = [dates.ordinal(number) for number in range(1, 32)]
    assert spelt[:9] == units
    assert spelt[20:] == [*(f"twenty-{unit}" for unit in units), "thirtieth", "thirty-first"]


def test_a_misspelling_keeps_the_first_letter_and_changes_the_word() -> None:
    dice = random.Random(SEED)  # noqa: S311
    for surname in names.SURNAMES:
        for _ in range(20):
            wrong = spoiling.misspelt(surname, dice)
            assert wrong != surname
            assert wrong[0] == surname[0]


def test_wrapping_moves_no_letter() -> None:
    text = "A long line about the child that goes on and on, past the edge.\nAnd another one."
    folded = wrapped(text, 20)
    assert len(folded) == len(text)
    assert folded.replace("\n", " ") == text.replace("\n", " ")
    assert max(len(line) for line in folded.split("\n")) <= 20


@pytest.mark.parametrize(
    "pools",
    [
        ("named",), ("possessed", "plural", "hyphened"), ("happened", "born"), ("birthday", "near"), ("addressed",),
        ("schooled",), ("numbered",), ("treated",), ("placed",), ("jigsaw",), ("bodies",), ("published",),
        ("other_dates",), ("words",), ("plain",),
    ],
)  # fmt: skip
def test_there_are_at_least_sixty_patterns_of_each_sort_and_none_is_there_twice(pools: tuple[str, ...]) -> None:
    lines = [line for pool in pools for line in patterns(pool)]
    assert len(set(lines)) == len(lines) >= 60
    slots = {line.count("{}") for line in lines}
    assert slots == ({0} if pools[0] in ("plain", "words") else {1})
