"""Each of the family is heard for themselves; whoever is spoken of may reply; what was changed stands with it."""

from __future__ import annotations

from datetime import date

import pytest

from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import KeptClock
from handrail.service.cases.rebuild import differs
from handrail.service.reviews import actions
from handrail.service.reviews.models import DraftAnswer, FamilyContact, PracticeReview
from handrail.service.reviews.overview import next_of
from tests.rooms.cast import Cast
from tests.rooms.reviews.in_full import ON, draft, mother, review_of, shown_to, write, write_under


def test_differing_wishes_of_one_family_stand_side_by_side(cast: Cast) -> None:
    case, going = review_of(cast)
    people = [write(cast, case, going, mother()), write(cast, case, going, mother(name="Del", relation="his father"))]
    for one, wish in zip(people, ("That his name is used.", "That his name is not used."), strict=True):
        write_under(cast, case, going, FamilyContact(member=one, on=ON, how="a visit", wishes=wish), one)
    kept = FamilyContact.objects.filter(member__review=going.pk).order_by("wishes")
    assert [(one.member.name, one.wishes) for one in kept] == [
        ("Del", "That his name is not used."), ("Mara Fictionby", "That his name is used."),
    ]  # fmt: skip


def test_nothing_is_added_to_somebody_who_was_set_aside(cast: Cast) -> None:
    case, going = review_of(cast)
    one = write(cast, case, going, mother())
    actions.set_part_aside(case, one.review, one, why="Recorded twice.", by=cast["coordinator"])
    with pytest.raises(NotDone, match="was set aside"):
        write_under(cast, case, going, FamilyContact(member=one, on=ON, how="a visit", told="That it is held."), one)


def test_a_reply_is_kept_with_what_was_changed(cast: Cast) -> None:
    case, going = review_of(cast)
    version, one = write(cast, case, going, draft()), write(cast, case, going, mother())
    shown = write(cast, case, going, shown_to(version, to_member=one))
    said = {"on": date(2024, 4, 20), "response": "I rang twice, not once.", "changed": "The second call was added."}
    write_under(cast, case, going, DraftAnswer(shown=shown, **said), shown)
    answer = DraftAnswer.objects.get()
    assert (answer.shown.whom, answer.changed) == ("Mara Fictionby, his mother", "The second call was added.")


def test_a_reply_cannot_come_before_what_it_replies_to(cast: Cast) -> None:
    case, going = review_of(cast)
    version = write(cast, case, going, draft())
    shown = write(cast, case, going, shown_to(version, to_name="the school’s governors"))
    early = DraftAnswer(shown=shown, on=date(2024, 4, 14), response="Fair.", not_changed="Nothing.")
    with pytest.raises(NotDone, match="That began on 15 April 2024"):
        write_under(cast, case, going, early, shown)


def test_an_agencys_reply_is_waited_for_until_it_comes(cast: Cast) -> None:
    case, going = review_of(cast)
    version = write(cast, case, going, draft())
    shown = write(cast, case, going, shown_to(version, to_body=cast.trust, reply_by=date(2024, 5, 1)))

    def clock() -> KeptClock:
        return KeptClock.objects.get(case=case, title="Reply to a draft report")

    assert (clock().owed_by, clock().due_on, clock().stopped_on) == (cast.trust, date(2024, 5, 1), None)
    review = PracticeReview.objects.get(pk=going.pk)
    assert f"Ask {cast.trust} for the reply that was wanted by 1 May 2024" in [
        one.words for one in next_of(going, review, None)
    ]
    reply = DraftAnswer(shown=shown, on=date(2024, 4, 30), response="Fair.", not_changed="Nothing was asked.")
    write_under(cast, case, going, reply, shown)
    assert clock().stopped_on == date(2024, 4, 30)
    actions.set_part_aside(case, review, reply, why="It was another’s.", by=cast["coordinator"])
    assert clock().stopped_on is None
    assert not differs(case.pk)


def test_a_later_version_stands_beside_the_earlier_and_says_what_changed(cast: Cast) -> None:
    case, going = review_of(cast)
    write(cast, case, going, draft())
    with pytest.raises(NotDone, match="what changed since then"):
        write(cast, case, going, draft(text="More."))
    assert write(cast, case, going, draft(text="More.", changed="The father’s words.")).version == 2
