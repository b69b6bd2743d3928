"""Whatever happens in whatever order, nobody who is shut out of a folder is let into it; and everyone else still is.

A plain model stands beside the service: sets of people, folders and names, in which two spellings are one name because
we say so here, and not because a programme compared them.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from handrail.service.access.actions import add_person, change_person
from handrail.service.access.grounds import ASKING
from handrail.service.access.models import BrokenGlass, Exclusion, Folder, Grant, Person, Post, ShutOut
from handrail.service.access.opening import opens
from handrail.service.access.roles import ALL, CONTRIBUTION
from handrail.service.audit.actions import name_actor
from handrail.service.cases import shutting_out
from handrail.service.cases.actions import give_key, join_folders, part_folders
from handrail.service.cases.doors import may_open
from handrail.service.cases.models import Case, Join
from handrail.service.cases.shutting_out import Named
from tests.house.wall import acting_as
from tests.rooms.cast import Cast, employ, open_folder_for

SPELT = (
    ("Zoe Muller", "MÜLLER, Zoë", "Dr Zoë  Müller"),
    ("Ann O'Neill", "ONEILL ANN", "o’neill ann"),
    ("Tom Reed", "reed, tom", "Mr Tom Reed"),
    ("王小明", "王小明 ", "王小明."),
)
ROLES = ("coordinator", "senior officer", "contributor")
FOLDERS = range(4)
PEOPLE = st.integers(0, 9)
WHO, HOW = st.integers(0, len(SPELT) - 1), st.integers(0, 2)


@dataclass
class One:
    """An account, as the model knows it."""

    person: Person
    role: str
    who: int


@dataclass
class Shut:
    """An exclusion, as the model knows it."""

    made: Exclusion
    folder: int
    who: set[int]
    emails: set[str] = field(default_factory=set)
    taken: set[int] = field(default_factory=set)
    lifted: set[int] = field(default_factory=set)
    ended: bool = False


class Histories(RuleBasedStateMachine):
    cast: Cast
    seen = 0

    def __init__(self) -> None:
        super().__init__()
        self.point = transaction.savepoint()
        self.folders = [open_folder_for(self.cast) for _ in FOLDERS]
        Grant.objects.filter(folder__in=[case.pk for case in self.folders]).delete()
        self.by = self.cast["coordinator"]
        self.second = employ("Secunda Cole", "coordinator", self.cast.partnership, self.cast.partnership)
        name_actor(self.by)
        self.people: list[One] = []
        self.shut: list[Shut] = []
        self.joins: list[tuple[Join, int, int]] = []
        self.keys: set[int] = set()
        self.glass: set[tuple[int, int]] = set()

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.point)

    @rule(who=WHO, how=HOW, role=st.sampled_from(ROLES))
    def an_account_is_made(self, who: int, how: int, role: str) -> None:
        number = len(self.people)
        person, _ = add_person(email=f"p{number}@wend.example", name=SPELT[who][how], by=self.by)
        place = self.cast.partnership if role == "coordinator" else self.cast.other_council
        Post.objects.create(person=person, role=role, body=place, partnership=self.cast.partnership)
        self.people.append(One(person, role, who))
        for one in self.shut:
            if not one.ended and (who in one.who or person.email in one.emails):
                one.taken.add(number)

    @precondition(lambda self: self.people)
    @rule(number=PEOPLE, who=WHO, how=HOW)
    def an_account_is_renamed(self, number: int, who: int, how: int) -> None:
        number %= len(self.people)
        one = self.people[number]
        change_person(one.person, email=one.person.email, name=SPELT[who][how], by=self.by)
        if who != one.who:
            for shut in self.shut:
                if not shut.ended and who in shut.who:
                    shut.taken.add(number)
                    shut.lifted.discard(number)
        one.who = who

    @rule(folder=st.sampled_from(FOLDERS), who=WHO, how=HOW)
    def someone_is_shut_out_by_name(self, folder: int, who: int, how: int) -> None:
        self._shut(folder, {who}, set(), (SPELT[who][how],))

    @rule(folder=st.sampled_from(FOLDERS), number=PEOPLE)
    def someone_is_shut_out_by_address(self, folder: int, number: int) -> None:
        self._shut(folder, set(), {f"p{number}@wend.example"}, ())

    def _shut(self, folder: int, who: set[int], emails: set[str], names: tuple[str, ...]) -> None:
        named = Named(names, tuple(email.upper() for email in emails), Exclusion.Stands.PARENT)
        made = shutting_out.shut_out(self.folders[folder], named, why="Because", by=self.by)
        taken = {n for n, one in enumerate(self.people) if one.who in who or one.person.email in emails}
        self.shut.append(Shut(made, folder, who, emails, taken))

    @precondition(lambda self: self._standing())
    @rule(which=PEOPLE, who=WHO, how=HOW)
    def another_name_is_found(self, which: int, who: int, how: int) -> None:
        one = self._standing()[which % len(self._standing())]
        if who in one.who:
            return
        shutting_out.add_names(one.made, names=[SPELT[who][how]], emails=[], by=self.by)
        one.who.add(who)
        for number, account in enumerate(self.people):
            if account.who == who:
                one.taken.add(number)
                one.lifted.discard(number)

    @precondition(lambda self: self._standing())
    @rule(which=PEOPLE)
    def it_is_ended(self, which: int) -> None:
        one = self._standing()[which % len(self._standing())]
        shutting_out.end_exclusion(one.made, why="It is over", by=self.by)
        one.ended = True

    @precondition(lambda self: any(one.taken - one.lifted for one in self._standing()))
    @rule(which=PEOPLE)
    def an_account_is_let_through(self, which: int) -> None:
        choices = [(one, number) for one in self._standing() for number in sorted(one.taken - one.lifted)]
        one, number = choices[which % len(choices)]
        taken = one.made.taken.get(person=self.people[number].person)
        shutting_out.ask_to_lift(taken, why="Somebody else", by=self.by)
        name_actor(self.second)
        shutting_out.confirm_lift(taken, by=self.second)
        name_actor(self.by)
        one.lifted.add(number)

    @rule(first=st.sampled_from(FOLDERS), second=st.sampled_from(FOLDERS))
    def folders_are_joined(self, first: int, second: int) -> None:
        if first == second or any({first, second} == {a, b} for _, a, b in self.joins):
            return
        join = join_folders(self.folders[first], self.folders[second], why="One family", by=self.by)
        self.joins.append((join, first, second))

    @precondition(lambda self: self.joins)
    @rule(which=PEOPLE)
    def folders_are_parted(self, which: int) -> None:
        join, _, _ = self.joins.pop(which % len(self.joins))
        part_folders(join, by=self.by)

    @rule(folder=st.sampled_from(FOLDERS))
    def a_key_is_given(self, folder: int) -> None:
        give_key(self.folders[folder], self.cast.other_council, opens=ALL, why="asked", ground=ASKING, by=self.by)
        self.keys.add(folder)

    @precondition(lambda self: self.people)
    @rule(number=PEOPLE, folder=st.sampled_from(FOLDERS))
    def the_glass_is_broken(self, number: int, folder: int) -> None:
        number %= len(self.people)
        BrokenGlass.objects.create(
            folder=self.folders[folder].folder, person=self.people[number].person, reason="Tonight",
            until_at=timezone.now() + timedelta(hours=1), told_first=self.by, told_second=self.second,
        )  # fmt: skip
        self.glass.add((number, folder))

    @invariant()
    def nobody_is_where_they_may_not_be(self) -> None:
        wanted = {(n, f) for n in range(len(self.people)) for f in self._shut_to(n)}
        rows = ShutOut.objects.filter(person__in=[one.person.pk for one in self.people])
        ids = {case.pk: f for f, case in enumerate(self.folders)}
        numbers = {one.person.pk: n for n, one in enumerate(self.people)}
        kept = {(numbers[row.person_id], ids[row.folder_id]) for row in rows if row.folder_id in ids}
        assert kept == wanted
        for number in range(len(self.people)):
            self._sees_just_what_they_may(number)

    def _sees_just_what_they_may(self, number: int) -> None:
        fresh = Person.objects.get(pk=self.people[number].person.pk)
        listed = set(Case.objects.visible_to(fresh, {ALL}).values_list("pk", flat=True))
        behind = self._behind_the_wall(fresh)
        for f, case in enumerate(self.folders):
            Histories.seen += 1
            may = self._may_open(number, f)
            assert (case.pk in listed) == may
            assert (case.pk in behind) == may, "the database itself"
            held = Case.objects.select_related("folder").get(pk=case.pk)
            assert may_open(fresh, held, what=ALL) == may
            if f in self._shut_to(number):
                assert not any(opens(post, held.folder, CONTRIBUTION) for post in fresh.posts_today)

    def _behind_the_wall(self, person: Person) -> set[uuid.UUID]:
        """The folders that the database shows them by itself, with no rule of ours between."""
        with acting_as(person):
            return set(Folder.objects.values_list("pk", flat=True)) & set(Case.objects.values_list("pk", flat=True))

    def _may_open(self, number: int, folder: int) -> bool:
        role = self.people[number].role
        by_post = role == "coordinator" or (role == "senior officer" and folder in self.keys)
        return folder not in self._shut_to(number) and (by_post or (number, folder) in self.glass)

    def _shut_to(self, number: int) -> set[int]:
        made = (one for one in self._standing() if number in one.taken - one.lifted)
        return {f for one in made for f in self._together(one.folder)}

    def _together(self, folder: int) -> set[int]:
        found = {folder}
        while True:
            more = {b for _, a, b in self._both_ways() if a in found} - found
            if not more:
                return found
            found |= more

    def _both_ways(self) -> Iterator[tuple[Join, int, int]]:
        for join, a, b in self.joins:
            yield join, a, b
            yield join, b, a

    def _standing(self) -> list[Shut]:
        return [one for one in self.shut if not one.ended]


def run(cast: Cast, *, histories: int, steps: int) -> int:
    """Gives how often a person and a folder were held against the model."""
    Histories.cast, Histories.seen = cast, 0
    run_state_machine_as_test(
        Histories,
        settings=settings(
            max_examples=histories, stateful_step_count=steps, deadline=None, derandomize=True, database=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.generate,), report_multiple_bugs=False,
        ),
    )  # fmt: skip
    return Histories.seen


def test_in_a_few_random_histories(cast: Cast) -> None:
    assert run(cast, histories=4, steps=16) > 40


@pytest.mark.full
def test_in_very_many_random_histories(cast: Cast) -> None:
    assert run(cast, histories=600, steps=40) > 100_000


def test_an_exclusion_that_did_not_follow_a_join_would_be_seen(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Histories, "_together", lambda _, folder: {folder})
    with pytest.raises(AssertionError):
        run(cast, histories=40, steps=16)


def test_a_door_that_forgot_would_be_seen(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handrail.service.access.opening.is_shut", lambda *_: False)
    with pytest.raises(AssertionError):
        run(cast, histories=40, steps=16)
