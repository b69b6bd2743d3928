"""Facts and clocks can be made anew from the papers; what was kept differently is found, and mended."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import close_case, file_note
from handrail.service.cases.models import Case, KeptClock, KeptFact, MovedDate, Note, PaperLine
from handrail.service.cases.papers import papers_of
from handrail.service.cases.rebuild import rebuild
from handrail.service.learning.actions.tracked import add_action
from handrail.service.web.rebuilding import DIFFERED, STOPPED, go_through
from tests.rooms.cases.folders import asked_of, happened, today
from tests.rooms.cast import Cast, open_folder_for


def note_in(case: Case, cast: Cast) -> Note:
    name_actor(cast["notifier"])
    return file_note(
        case, of="call", happened_at=timezone.now(), with_whom="Ottoline Ward", text="A call.", by=cast["notifier"]
    )


@pytest.fixture
def case(cast: Cast) -> Case:
    case = open_folder_for(cast)
    note_in(case, cast)
    return case


def differing(*, mend: bool) -> int:
    return sum(wrong for _, wrong in rebuild(mend=mend))


def queries(*, mend: bool) -> int:
    with CaptureQueriesContext(connection) as taken:
        differing(mend=mend)
    return len(taken)


def asked_by_a_paper(case: Case, cast: Cast) -> QuerySet[KeptClock]:
    """Something asked for by a paper of a room, and the clock it set running."""
    name_actor(cast["coordinator"])
    action = add_action(
        case, title="Write to the school", owner=cast.school, owner_name="", due_on=today() + timedelta(days=14),
        source="the rapid review", by=cast["coordinator"],
    )  # fmt: skip
    return KeptClock.objects.filter(case=case, paper_id=action.pk)


def test_what_follows_from_the_papers_is_what_is_kept(case: Case) -> None:
    assert differing(mend=False) == 0


def test_a_lost_fact_is_found_and_made_again(case: Case) -> None:
    KeptFact.objects.filter(case=case).delete()
    assert differing(mend=False) == 1
    assert not KeptFact.objects.exists()
    assert differing(mend=True) == 1
    assert KeptFact.objects.get(case=case).kind == "call_noted"
    assert differing(mend=False) == 0


@pytest.mark.parametrize("lost", [(0, 1, 2, 3), (0, 2), (0, 1, 3), ()])
def test_whatever_the_batch_before_was_like_each_folder_that_differs_is_mended_and_no_other(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, lost: tuple[int, ...]
) -> None:
    monkeypatch.setattr("handrail.service.cases.rebuild.BATCH", 1)
    folders = sorted((open_folder_for(cast) for _ in range(4)), key=lambda case: case.pk)
    for case in folders:
        note_in(case, cast)
    for number in lost:
        KeptFact.objects.filter(case=folders[number]).delete()
    assert list(rebuild(mend=True)) == [(1, int(number in lost)) for number in range(4)]
    assert differing(mend=False) == 0


def test_a_clock_that_no_paper_accounts_for_is_let_go(case: Case, cast: Cast) -> None:
    happened(case, "incident_known", today() - timedelta(days=60))
    asked_of(case, cast.school, today(), cast["notifier"])
    assert differing(mend=True) == 1
    assert not KeptClock.objects.filter(case=case).exists()
    assert KeptFact.objects.get(case=case, kind="incident_known").replaced_at is not None
    assert PaperLine.objects.filter(case=case).count() == 1
    assert differing(mend=False) == 0


def test_a_line_that_was_changed_is_put_right(case: Case) -> None:
    PaperLine.objects.filter(case=case).update(opens="learning")
    assert differing(mend=True) == 1
    assert PaperLine.objects.get(case=case).opens == "all"


def test_only_the_folders_that_differ_are_counted_and_touched(case: Case, cast: Cast) -> None:
    sound = open_folder_for(cast)
    note_in(sound, cast)
    kept = list(KeptFact.objects.filter(case=sound).values())
    KeptFact.objects.filter(case=case).delete()
    assert differing(mend=True) == 1
    assert list(KeptFact.objects.filter(case=sound).values()) == kept


def test_a_closed_folder_is_as_it_should_be(case: Case, cast: Cast) -> None:
    name_actor(cast["coordinator"])
    close_case(case, why="Done with.", by=cast["coordinator"])
    assert differing(mend=False) == 0


def test_folders_are_taken_a_batch_at_a_time(case: Case, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(4):
        note_in(open_folder_for(cast), cast)
    monkeypatch.setattr("handrail.service.cases.rebuild.BATCH", 2)
    assert [looked_at for looked_at, _ in rebuild(mend=False)] == [2, 2, 1]


def test_a_clock_that_is_kept_twice_is_kept_once(case: Case, cast: Cast) -> None:
    clocks = asked_by_a_paper(case, cast)
    KeptClock.objects.create(**{**clocks.values().get(), "id": None})
    assert differing(mend=False) == 1
    assert differing(mend=True) == 1
    assert clocks.count() == 1
    assert differing(mend=False) == 0


def test_a_day_that_was_shown_and_is_put_right_leaves_a_record_of_itself(case: Case, cast: Cast) -> None:
    clocks = asked_by_a_paper(case, cast)
    right = clocks.get().due_on
    clocks.update(due_on=today() + timedelta(days=90))
    assert differing(mend=True) == 1
    assert clocks.get().due_on == right
    moved = MovedDate.objects.get(case=case)
    assert (moved.was, moved.now) == (today() + timedelta(days=90), right)
    assert moved.why == "the folder was made anew from its papers"


def test_many_folders_take_no_more_queries_than_one(case: Case, cast: Cast) -> None:
    asked_by_a_paper(case, cast)
    one = queries(mend=False)
    for _ in range(5):
        asked_by_a_paper(open_folder_for(cast), cast)
    assert queries(mend=False) == one
    KeptFact.objects.all().delete()
    KeptClock.objects.filter(case=case).delete()
    one = queries(mend=True)
    KeptFact.objects.all().delete()
    KeptClock.objects.all().delete()
    assert queries(mend=True) == one
    assert differing(mend=False) == 0


def test_every_rooms_papers_are_read(case: Case) -> None:
    assert {type(paper) for paper in papers_of([case])} == {Note}


def test_the_command_tells_how_many_differed_and_ends_so_that_a_script_can_tell(
    case: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    assert go_through(mend=False) == 0
    assert "All 1 folders are what their papers say." in capsys.readouterr().out
    KeptFact.objects.filter(case=case).delete()
    assert go_through(mend=False) == DIFFERED
    assert "run it without --check to mend them" in capsys.readouterr().out
    assert go_through(mend=True) == 0
    assert "1 of 1 folders differed from their papers and were mended." in capsys.readouterr().out
    assert go_through(mend=False) == 0


def test_stopping_it_keeps_what_was_mended_and_says_how_to_go_on(
    case: Case, cast: Cast, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    note_in(open_folder_for(cast), cast)
    KeptFact.objects.all().delete()
    monkeypatch.setattr("handrail.service.cases.rebuild.BATCH", 1)
    monkeypatch.setattr("click.echo", _interrupting(after=1))
    assert go_through(mend=True) == STOPPED
    monkeypatch.undo()
    assert KeptFact.objects.count() == 1
    assert go_through(mend=True) == 0
    assert KeptFact.objects.count() == 2


def _interrupting(*, after: int) -> object:
    """Stands for a person who presses Ctrl-C once that many batches were told of."""
    told: list[str] = []

    def echo(words: str = "", **_: object) -> None:
        told.append(words)
        if len(told) == after:
            raise KeyboardInterrupt

    return echo
