"""Somebody who stands only in the running text of a folder is marked, weaker, where the report names them too."""

from __future__ import annotations

import pytest

from handrail.analysis.identity import Kind, Known, KnownPerson, Role, Surety, check, may_be_names, runs_in, told

NOTES = (
    "Rang at ten. The lodger, Ottoline Quarn, was there with Tigger; her friend Grace came later. Delphine MARSH was "
    "told. Supervising staff met NHS staff in Wendbridge on Monday. O’Malley of the club was seen, and Zoë."
)


def marked(report: str, papers: str = NOTES, **more: object) -> list[str]:
    named = told(may_be_names(report), runs_in(papers))
    known = Known(mentioned=named.so, nearly=named.otherwise, **more)  # type: ignore[arg-type]
    return [one.words for one in check(report, known) if one.kind is Kind.MENTIONED]


@pytest.mark.parametrize(
    ("report", "words"),
    [
        ("It was said that Ottoline had a key.", ["Ottoline"]),
        ("It was said that Ottoline Quarn had a key.", ["Ottoline Quarn"]),
        ("It was said that Ottoline Brown had a key.", ["Ottoline Brown"]),
        ("Ottoline’s key was used.", ["Ottoline"]),
        ("Ottoline was there.", ["Ottoline"]),
        ("Delphine Marsh was told.", ["Delphine Marsh"]),
        ("The family's dog, Tigger, was taken in.", ["Tigger"]),
        ("She went to see Grace.", ["Grace"]),
        ("A man called O'Malley was seen.", ["O'Malley"]),
        ("A girl called Zoë was seen.", ["Zoë"]),
        ("The family moved to Wendbridge, with OTTOLINE.", ["Wendbridge", "OTTOLINE"]),
    ],
)
def test_a_word_written_as_a_name_in_both_is_marked(report: str, words: list[str]) -> None:
    assert marked(report) == words


@pytest.mark.parametrize(
    "report",
    [
        "It was done with grace. Grace was asked for.",
        "Supervising staff need time. The meeting was on a Monday.",
        "It was said that Perpetua had a key.",
        "It was asked of Wendbridge Council and of the NHS.",
        "In May the police and Ofsted met; the mother is a Methodist from Poland.",
        "",
    ],
)
def test_what_only_one_of_them_has_or_what_names_nobody_is_left_alone(report: str) -> None:
    assert marked(report) == []


ALSO = (
    "Rang at ten: Perpetua Averycroft-Quarn, her aunt Anne-Marie, Elizabeth Tolland, Kit, Mrs Brook and Zachary "
    "O’Malley were there. Her friend Samina lives in Wendbridge. St George's Day was kept."
)


@pytest.mark.parametrize(
    ("report", "words"),
    [
        ("It was said that Perpetuah had a key.", ["Perpetuah"]),
        ("It was said that Prepetua had a key.", ["Prepetua"]),
        ("It was said that Perpetuas had a key.", ["Perpetuas"]),
        ("It was Averycroft's key.", ["Averycroft"]),
        ("Averycrofft was told.", ["Averycrofft"]),
        ("It was P. Averycroft who had a key.", ["P. Averycroft"]),
        ("It was P Averycrofft who had a key.", ["P Averycrofft"]),
        ("It was said that Annemarie had a key.", ["Annemarie"]),
        ("It was said that Anne Marie had a key.", ["Anne Marie"]),
        ("It was said that Lizzie had a key.", ["Lizzie"]),
        ("It was said that Katherine had a key.", ["Katherine"]),
        ("It was said that Sami had a key.", ["Sami"]),
        ("The OMalleys had a key.", ["OMalleys"]),
        ("It was said that Brook had a key.", ["Brook"]),
        ("It was P. Brook who had a key.", ["P. Brook"]),
        ("They wrote 'cant get zachary 2 stop'.", ["zachary"]),
        ("It was said that Perpe tua had a key.", ["Perpe tua"]),
    ],
)
def test_a_name_of_the_papers_is_known_however_it_is_written(report: str, words: list[str]) -> None:
    assert marked(report, ALSO) == words


@pytest.mark.parametrize(
    "report",
    [
        "The brook behind the school rose. Brook water was seen.",
        "It was on Midsummer Day. The day was long. On the Day of Prayer they met.",
        "The family moved to Wendmere and then to Overbridge.",
        "It was said that Kim had a key, and that Serena knew.",
        "Elizabethan houses were seen.",
    ],
)
def test_what_is_merely_near_a_name_of_the_papers_is_left_alone(report: str) -> None:
    assert marked(report, ALSO) == []


def test_a_mark_says_whether_the_papers_spell_it_so() -> None:
    so, otherwise = check(
        "Ottoline had a key. Later Otoline rang.", Known(mentioned=("ottoline",), nearly=("otoline",))
    )
    assert "have it too" in so.why
    assert "spelt otherwise" in otherwise.why
    assert "Ottoline" not in otherwise.why


def test_a_whole_folder_is_looked_through_at_once() -> None:
    """A word is held against the few names that a slip could make of it, not against all."""
    letters = "bdfgklmnprstv"
    many = " ".join(
        f"with {a.upper()}a{b}o{c}i{d}" for a in letters for b in letters for c in letters for d in letters[:2]
    )
    assert marked("It was said that Baldornia rang.", f"She met Baldorina {many}.") == ["Baldornia"]


def test_somebody_who_is_known_is_marked_as_known() -> None:
    known = Known(people=(KnownPerson(Role.FAMILY, "Ottoline", "Quarn"),), mentioned=("ottoline", "quarn"))
    (flag,) = check("It was said that Ottoline Quarn had a key.", known)
    assert (flag.kind, flag.surety) == (Kind.NAME, Surety.SURE)


def test_a_name_that_may_be_read_is_left_alone() -> None:
    assert marked("Written by Ottoline Quarn for the partnership.", published=("Ottoline Quarn",)) == []


def test_a_mention_is_the_weakest_of_marks_and_says_where_it_comes_from() -> None:
    (flag,) = check("It was said that Ottoline had a key.", Known(mentioned=("ottoline",)))
    assert flag.surety is Surety.POSSIBLE
    assert "the folder's own papers have it too" in flag.why
