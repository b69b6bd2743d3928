"""The register of reviewers: who can be commissioned, what they know, when they are free, and what they declared."""

from __future__ import annotations

from datetime import date

from handrail.demonstration.from_outside import FIRM, OTHER_FIRM
from handrail.demonstration.telling import Telling
from handrail.service.partnerships.models import Body
from handrail.service.reviewers.actions.register import (
    Said,
    add_reviewer,
    declare_interest,
    declare_nothing_more,
    take_off_register,
)
from handrail.service.reviewers.models import Interest, Reviewer

BEGUN = date(2024, 11, 4)
ROWENA, ISOLDE = "Rowena Viewforth", "Isolde Marchbanks"


def reviewer(name: str) -> Reviewer:
    return Reviewer.objects.get(name=name)


def five_reviewers_of_whom_two_declare_an_interest(wv: Telling) -> None:
    """One leads a review now, one has led one, one is close to the council, one takes nothing, one has left."""
    _rowena(wv)
    _isolde(wv)
    _close_to_the_council(wv)
    _takes_none_and_has_left(wv)


def _rowena(wv: Telling) -> None:
    said = _said(
        ROWENA, available="later", available_on=wv.ahead(90), in_pool=True, in_panels_pool=True,
        expertise=["infants", "domestic", "families", "systems"],
        experience="Nine reviews led since 2015, four of them of children under five. Once a health visitor.",
        checked="References from two partnerships and an enhanced check, seen in November 2024.",
        availability="Two days a week, in the area or by video", telephone="01632 960114",
    )  # fmt: skip
    with wv.acting("coordinator", BEGUN, "10:00") as cora:
        declare_nothing_more(add_reviewer(wv.cast.partnership, said, by=cora), declared_on=BEGUN, by=cora)


def _isolde(wv: Telling) -> None:
    said = _said(
        ISOLDE, available="now", in_pool=True, expertise=["adolescents", "exploitation", "police", "systems"],
        experience="Retired detective superintendent. Six reviews written, all of young people missing or exploited.",
        checked="References from the neighbouring force and a university, seen in November 2024.",
        availability="From one to three days a week",
    )  # fmt: skip
    with wv.acting("coordinator", BEGUN, "10:30") as cora:
        isolde = add_reviewer(wv.cast.partnership, said, by=cora)
        declare_interest(
            isolde, tie=Interest.Tie.WORKED, body=wv.cast.police, declared_on=BEGUN, by=cora,
            words="Advised on a training course, eight days in all", from_on=date(2016, 3, 1),
            until_on=date(2016, 9, 30),
        )  # fmt: skip


def _close_to_the_council(wv: Telling) -> None:
    said = _said(
        "Ambrose Kerfoot", available="now", in_pool=True, expertise=["neglect", "social care", "disability"],
        experience="Former head of service in Wendshire. Two reviews written for other areas.",
        checked="References awaited from one of two partnerships.",
    )  # fmt: skip
    with wv.acting("coordinator", BEGUN, "11:00") as cora:
        ambrose = add_reviewer(wv.cast.partnership, said, by=cora)
        for tie, words, until in (
            (Interest.Tie.EMPLOYED, "Head of service for looked-after children", date(2021, 8, 31)),
            (Interest.Tie.RELATED, "His sister manages the front door", None),
        ):
            declare_interest(
                ambrose, tie=tie, body=wv.cast.council, words=words, declared_on=BEGUN, until_on=until, by=cora
            )


def _takes_none_and_has_left(wv: Telling) -> None:
    for name, available, expertise in (
        ("Dr Philippa Quayle", "no", ["health", "suicide"]), ("Sunniva Achebe-Lund", "now", ["race", "education"]),
    ):  # fmt: skip
        said = _said(name, available=available, in_pool=True, expertise=expertise)
        with wv.acting("coordinator", BEGUN, "11:30") as cora:
            declare_nothing_more(add_reviewer(wv.cast.partnership, said, by=cora), declared_on=BEGUN, by=cora)
    with wv.acting("coordinator", wv.back(70), "09:20") as cora:
        gone = reviewer("Sunniva Achebe-Lund")
        take_off_register(gone, on=wv.back(70), why="Took a post at a children's charity in the area.", by=cora)


def _said(name: str, **more: object) -> Said:
    email = f"{name.removeprefix('Dr ').lower().replace(' ', '.')}@wendvalley.example"
    return Said(body=Body.objects.get(name=FIRM if name == ROWENA else OTHER_FIRM), name=name, email=email, **more)  # type: ignore[arg-type]
