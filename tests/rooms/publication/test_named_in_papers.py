"""The identity check knows who is named only in the running text of a folder, whichever room's paper it stands in."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from handrail.service.audit.actions import act_as
from handrail.service.cases.actions import file_note
from handrail.service.cases.models import Case
from handrail.service.incidents.models import Incident
from handrail.service.publication.actions.writing import add_known
from handrail.service.publication.checking import checked_of_all
from handrail.service.publication.gate import current
from handrail.service.publication.knowing import marks_in
from handrail.service.publication.models import Mark, Publication, Version
from handrail.service.publication.papers import mentioned
from handrail.service.publication.written import Section, Text
from tests.rooms.cast import Cast
from tests.rooms.chronologies.telling import ask_one, said, tell
from tests.rooms.chronologies.telling import begun as chronology_begun
from tests.rooms.publication.publishing import HARMLESS, NOW, TEXT, write, written
from tests.rooms.reviews.in_full import acting, reviewer_of

NAMES = "It was Ottoline who rang, and Perpetua Quarn came. Nobody asked Isolde. The dog, Tigger, was there."


@pytest.fixture(autouse=True)
def monday() -> object:
    with time_machine.travel(NOW, tick=False):
        yield


def text(words: str = NAMES) -> Text:
    return Text("Child Q", "", (Section("What happened", words),))


def note(cast: Cast, case: Case, words: str) -> None:
    file_note(case, of="call", happened_at=timezone.now(), with_whom="The school", text=words, by=cast["coordinator"])


def named(version: Version) -> set[str]:
    rows = Mark.objects.filter(version=version, kind="named in the folder's papers")
    return set(rows.values_list("words", flat=True))


def test_a_note_an_incident_and_a_line_of_a_chronology_are_read(cast: Cast) -> None:
    publication, _ = written(cast)
    case = publication.case
    assert named(write(cast, publication, text())) == set()
    note(cast, case, "The neighbour, Ottoline, says she rang.")
    Incident.objects.filter(case=case).update(what_is_known="Her friend Perpetua QUARN was there.")
    lines = ask_one(cast, chronology_begun(cast, case), cast.school)
    tell(lines, cast["school lead"], said("Isolde was at the gate, with Tigger."))
    again = write(cast, publication, text(f"{NAMES} They met again."))
    assert named(again) == {"Ottoline", "Perpetua Quarn", "Isolde", "Tigger"}


def test_what_is_written_after_the_check_shuts_the_gate(cast: Cast) -> None:
    publication, _ = written(cast, text())
    assert checked_of_all(current(publication))
    note(cast, publication.case, "The neighbour, Ottoline, says she rang.")
    assert not checked_of_all(current(publication))


def test_the_draft_of_the_report_and_what_was_learnt_tell_nothing_of_it(cast: Cast) -> None:
    """They are made to be read by others: what stands in them alone says no more than the public text itself."""
    publication, _ = written(cast, text("It is called the Ottoline method."))
    Publication.objects.filter(pk=publication.pk).update(stayed_why="The Ottoline method was not agreed.")
    assert mentioned([publication.case], "It is called the Ottoline method.") == ()


def test_whoever_reads_the_gate_is_told_the_same_whatever_else_they_may_read(cast: Cast, client: Client) -> None:
    publication, _ = written(cast, text())
    note(cast, publication.case, "The neighbour, Ottoline, says she rang.")
    for who in ("coordinator", "senior officer", "police partner"):
        client.force_login(cast[who])
        page = client.get(reverse("publication:gate", args=[publication.case_id, publication.pk]))
        assert "The folder knows more, or other things" in page.content.decode(), who
    act_as(cast["coordinator"])


def test_the_words_of_a_public_body_are_nobodys_name(cast: Cast) -> None:
    publication, _ = written(cast)
    note(cast, publication.case, f"Rang {cast.council} and the Vale of Wend.")
    assert named(write(cast, publication, text(f"It was asked of {cast.council}."))) == set()


def test_a_briefing_is_held_against_the_same_papers(cast: Cast) -> None:
    publication, _ = written(cast)
    note(cast, publication.case, "The neighbour, Ottoline, says she rang.")
    assert "Ottoline" in [flag.words for flag in marks_in(publication.case, "It was Ottoline who rang.")]


def test_whoever_may_not_read_whom_the_publishers_named_hears_of_their_own_words_alone(cast: Cast) -> None:
    publication, _ = written(cast)
    case, by = publication.case, cast["coordinator"]
    add_known(publication, sort="family", words="Philomena Tarrant", by=by)
    add_known(publication, sort="day", words="the day on which her sister was born", on=date(2019, 3, 7), by=by)
    words = "It was Mrs Tarrant who rang, on 7 March 2019."

    def said() -> dict[str, str]:
        return {flag.words: flag.why for flag in marks_in(case, words) if flag.words in ("Tarrant", "7 March 2019")}

    assert "Philomena Tarrant" in said()["Tarrant"]
    assert "sister" in said()["7 March 2019"]
    reviewer = reviewer_of(cast, case)
    with acting(reviewer, by):
        heard = said()
    assert set(heard) == {"Tarrant", "7 March 2019"}
    assert not any(one in " ".join(heard.values()) for one in ("Philomena", "sister"))


def test_a_text_without_a_word_that_may_be_a_name_asks_the_papers_nothing(cast: Cast) -> None:
    publication, _ = written(cast)
    with CaptureQueriesContext(connection) as asked:
        assert mentioned([publication.case], " ".join([TEXT.title, HARMLESS])) == ()
    assert len(asked) == 0
