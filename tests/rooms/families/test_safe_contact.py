"""A message that would break a family's safe-contact rule is refused in a sentence, and nothing leaves."""

from __future__ import annotations

import ast
import uuid
from unittest.mock import patch

import pytest
from django.utils import timezone

from handrail.service.audit.actions import Job, name_actor, record, unit_of_work
from handrail.service.cases.actions import NotDone, join_folders
from handrail.service.cases.models import Case
from handrail.service.families import actions
from handrail.service.families.models import Reach
from handrail.service.families.safe import told_on_folder
from handrail.service.outbox import actions as outbox
from handrail.service.outbox.mail_server import MailServer
from handrail.service.outbox.models import Message
from handrail.service.outbox.sending import send_waiting
from tests.house.house import SOURCE
from tests.house.test_messages import writings
from tests.rooms.cast import Cast, open_folder_for
from tests.rooms.families.people import HERS, HIS, a_folder, day, one_of, reached_by, ruled

SERVER = MailServer(
    host="mail.example", port=25, user="", password="", tls=False, over_tls=False, sender="hr@wv.example"
)


def write_to(cast: Cast, address: str, *about: uuid.UUID, by: str = "coordinator") -> Message | None:
    with unit_of_work(cast[by]):
        return outbox.write(to=address, subject="A meeting", text="Come.", kind="meeting", about=about)


def refused(cast: Cast, case: Case, address: str = HERS, by: str = "coordinator") -> bool:
    before = Message.objects.count()
    try:
        written = write_to(cast, address, case.pk, by=by)
    except NotDone as sentence:
        said = str(sentence)
    else:
        assert written is not None
        return False
    assert "safe-contact rule" in said
    assert address not in said
    assert Message.objects.count() == before
    return True


def test_an_address_that_must_not_be_used_gets_nothing_and_the_others_do(cast: Cast) -> None:
    case = a_folder(cast)
    mother = one_of(cast, case)
    ruled(cast, mother, "not here", reached_by(cast, mother))
    reached_by(cast, mother, "wilma.safe@fairlight.example")
    assert refused(cast, case)
    assert not refused(cast, case, "wilma.safe@fairlight.example")


@pytest.mark.parametrize("kind", ["only by phone", "not while", "not at all"])
def test_a_rule_of_the_person_holds_for_every_address_of_theirs_and_nobody_elses(cast: Cast, kind: str) -> None:
    case = a_folder(cast)
    mother, father = one_of(cast, case), one_of(cast, case, "Hal Fairlight", "father")
    for address in (HERS, "w@fairlight.example"):
        reached_by(cast, mother, address)
    reached_by(cast, father, HIS)
    ruled(cast, mother, kind)
    assert refused(cast, case, HERS)
    assert refused(cast, case, "w@fairlight.example")
    assert not refused(cast, case, HIS)


@pytest.mark.parametrize(
    "written", ["WILMA@Fairlight.Example", " wilma@fairlight.example ", "wilma+x@fairlight.example"]
)
def test_the_address_is_the_same_however_it_is_written(cast: Cast, written: str) -> None:
    case = a_folder(cast)
    mother = one_of(cast, case)
    ruled(cast, mother, "not here", reached_by(cast, mother))
    assert refused(cast, case, written)


def test_mail_that_is_safe_beside_somebody_is_sent(cast: Cast) -> None:
    case = a_folder(cast)
    mother = one_of(cast, case)
    reached_by(cast, mother)
    ruled(cast, mother, "not while", e_mail_is_safe=True)
    assert not refused(cast, case)


def test_it_binds_whoever_writes_though_they_may_read_nothing_of_the_family(cast: Cast) -> None:
    case = a_folder(cast)
    mother = one_of(cast, case)
    ruled(cast, mother, "not here", reached_by(cast, mother))
    with unit_of_work(cast["hospital lead"]):
        assert not Reach.objects.exists()
    assert refused(cast, case, by="hospital lead")


def test_it_binds_for_a_folder_that_is_joined_and_for_no_other(cast: Cast) -> None:
    case = a_folder(cast)
    mother = one_of(cast, case)
    ruled(cast, mother, "not here", reached_by(cast, mother))
    sibling, stranger = open_folder_for(cast), open_folder_for(cast)
    name_actor(cast["coordinator"])
    join_folders(case, sibling, why="One household", by=cast["coordinator"])
    assert refused(cast, sibling)
    assert not refused(cast, stranger)


def test_setting_the_address_aside_does_not_end_the_rule_and_ending_it_does(cast: Cast) -> None:
    case = a_folder(cast)
    mother = one_of(cast, case)
    reach = reached_by(cast, mother)
    rule = ruled(cast, mother, "not here", reach)
    actions.set_aside(case, reach, why="She has left; he has the mailbox.", by=cast["coordinator"])
    assert refused(cast, case)
    with pytest.raises(NotDone, match="would be overlooked"):
        actions.set_aside(case, mother, why="A slip.", by=cast["coordinator"])
    actions.end_rule(case, rule, on=day(0), why="She changed the password.", by=cast["coordinator"])
    assert not refused(cast, case)


def test_a_job_goes_on_with_the_others_and_that_message_is_withheld(cast: Cast) -> None:
    case = a_folder(cast)
    mother = one_of(cast, case)
    ruled(cast, mother, "not here", reached_by(cast, mother))
    job = Job("summary reminders")
    with unit_of_work(job):
        kept = outbox.write(to=HERS, subject="s", text="t", kind="reminder", about=[case.pk])
        assert outbox.write(to=HIS, subject="s", text="t", kind="reminder", about=[case.pk])
        record(job, "reminded two people", case)
    assert kept is not None
    assert kept.withheld_at is not None
    assert not Message.objects.waiting().filter(to=HERS).exists()


def test_what_waits_when_the_rule_is_made_does_not_leave(cast: Cast) -> None:
    case = a_folder(cast)
    mother = one_of(cast, case)
    reach = reached_by(cast, mother)
    write_to(cast, HERS, case.pk)
    ruled(cast, mother, "not here", reach)
    with patch("handrail.service.outbox.sending._hand_over") as handed:
        assert send_waiting(SERVER) == 0
    handed.assert_not_called()
    assert Message.objects.get(to=HERS).withheld_at is not None


def test_a_rule_made_while_messages_are_being_sent_is_kept_to_at_the_last_moment(cast: Cast) -> None:
    case = a_folder(cast)
    mother = one_of(cast, case)
    reach = reached_by(cast, mother)
    write_to(cast, HERS, case.pk)
    with (
        patch("handrail.service.outbox.sending._withhold_forbidden", lambda: ruled(cast, mother, "not here", reach)),
        patch("handrail.service.outbox.sending._hand_over") as handed,
    ):
        assert send_waiting(SERVER) == 0
    handed.assert_not_called()
    assert Message.objects.get(to=HERS).withheld_at is not None


def test_only_letters_that_were_read_for_it_speak_of_no_folder() -> None:
    """A message that named no folder would go round the guard: an account's, a plan's, an inventory's, those on the
    report of a year, and those on a death told of by code, of which there is no folder yet."""
    silent = {
        str(file.relative_to(SOURCE))
        for file in SOURCE.rglob("*.py")
        for call in writings(file)
        for word in call.keywords
        if word.arg == "about" and isinstance(word.value, ast.Tuple | ast.List) and not word.value.elts
    }
    assert silent == {
        "service/access/letters.py",
        "service/arrangements/reminders.py",
        "service/reports/actions/sending.py",
        "service/reports/actions/years.py",
        "service/reports/handing_over.py",
        "service/scrutiny/actions/readings.py",
        "service/tellings/letters.py",
    }


def test_the_folders_page_says_that_rules_stand_and_not_which(cast: Cast) -> None:
    case = a_folder(cast)
    assert told_on_folder(case) == []
    mother = one_of(cast, case)
    ruled(cast, mother, "only by phone")
    (told,) = told_on_folder(case)
    assert "a safe-contact rule stands" in told
    assert "Wilma" not in told
    assert timezone.localdate() == day(0)
