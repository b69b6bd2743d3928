"""Two editions compared: what only one has, where else that stood then, and what to be careful of."""

from __future__ import annotations

import pytest

from handrail.guidance.compare import Comparison, Part, compare
from handrail.guidance.compared import as_markdown, as_object, as_text
from handrail.guidance.edition import Edition
from tests.guidance.timeline import duty, small_shelf

TELL = duty("tell", "a", "b", within='"2 days"')


def edition(stage: str, first: str, last: str = "", text: str = "") -> str:
    until = f"until = {last}\n" if last else ""
    return f'title = "{stage.capitalize()} of {first}"\nstage = "{stage}"\nfrom = {first}\n{until}{text}'


OLDER, NEWER = edition("superseded", "2018-01-01", "2019-12-31"), edition("in force", "2020-01-01")


def compared(third: str, *, older: str = OLDER, newer: str = NEWER) -> tuple[Comparison, Edition]:
    shelf = small_shelf({"older": older, "newer": newer, "third": third})
    by_key = {one.key: one for one in shelf}
    return compare(by_key["older"], by_key["newer"], shelf), by_key["third"]


def duties(comparison: Comparison) -> Part:
    return next(part for part in comparison.parts if part.name == "duties")


@pytest.mark.parametrize(
    ("stage", "first", "last", "elsewhere"),
    [
        ("superseded", "2018-06-01", "2019-12-31", "small/third"),  # it stood to the very eve
        ("superseded", "2018-06-01", "2019-12-30", ""),
        ("superseded", "2019-12-31", "2020-06-01", "small/third"),  # it began on the eve
        ("superseded", "2020-01-01", "2020-06-01", ""),
        ("draft", "2018-06-01", "", ""),  # a draft stands nowhere
    ],
)
def test_a_row_that_is_added_may_have_stood_elsewhere_on_the_eve(
    stage: str, first: str, last: str, elsewhere: str
) -> None:
    comparison, _ = compared(edition(stage, first, last, TELL), newer=NEWER + TELL)
    assert [(line.key, line.elsewhere) for line in duties(comparison).added] == [("tell", elsewhere)]
    assert duties(comparison).differs


@pytest.mark.parametrize(
    ("stage", "first", "last", "elsewhere"),
    [
        ("in force", "2020-01-01", "", "small/third"),  # it stands from the very first day of the newer
        ("in force", "2020-01-02", "", ""),
        ("superseded", "2018-06-01", "2020-01-01", "small/third"),  # for its first day only
        ("superseded", "2018-06-01", "2019-12-31", ""),
        ("draft", "2018-06-01", "", ""),
        ("history", "2020-01-01", "", ""),
    ],
)
def test_a_row_that_is_dropped_may_stand_elsewhere_on_the_first_day(
    stage: str, first: str, last: str, elsewhere: str
) -> None:
    comparison, _ = compared(edition(stage, first, last, TELL), older=OLDER + TELL)
    assert [(line.key, line.elsewhere) for line in duties(comparison).dropped] == [("tell", elsewhere)]
    assert duties(comparison).differs


def test_a_row_that_the_older_edition_still_has_does_not_stand_elsewhere() -> None:
    comparison, _ = compared(edition("draft", "2018-06-01"), older=edition("in force", "2018-01-01", text=TELL))
    assert [(line.key, line.elsewhere) for line in duties(comparison).dropped] == [("tell", "")]


def test_what_both_have_and_nothing_moved_does_not_differ() -> None:
    comparison, _ = compared(edition("draft", "2018-06-01"), older=OLDER + TELL, newer=NEWER + TELL)
    assert not any(part.differs for part in comparison.parts)


def test_what_moved_is_under_its_title_or_term_or_its_key_in_words() -> None:
    criterion = '[criterion.worth_a_review]\ndecides = "review"\nuse = "{}"\nsays = "s"\ncite = "c"\nseen = "text"\n'
    definition = '[definition.harm]\nterm = "serious harm"\nsays = "{}"\ncite = "c"\nseen = "text"\n'
    comparison, _ = compared(
        edition("draft", "2018-06-01"),
        older=OLDER + criterion.format("trigger") + definition.format("one") + TELL,
        newer=NEWER + criterion.format("consider") + definition.format("two") + TELL.replace("2 days", "3 days"),
    )
    moved = [
        (row.title, [(m.aspect, m.before, m.after) for m in row.moves]) for p in comparison.parts for row in p.moved
    ]
    assert moved == [
        ("A duty", [("span", "no later than 2 days", "no later than 3 days")]),
        ("worth a review", [("use", "trigger", "consider")]),
        ("serious harm", [("words", "one", "two")]),
    ]


@pytest.mark.parametrize(
    ("stage", "caution"),
    [
        ("unread", ["Unread of 2020-01-01 has not been read: what it says is not known here."]),
        (
            "history",
            [
                "Of History of 2020-01-01 only some rows are kept, for comparison: "
                "that a duty is not here proves nothing."
            ],
        ),
        ("draft", ["Draft of 2020-01-01 is a draft: it never governed."]),
        ("in force", []),
        ("superseded", []),
    ],
)
def test_what_was_not_read_or_never_governed_is_cautioned_of(stage: str, caution: list[str]) -> None:
    comparison, _ = compared(edition("draft", "2018-06-01"), newer=edition(stage, "2020-01-01"))
    assert list(comparison.cautions) == caution


# ---- written out


def written_out() -> Comparison:
    ask = duty("ask", "a", "b", title='"Ask | them"')
    there_was = edition("superseded", "2018-06-01", "2019-12-31", duty("new", "a", "b"))
    newer = NEWER + TELL.replace("2 days", "3 days") + duty("new", "a", "b")
    comparison, _ = compared(there_was, older=OLDER + TELL + ask, newer=newer)
    return comparison


def test_as_text() -> None:
    assert (
        "\n".join(as_text(written_out())).splitlines()
        == """\
From: Superseded of 2018-01-01 (small/older), in force from 1 January 2018 to 31 December 2019
To: In force of 2020-01-01 (small/newer), in force from 1 January 2020

DUTIES

Added
  new: A duty
    should, no number of days: Do it.
    Before then it stood in small/third.

Dropped
  ask: Ask | them
    should, no number of days: Do it.

Moved
  tell: A duty
    span
      was: no later than 2 days
      is:  no later than 3 days""".splitlines()
    )


def test_as_markdown() -> None:
    assert (
        "\n".join(as_markdown(written_out())).splitlines()
        == """\
# Superseded of 2018-01-01 and In force of 2020-01-01

- From `small/older`: in force from 1 January 2018 to 31 December 2019
- To `small/newer`: in force from 1 January 2020

## Duties

### Added

| key | what | words |
|---|---|---|
| `new` | A duty | should, no number of days: Do it. Before then it stood in small/third. |

### Dropped

| key | what | words |
|---|---|---|
| `ask` | Ask \\| them | should, no number of days: Do it. |

### Moved

| key | aspect | was | is |
|---|---|---|---|
| `tell` | span | no later than 2 days | no later than 3 days |""".splitlines()
    )


def test_as_an_object() -> None:
    duties = as_object(written_out())["duties"]
    says = "should, no number of days: Do it."
    assert duties == {
        "added": [{"key": "new", "title": "A duty", "says": says, "elsewhere": "small/third"}],
        "dropped": [{"key": "ask", "title": "Ask | them", "says": says, "elsewhere": None}],
        "moved": [
            {
                "key": "tell", "title": "A duty",
                "moves": [{"aspect": "span", "before": "no later than 2 days", "after": "no later than 3 days"}],
            }
        ],
    }  # fmt: skip


def test_where_nothing_differs_it_says_so_and_where_something_does_it_does_not() -> None:
    nothing = "Nothing that is encoded differs between them."
    alike, _ = compared(edition("draft", "2018-06-01"), older=OLDER + TELL, newer=NEWER + TELL)
    for written in (as_text, as_markdown):
        assert nothing in "\n".join(written(alike)).splitlines()
        assert nothing not in "\n".join(written(written_out())).splitlines()
        assert "Moved" not in "\n".join(written(alike))
    added, _ = compared(edition("draft", "2018-06-01"), newer=NEWER + TELL)
    for written in (as_text, as_markdown):
        page = "\n".join(written(added))
        assert [word in page for word in ("Added", "Dropped", "Moved")] == [True, False, False]
