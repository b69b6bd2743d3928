"""Somebody asks to see what is held of them: matched by a person, decided word by word, checked by another."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from pypdf import PdfReader
from pypdf.generic import IndirectObject, StreamObject

from handrail.service.audit.actions import Job, name_actor
from handrail.service.cases.actions import NotDone, file_note
from handrail.service.cases.models import Case
from handrail.service.children.models import Child
from handrail.service.families.actions import write
from handrail.service.families.models import Reach, Relative, SafeRule
from handrail.service.records.actions.answering import (
    check,
    decide,
    extend,
    gather,
    match,
    record_answered,
    record_request,
    undecided,
)
from handrail.service.records.actions.letting_go import let_go
from handrail.service.records.declared import declared
from handrail.service.records.models import AccessRequest, Extract
from handrail.service.records.models.seeing import GIVE, WITHHOLD, day_to_answer
from handrail.service.records.register import holdings
from handrail.service.records.seeing.gathering import WHOSE_NAMES, holds_a_name
from handrail.service.records.seeing.names import proposals
from handrail.service.records.seeing.written import answer_of, as_given
from handrail.service.reviews.pdf import pdf_of
from handrail.service.reviews.word import word_of
from tests.rooms.cast import Cast, open_folder_for
from tests.rooms.records.going import agree, make_due, see_off, wait_out

TEXT = "Wren was with Odalys when Ms Featherstonehaugh came. Zoë  Márquez-Pike said her mother had left."
OTHERS = ("Odalys", "Featherstonehaugh", "Márquez-Pike", "mother")


@pytest.fixture
def case(cast: Cast) -> Case:
    case = open_folder_for(cast)
    Child.objects.create(folder=case.folder, given_names="Wren", family_name="Fairlight", born_on=date(2008, 2, 29))
    Child.objects.create(folder=case.folder, given_names="Odalys", family_name="Márquez-Pike")
    name_actor(cast["coordinator"])
    file_note(
        case, of="note", happened_at=timezone.now(), with_whom="Sister Quillfeather", text=TEXT, by=cast["coordinator"]
    )
    return case


NUMBER, RULE = "01632 960 777", "Never write to the house: he opens the post."


def family_told_of(case: Case, cast: Cast) -> None:
    """Her mother, who lives apart and must not be found."""
    mother = Relative(
        name="Marguerite Holloway",
        relation="mother",
        responsibility="yes",
        lives_with="At Fold Cottage",
    )
    write(case, mother, by=cast["coordinator"])
    write(case, Reach(relative=mother, how=Reach.How.PHONE, at=NUMBER), by=cast["coordinator"])
    rule = SafeRule(relative=mother, kind=SafeRule.Kind.ONLY_BY_PHONE, words=RULE, from_on=timezone.localdate())
    write(case, rule, by=cast["coordinator"])


@pytest.fixture
def asked(cast: Cast, case: Case) -> AccessRequest:
    return record_request(
        cast.partnership, asked_by_name="Wren Fairlight", asks="self", about_name="Wren Fairlight", identity_on=None,
        received_on=timezone.localdate(), identity_how="A passport.", by=cast["coordinator"],
    )  # fmt: skip


@pytest.fixture
def gathered(cast: Cast, case: Case, asked: AccessRequest) -> AccessRequest:
    match(asked, Child.objects.get(given_names="Wren"), by=cast["coordinator"])
    gather(asked, by=cast["coordinator"])
    return asked


def decide_all(asked: AccessRequest, cast: Cast, decided: str = WITHHOLD) -> None:
    """As the coordinator would: everything marked is withheld as another's, or given."""
    for extract in asked.extracts.filter(to_decide=True):
        chosen = {one.pk: (decided, "third party" if decided == WITHHOLD else "") for one in extract.passages.all()}
        decide(extract, decisions=chosen, by=cast["coordinator"])


@pytest.mark.parametrize(
    ("starts", "months", "due"),
    [
        # the corresponding day; the month's last; and on from a day that is no working day
        (date(2025, 9, 3), 1, date(2025, 10, 3)),
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2025, 4, 18), 1, date(2025, 5, 19)),  # 18 May 2025 is a Sunday
        (date(2025, 11, 25), 1, date(2025, 12, 29)),  # Christmas, Boxing Day, then a weekend
        (date(2025, 9, 3), 3, date(2025, 12, 3)),
    ],
)
@pytest.mark.django_db
def test_the_day_to_answer_by(starts: date, months: int, due: date) -> None:
    assert day_to_answer(starts, months=months) == due


def test_the_month_runs_from_the_proof_of_identity_where_that_was_asked_for(asked: AccessRequest) -> None:
    asked.received_on, asked.identity_on = date(2025, 9, 3), date(2025, 9, 10)
    assert asked.due_on == date(2025, 10, 10)


def test_it_is_extended_once_within_the_first_month(cast: Cast, asked: AccessRequest) -> None:
    before = asked.due_on
    extend(asked, why="Four folders.", by=cast["coordinator"])
    asked.refresh_from_db()
    assert asked.due_on > before
    with pytest.raises(NotDone, match="already"):
        extend(asked, why="More.", by=cast["coordinator"])
    AccessRequest.objects.update(
        extended_on=None, extended_why="", received_on=timezone.localdate() - timedelta(days=60)
    )
    with pytest.raises(NotDone, match="first month ended"):
        extend(asked, why="Late.", by=cast["coordinator"])


def test_nobody_is_matched_by_themselves_or_by_who_may_not_open_the_folder(cast: Cast, asked: AccessRequest) -> None:
    wren = Child.objects.get(given_names="Wren")
    with pytest.raises(NotDone, match="Nobody is matched"):
        gather(asked, by=cast["coordinator"])
    name_actor(cast["stranger"])
    with pytest.raises(NotDone, match="may open"):
        match(asked, wren, by=cast["stranger"])


def test_others_are_found_by_whole_words_whatever_their_case_or_accents() -> None:
    found = proposals(
        "ODALYS and odalys’s friend; Odalysson. MARQUEZ-PIKE, Dr. Thistle, his step-mother.",
        [("Odalys", "x"), ("Márquez-Pike", "x")],
    )
    words = [
        "ODALYS and odalys’s friend; Odalysson. MARQUEZ-PIKE, Dr. Thistle, his step-mother."[one.begins : one.ends]
        for one in found
    ]
    assert words == ["ODALYS", "odalys", "MARQUEZ-PIKE", "Dr. Thistle", "step-mother"]


def test_the_person_who_asks_is_not_proposed_to_be_withheld_from_themselves(gathered: AccessRequest) -> None:
    note = gathered.extracts.get(model="cases.Note", field="text")
    marked = {passage.words for passage in note.passages.all()}
    assert {"Odalys", "Ms Featherstonehaugh", "Márquez-Pike", "mother"} <= marked
    assert not [words for words in marked if "Wren" in words]


def test_what_is_never_given_is_not_even_gathered(gathered: AccessRequest) -> None:
    assert gathered.extracts.filter(model="children.Child", field="born_on", to_decide=False).exists()
    assert not gathered.extracts.filter(field__in=["hash", "key", "found_by"]).exists()
    assert not gathered.extracts.filter(model__in=["records.Hold", "cases.Join", "audit.Entry"]).exists()


def test_every_row_of_another_child_waits_for_somebody_to_decide(gathered: AccessRequest) -> None:
    other = Child.objects.get(given_names="Odalys")
    rows = gathered.extracts.filter(model="children.Child", row=str(other.pk))
    assert rows
    assert not rows.filter(to_decide=False)


def test_how_somebody_of_the_family_is_reached_is_marked_whole(cast: Cast, case: Case, asked: AccessRequest) -> None:
    """A protected mother's number holds no name that a search for names could find."""
    family_told_of(case, cast)
    match(asked, Child.objects.get(given_names="Wren"), by=cast["coordinator"])
    gather(asked, by=cast["coordinator"])
    for model, field, words in (
        ("families.Reach", "at", NUMBER),
        ("families.SafeRule", "words", RULE),
        ("families.Relative", "name", "Marguerite Holloway"),
        ("families.Relative", "lives_with", "At Fold Cottage"),
    ):
        extract = asked.extracts.get(model=model, field=field)
        assert extract.text == words
        assert [one.words for one in extract.passages.all()] == [words]
    decide_all(asked, cast)
    held = answer_of(asked)
    assert not [words for words in (NUMBER, RULE, "Holloway", "Fold Cottage") if words in str(held)]


def test_the_name_of_somebody_of_the_family_is_found_in_what_others_wrote(
    cast: Cast, case: Case, asked: AccessRequest
) -> None:
    family_told_of(case, cast)
    file_note(
        case,
        of="note",
        happened_at=timezone.now(),
        with_whom="",
        text="Marguerite rang from Holloway farm.",
        by=cast["coordinator"],
    )
    match(asked, Child.objects.get(given_names="Wren"), by=cast["coordinator"])
    gather(asked, by=cast["coordinator"])
    note = asked.extracts.get(model="cases.Note", field="text", text__startswith="Marguerite")
    assert {one.words for one in note.passages.all()} == {"Marguerite", "Holloway"}


def test_every_field_that_holds_a_persons_name_is_looked_in() -> None:
    """Whoever adds a field for a name is told here if the search would pass it by."""
    passed_by = {
        f"{holding.model._meta.label}.{field.name}"
        for holding in holdings()
        for field in holding.model._meta.concrete_fields
        if (one := declared().get((holding.model._meta.label, field.name))) is not None
        and one.about in WHOSE_NAMES
        and one.share == "redact"
        and "name" in field.name
        and not holds_a_name(field)
    }
    of_an_agency, of_the_children_themselves = "families.KeyWorker.body_name", "requests.Request.children_named"
    assert passed_by == {of_an_agency, of_the_children_themselves}


def test_nothing_is_written_while_something_is_undecided(cast: Cast, gathered: AccessRequest) -> None:
    assert undecided(gathered)
    name_actor(cast["senior officer"])
    with pytest.raises(NotDone, match="not decided"):
        check(gathered, by=cast["senior officer"])


def test_every_marked_passage_must_be_decided_under_an_exemption(cast: Cast, gathered: AccessRequest) -> None:
    note = gathered.extracts.get(model="cases.Note", field="text")
    with pytest.raises(NotDone, match="every passage"):
        decide(note, decisions={}, by=cast["coordinator"])
    with pytest.raises(NotDone, match="exemption"):
        decide(note, decisions={one.pk: (WITHHOLD, "") for one in note.passages.all()}, by=cast["coordinator"])
    with pytest.raises(DatabaseError, match="withheld_under"), transaction.atomic():
        note.passages.update(decided=WITHHOLD, exemption="")


def test_who_worked_on_it_cannot_check_it(cast: Cast, gathered: AccessRequest) -> None:
    decide_all(gathered, cast)
    with pytest.raises(NotDone, match="worked on this"):
        check(gathered, by=cast["coordinator"])
    with pytest.raises(NotDone, match="second person"):
        record_answered(gathered, answered_on=timezone.localdate(), by=cast["coordinator"])
    name_actor(cast["senior officer"])
    check(gathered, by=cast["senior officer"])
    record_answered(gathered, answered_on=timezone.localdate(), by=cast["senior officer"])
    note = gathered.extracts.get(model="cases.Note", field="text")
    with pytest.raises(NotDone, match="stands as it was checked"):
        decide(note, decisions={}, by=cast["senior officer"])


def test_words_that_no_rule_found_are_withheld_wherever_they_stand(cast: Cast, gathered: AccessRequest) -> None:
    note = gathered.extracts.get(model="cases.Note", field="text")
    given = {one.pk: (GIVE, "") for one in note.passages.all()}
    with pytest.raises(NotDone, match="do not stand"):
        decide(note, decisions=given, more=["Nobody At All"], exemption="third party", by=cast["coordinator"])
    decide(note, decisions=given, more=["zoe"], exemption="serious harm", by=cast["coordinator"])
    assert as_given(Extract.objects.get(pk=note.pk)) == TEXT.replace("Zoë", "[withheld]")


def inside(word: bytes, pdf: bytes) -> str:
    """Everything that can be got out of both files: the bytes, what is packed in them, and the text as read."""
    parts = [word, pdf]
    with zipfile.ZipFile(io.BytesIO(word)) as packed:
        parts += [packed.read(name) for name in packed.namelist()]
        parts += [re.sub(rb"<[^>]+>", b"", packed.read("word/document.xml"))]
    reader = PdfReader(io.BytesIO(pdf))
    for number in range(1, len(reader.xref[0]) + len(reader.xref_objStm) + 1):
        held = reader.get_object(IndirectObject(number, 0, reader))
        parts.append(held.get_data() if isinstance(held, StreamObject) else str(held).encode())
    parts += [page.extract_text().encode() for page in reader.pages]
    return b"\n".join(parts).decode("utf-8", "ignore") + str(reader.metadata)


def test_what_is_withheld_is_in_no_byte_of_the_files(cast: Cast, gathered: AccessRequest) -> None:
    withheld = [*OTHERS, "Quillfeather", "Pike"]
    decide_all(gathered, cast, GIVE)
    given = answer_of(gathered)
    seen = inside(word_of(given), pdf_of(given))
    assert [words for words in withheld if words not in seen] == [], "the search sees what is there"
    decide_all(gathered, cast)
    kept = answer_of(gathered)
    held = inside(word_of(kept), pdf_of(kept)).replace("member of the family", "")
    assert "[withheld]" in held
    assert "Wren was with" in held
    assert [words for words in withheld if words in held] == []


def test_what_is_withheld_leaves_no_trace_of_its_length(cast: Cast, gathered: AccessRequest) -> None:
    decide_all(gathered, cast)
    before = answer_of(gathered)
    note = gathered.extracts.get(model="cases.Note", field="text")
    passage = note.passages.get(begins=TEXT.index("Odalys"))
    longer = TEXT.replace("Odalys", "Bartholomew-Cornelius")
    grown = len(longer) - len(TEXT)
    Extract.objects.filter(pk=note.pk).update(text=longer)
    for one in note.passages.all():
        one.begins += grown if one.begins > passage.begins else 0
        one.ends += grown if one.begins >= passage.begins else 0
        one.save()
    assert answer_of(gathered) == before


def test_a_folder_somebody_asked_to_see_does_not_go_until_they_are_answered(
    cast: Cast, case: Case, gathered: AccessRequest
) -> None:
    make_due(case, cast)
    wait_out(agree(case, cast))
    name_actor(Job("deletion"))
    with pytest.raises(NotDone, match="asked to see"):
        let_go(case.pk, by=Job("deletion"))


def test_who_asked_is_forgotten_with_the_last_folder_found_for_them(
    cast: Cast, case: Case, gathered: AccessRequest
) -> None:
    decide_all(gathered, cast)
    name_actor(cast["senior officer"])
    check(gathered, by=cast["senior officer"])
    record_answered(gathered, answered_on=timezone.localdate(), by=cast["senior officer"])
    see_off(case, cast)
    gathered.refresh_from_db()
    assert (gathered.about_name, gathered.asked_by_name, gathered.identity_how) == ("", "", "")
    assert not Extract.objects.exists()
