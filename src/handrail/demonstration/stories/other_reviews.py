"""Reviews that no clock begins: a national one beside the local one, a near miss, good practice in two folders. And a
published report of another area, out of which something was taken. Days are counted back from today."""

from __future__ import annotations

from handrail.demonstration.learnt import found
from handrail.demonstration.local_review import going_in, wrote
from handrail.demonstration.telling import Telling
from handrail.service.cases.models import Case
from handrail.service.children.models import Child
from handrail.service.chronologies.actions import asking
from handrail.service.chronologies.forms import ASKED
from handrail.service.chronologies.models import Chronology
from handrail.service.learning.actions import reports
from handrail.service.learning.actions.recommending import Whence, Whom
from handrail.service.learning.models import Addressee, Finding
from handrail.service.requests.naming import Named, ask_practitioner
from handrail.service.requests.wording import who_it_is_about
from handrail.service.reviews.actions import call_review, cover_folder
from handrail.service.reviews.models import ReviewCalled, Terms

Kind = ReviewCalled.Kind
PARTNERS = "The three safeguarding partners, at their meeting"
NATIONAL_REASONS = (
    "The Panel holds a national review of how notices of domestic abuse are read where there is a child under six. It "
    "is of eleven children in nine areas, and Linden is one of them."
)
TOGETHER = (
    "The local review goes on and asks why here. The Panel's reviewers read its chronology and its drafts, and do not "
    "ask agencies again for what they have sent. The family is asked once, by the local reviewer, for both."
)
ELSEWHERE = """\
FARROWDALE SAFEGUARDING CHILDREN PARTNERSHIP

Learning review: the child whom three front doors knew

1 Introduction

This review was held by the partnership of another area. All of it is invented.

Recommendations

1. Farrowdale Council should show, on the first screen of the front door, every notice about one address in the last
year.

2. The police force should say in each notice whether a child was seen, and by whom, and what the child said.

3. Schools should ring the front door again when nothing is heard within two days of a referral.

4. The partnership should read twenty notices each quarter beside those that came before them.

5. All agencies should write down what a child says in the child's own words.

Conclusion

Nobody did what they did carelessly. Each notice was read by itself.
"""


def a_national_review_beside_the_local_one(wv: Telling) -> None:
    """The Panel's own review takes in Linden's case while the local review is under way."""
    with wv.acting("coordinator", wv.back(24), "10:40") as cora:
        call_review(
            _folder("Linden", "Sandmartin"), kind=Kind.NATIONAL, decided_on=wv.back(25), decided_by_name="The Panel",
            reasons=NATIONAL_REASONS, together=TOGETHER, by=cora,
        )  # fmt: skip


def a_near_miss_from_which_to_learn(wv: Telling) -> None:
    """Not notified; but the second account came by chance, and the partners want to know why."""
    case = _folder("Linnet", "Teasel")
    with wv.acting("coordinator", wv.back(4), "09:30") as cora:
        call_review(
            case, kind=Kind.NEAR_MISS, decided_on=wv.back(4), decided_by_name=PARTNERS, by=cora,
            reasons="No criterion is met. But the second account was heard by chance, by somebody who happened to ask "
            "again. The partners want to know what would have made it certain.",
        )  # fmt: skip
    wrote(wv, case, wv.back(3), "14:10", Terms(
        version=1, purpose="To learn from what nearly went wrong. Nobody is blamed, and nobody is named.",
        questions="What led to the account being asked for again? What would lead to it every time?\nWhat did those "
        "who asked know of the family, and what would have helped them to know more?",
        method="One afternoon with those who were there, and a walk through the records with them.",
        agreed_on=wv.back(3), agreed_by_name=PARTNERS,
    ))  # fmt: skip
    found(
        wv, case, wv.back(1), "15:20", Whence("Review of a near miss, “Asked again”", going_in(case).pk),
        "The account was heard again because one nurse always asks twice", of=Finding.Of.NEAR_MISS,
        happened="A nurse asked the child by herself, an hour after the doctor had asked with the adults there.",
        why="She was taught so on another ward. Nothing here says that anybody should.",
        again="She is away two days in five, and on leave in the summer.",
    )  # fmt: skip


def good_practice_in_two_folders(wv: Telling) -> None:
    """What one ward did well for two children, in folders that have nothing else to do with one another."""
    case, other = _folder("Ivo", "Woodlark"), _folder("Elowen", "Foxglove")
    with wv.acting("coordinator", wv.back(6), "11:00") as cora:
        call_review(
            case, kind=Kind.GOOD_PRACTICE, decided_on=wv.back(6), decided_by_name=PARTNERS, by=cora,
            reasons="Twice in a month one ward kept a child's own words, and rang the police with them that night.",
        )  # fmt: skip
        cover_folder(case, going_in(case), other, why="The same ward, in the same month, did the same.", by=cora)
    wrote(wv, case, wv.back(5), "10:15", Terms(
        version=1, purpose="To find out what made it possible, so that other wards can do it.",
        questions="What did the ward have that others have not: a form, a person, a habit, time?",
        method="Two talks with the ward's staff. No record of either child is copied into the review.",
        agreed_on=wv.back(5), agreed_by_name=PARTNERS,
    ))  # fmt: skip
    found(
        wv, case, wv.back(2), "16:00", Whence("Review of good practice, “In her own words”", going_in(case).pk),
        "The ward keeps a page on which only what the child says is written", of=Finding.Of.GOOD_PRACTICE,
        happened="Both children's words stood on one page, with the hour and who was there.",
        why="A play worker made the page, and the ward manager asks for it at each handover.",
        conditions="It costs nothing. It was not known of outside the ward.",
    )  # fmt: skip


def something_taken_from_another_areas_report(wv: Telling) -> None:
    """Of five recommendations one is taken, one is left out, and three wait for somebody to say."""
    case = _folder("Linden", "Sandmartin")
    with wv.acting("coordinator", wv.back(10), "13:40") as cora:
        report = reports.read_report(
            case, name="the child whom three front doors knew.txt", content=ELSEWHERE.encode(),
            published_on=wv.back(60), title="Farrowdale’s learning review “Three front doors”", by=cora,
        )  # fmt: skip
        proposed = {one.number.strip("."): one for one in report.proposed.all()}
        reports.take(
            report, [proposed["2"]], to=Whom(Addressee.To.BODY, body=wv.cast.police), due_on=wv.ahead(40), by=cora
        )
        reports.leave_out(report, [proposed["1"]], by=cora)


def a_college_gives_its_chronology_by_a_code(wv: Telling) -> None:
    """Nobody there has an account: one practitioner is named, and told that a form waits."""
    chronology = Chronology.objects.get(case=_folder("Linden", "Sandmartin"))
    with wv.acting("coordinator", wv.back(3), "09:50") as cora:
        (asked,) = asking.ask(
            chronology, bodies=[wv.cast.college], what=ASKED, due_on=wv.ahead(6), by_code=True, by=cora,
            children_named=who_it_is_about(Child.objects.filter(folder=chronology.case_id)),
        )  # fmt: skip
        named = Named("Sylvie Dunnock", "sylvie.dunnock@wend-college.example", "Telephoned on the college's number.")
        ask_practitioner(asked, named, by=cora)


def _folder(given: str, family: str) -> Case:
    return Case.objects.get(pk=Child.objects.get(given_names=given, family_name=family).folder_id)
