"""Letters on what the panel found: written, read by a person, held against what the folder knows, sent and recorded."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction
from django.utils import timezone

from handrail.service.access.grounds import TELLING, Ground
from handrail.service.access.models import Person, Share
from handrail.service.access.sharing import share
from handrail.service.audit import actions as audit
from handrail.service.cases.actions import NotDone
from handrail.service.cases.follow import follow, locked_open
from handrail.service.outbox import actions as outbox
from handrail.service.overview_panels.actions.leaving import refuse_what_tells
from handrail.service.overview_panels.drawing import as_sent
from handrail.service.overview_panels.models import Letter, PanelPack
from handrail.service.overview_panels.models.letters import READERS

SUBJECT = "What a child death overview panel found"
LEARNING = Ground("review", "public task")
"""What the panel found goes to whoever can act on it; it says nothing of whose death it was."""


@transaction.atomic
def write_letter(pack: PanelPack, of: str, *, to: str, name: str, email: str = "", text: str, by: Person) -> Letter:
    """Keep it, to be read and sent. One to the same reader that is not sent yet is written anew."""
    locked_open(pack.case_id)
    if pack.completed_on is None:
        raise NotDone("The panel has not completed this death, so there is nothing to tell yet.")
    if of == Letter.Of.CAUSE and not pack.cause_why:
        raise NotDone("The panel did not find the registered cause of death to be wrong.")
    if to not in READERS[Letter.Of(of)]:
        raise NotDone("Choose to whom this letter goes.", "to")
    letter = Letter.objects.filter(pack=pack, of=of, to=to, name=name, sent_on=None, set_aside_at=None).first()
    letter = letter or Letter(case=pack.case, pack=pack, of=of, to=to, name=name, recorded_by=by)
    letter.email, letter.text, letter.let_stand, letter.written_at = email, text, False, timezone.now()
    letter.save()
    audit.record(by, f"wrote a letter to {letter.get_to_display().lower()}", letter)
    follow(letter)
    return letter


@transaction.atomic
def send_letter(letter: Letter, *, how: str, on: date, let_stand: bool, by: Person) -> None:
    """Send it from here, or record that it was sent otherwise. Raises NotDone for words that would tell."""
    case = locked_open(letter.case_id)
    letter.refresh_from_db(fields=["sent_on", "set_aside_at", "text", "email"])
    if letter.sent_on is not None or not letter.stands:
        raise NotDone("This letter was sent or set aside already.")
    if letter.of == Letter.Of.FINDINGS:
        refuse_what_tells(case, {"text": letter.text}, let_stand=let_stand)
    if how == Letter.How.EMAIL:
        letter.message, on = _posted(letter, by), timezone.localdate()
    assert letter.pack.completed_on is not None
    if not letter.pack.completed_on <= on <= timezone.localdate():
        raise NotDone("A letter goes on or after the day the panel completed it, and not in the future.", "on")
    letter.how, letter.sent_on, letter.sent_by, letter.let_stand = how, on, by, let_stand
    letter.save(update_fields=["how", "sent_on", "sent_by", "let_stand", "message"])
    share(
        case.folder, to=letter.name, how=Share.How.SENT, what=str(letter), paper_id=letter.pk, by=by,
        words=f"{letter.get_to_display()} is told of it", ground=LEARNING if _learns(letter) else TELLING,
    )  # fmt: skip
    audit.record(by, f"sent a letter to {letter.get_to_display().lower()}", letter)
    follow(letter)
    follow(letter.pack, f"a letter went to {letter.get_to_display().lower()}")


def _learns(letter: Letter) -> bool:
    return letter.of == Letter.Of.FINDINGS


def _posted(letter: Letter, by: Person) -> uuid.UUID:
    if letter.of == Letter.Of.CAUSE:
        raise NotDone(
            "This letter names the child, and no message from Handrail does. Send it by secure e-mail, by post or by "
            "hand, and record that.", "how",
        )  # fmt: skip
    if not letter.email:
        raise NotDone("Write the letter with an e-mail address first, or send it another way.", "how")
    message = outbox.write(
        to=letter.email, subject=SUBJECT, text=as_sent(letter), kind="overview panel's letter",
        partnership=letter.case.partnership, about=[letter.case_id], once=f"overview panel's letter {letter.pk}",
    )  # fmt: skip
    if message is None:
        raise NotDone("Handrail sends nothing about this folder to that address. Send it another way.", "how")
    return message.pk


@transaction.atomic
def set_letter_aside(letter: Letter, *, why: str, by: Person) -> None:
    """It was written or recorded in error. It stays readable, and no longer counts."""
    locked_open(letter.case_id)
    letter.refresh_from_db(fields=["set_aside_at", "message"])
    if not letter.stands:
        raise NotDone("This letter was set aside already.")
    if letter.message is not None:
        raise NotDone("This letter left by e-mail and cannot be called back. Write another that puts it right.")
    letter.set_aside_at, letter.set_aside_why = timezone.now(), why
    letter.save(update_fields=["set_aside_at", "set_aside_why"])
    audit.record(by, "set a letter aside", letter)
    follow(letter, why)
    follow(letter.pack, why)
