"""Stretches that were pasted into a report and never taken out: the head of a form, an e-mail, a line of a log."""

from __future__ import annotations

import random
from collections.abc import Callable

from bench.identity_reports import dates, spoiling
from bench.identity_reports.cast import Case
from bench.identity_reports.planting import DOB, planted
from bench.identity_reports.shapes import Piece, Sentence


def form_head(case: Case, dice: random.Random) -> Sentence:
    """Three to five boxes of a referral form, as copied."""
    worker, address, school = dice.choice(case.workers), case.addresses[0], case.schools[0]
    birth = dice.choice((
        planted(dates.plain(case.born_on), "date", DOB, "plain"),
        planted(f"{case.born_on:%d/%m/%Y}", "date_form", DOB, "dd/mm/yyyy"),
    ))  # fmt: skip
    name = planted(case.child.full, "exact", "full name of the child", "full name")
    number = planted(case.nhs_numbers[0], "nhs_number", "NHS number", "plain")
    seen_by = planted(worker.full, "practitioner", f"name of a {worker.job}", "full name")
    boxes = (
        (("Name", "Name of child", "Subject", "Re"), name),
        (("DOB", "Date of birth", "d.o.b."), birth),
        (("NHS no", "NHS", "NHS number"), number),
        (("Address", "Home", "Lives at"), planted(address.full, "address", "address", "full")),
        (("School", "Education"), planted(school.full, "school", "school", "full")),
        (("Worker", "Allocated to", "Seen by"), seen_by),
    )
    chosen = sorted(dice.sample(range(len(boxes)), dice.randint(3, 5)))
    gap, end = dice.choice(((": ", "\n"), (" - ", "\n"), (" | ", "\n"), (": ", "; ")))
    pieces: list[Piece] = []
    for box_number in chosen:
        labels, box = boxes[box_number]
        pieces += [Piece(f"{dice.choice(labels)}{gap}"), box, Piece(end)]
    return tuple(pieces)


def an_email(case: Case, dice: random.Random) -> Sentence:
    worker, person = dice.choice(case.workers), case.child
    subject = planted(spoiling.initials(person, dice), "initials", "initials of the child", "initials")
    sender = planted(worker.full, "practitioner", f"name of a {worker.job}", "full name")
    first = planted(person.first, "exact", "first name of the child", "first name")
    ask = dice.choice(
        (
            " not in again today, can someone ring?",
            " is here and won't go home. Who is on duty?",
            " - any news on the visit?",
        )
    )
    return (
        Piece("From: "),
        sender,
        Piece("\nTo: duty team\nSubject: "),
        subject,
        Piece("\n\nHi all, "),
        first,
        Piece(f"{ask}\n"),
    )


def a_text_message(case: Case, dice: random.Random) -> Sentence:
    """Without capitals, as people type."""
    person = dice.choice([person for person in case.people if len(person.first) > 5] or case.people[:1])
    name = planted(person.first.lower(), "exact", f"first name of {person.part}", "small letters")
    before, after = dice.choice(
        (("is ", " with u tonite??"), ("cant get ", " 2 stop crying"), ("tell ", " im sorry x"))
    )
    return Piece("Text message recovered by police: '" + before), name, Piece(f"{after}'\n")


STRAYS: tuple[Callable[[Case, random.Random], Sentence], ...] = (form_head, an_email, a_text_message)
