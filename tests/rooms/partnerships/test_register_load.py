"""Loading small registers of our own: what is written, what is left alone, and each way a file can be wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from handrail.service.audit.actions import Job, name_actor
from handrail.service.audit.models import Entry
from handrail.service.partnerships.models import Body, BodyCode, Coverage, Kind, Succession
from handrail.service.partnerships.register.load import Loaded, load_register
from handrail.service.partnerships.register.sheet import Fault

pytestmark = pytest.mark.django_db

HEAD = "new_la_code,la_name,date_of_operation,date_of_termination,old_la_code\n"
WENDSHIRE = "E10000901,Wendshire,01/01/2009,,991\n"
FORCES = "utla_code,utla_name,pfa24_code,pfa24_name\n"
BOARDS = "icb24_code,icb24_code_nhs,icb24_name\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "las.csv"


def load(file: Path, text: str | bytes, *more: Path, dry_run: bool = False) -> Loaded:
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_register([file, *more], dry_run=dry_run)


def fault(file: Path, text: str | bytes) -> str:
    with pytest.raises(Fault) as raised:
        load(file, text)
    assert not Body.objects.exists()
    return str(raised.value)


def told() -> list[str]:
    """What the audit says of bodies that were here."""
    return [did for did in Entry.objects.filter(paper="Body").values_list("did", flat=True) if "added" not in did]


def test_a_byte_order_mark_is_passed_over(file: Path) -> None:
    load(file, b"\xef\xbb\xbf" + (HEAD + WENDSHIRE).encode())
    assert Body.objects.get().name == "Wendshire"


def test_a_missing_column_is_named(file: Path) -> None:
    text = "new_la_code,la_name,date_of_operation,old_la_code\n"
    assert fault(file, text) == (
        "las.csv, line 1: reads like the DfE list of local authorities, "
        'but the column "date_of_termination" is missing.'
    )


def test_a_header_we_do_not_know_is_answered_with_those_we_do(file: Path) -> None:
    said = fault(file, "fruit,colour\npear,green\n")
    assert said.startswith("las.csv, line 1: this header is not one we know. We know: ")
    assert "DfE list of local authorities" in said


def test_a_file_in_another_encoding_is_refused_at_the_character(file: Path) -> None:
    said = fault(file, HEAD.encode() + "E10000901,Wêndshire,01/01/2009,,991\n".encode("cp1252"))
    assert said.startswith("las.csv, line 2, character 12: is not written in UTF-8")
    assert "“ê”" in said


def test_a_spreadsheet_is_refused_as_one(file: Path) -> None:
    assert "is a spreadsheet" in fault(file, b"PK\x03\x04 and more")


def test_a_code_on_two_lines_is_refused(file: Path) -> None:
    said = fault(file, HEAD + WENDSHIRE + WENDSHIRE)
    assert said == "las.csv, line 3: E10000901 is already on line 2. Take one of them out."


def test_a_day_that_is_none_is_refused(file: Path) -> None:
    said = fault(file, HEAD + "E10000901,Wendshire,31/02/2009,,991\n")
    assert 'las.csv, line 2: "date_of_operation" is "31/02/2009", which is not a date.' in said


def test_an_end_before_the_beginning_is_refused(file: Path) -> None:
    assert "before it begins" in fault(file, HEAD + "E10000901,Wendshire,01/04/2019,31/03/2019,991\n")


def test_a_line_with_too_few_values_is_refused(file: Path) -> None:
    assert "has 2 values where the header names 5 columns" in fault(file, HEAD + "E10000901,Wendshire\n")


def test_a_quotation_mark_left_open_is_refused(file: Path) -> None:
    assert "the quotation marks do not pair up" in fault(file, HEAD + '"E10000901,Wendshire\n')


@pytest.mark.parametrize("text", ["", "\n", HEAD])
def test_a_file_with_nothing_in_it_is_refused(file: Path, text: str) -> None:
    assert fault(file, text).startswith("las.csv")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Fault, match=r"gone\.csv: cannot be read"):
        load_register([tmp_path / "gone.csv"])


def test_two_files_of_one_kind_are_refused(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text(HEAD + WENDSHIRE)
    with pytest.raises(Fault, match="are both a DfE list of local authorities"):
        load(file, HEAD + WENDSHIRE, other)


def test_a_fault_in_the_last_file_leaves_nothing_of_the_first(file: Path, tmp_path: Path) -> None:
    cover = tmp_path / "cover.csv"
    cover.write_text(FORCES + "E10000999,Elsewhere,E23000901,Wend Valley\n")
    with pytest.raises(Fault, match=r"cover\.csv, line 2: E10000999 is no authority known here"):
        load(file, HEAD + WENDSHIRE, cover)
    assert not Body.objects.exists()
    assert not Entry.objects.exists()


def test_a_preview_says_what_it_would_do_and_does_nothing(file: Path) -> None:
    loaded = load(file, HEAD + WENDSHIRE, dry_run=True)
    assert loaded.added == {"local authority": 1, "code": 2}
    assert not Body.objects.exists()


def test_what_is_written_is_audited_by_the_name_of_the_job(file: Path) -> None:
    load(file, HEAD + WENDSHIRE)
    entry = Entry.objects.get(paper="Body")
    assert (entry.actor, entry.did) == ("register load", "added Wendshire from the register")


def test_a_name_that_the_register_changes_changes_here(file: Path) -> None:
    load(file, HEAD + WENDSHIRE)
    loaded = load(file, HEAD + WENDSHIRE.replace("Wendshire", "Wendshire and Marl"))
    assert loaded.changes == ("Wendshire: name Wendshire and Marl",)
    assert Body.objects.get().name == "Wendshire and Marl"


def test_a_name_that_somebody_changed_here_stays(file: Path) -> None:
    load(file, HEAD + WENDSHIRE)
    Body.objects.update(name="Wendshire Council")
    changed = HEAD + WENDSHIRE.replace("Wendshire", "Wendshire and Marl")
    load(file, changed)
    assert Body.objects.get().name == "Wendshire Council"
    assert told() == ["changed from the register: Wendshire Council: the register calls it Wendshire and Marl"]
    assert load(file, changed).nothing_changed


def test_a_last_day_that_somebody_gave_here_stays(file: Path) -> None:
    load(file, HEAD + WENDSHIRE)
    Body.objects.update(until_on=date(2027, 3, 31))
    assert load(file, HEAD + WENDSHIRE).nothing_changed
    assert Body.objects.get().until_on == date(2027, 3, 31)


def test_a_body_typed_in_before_is_taken_up_and_not_doubled(file: Path) -> None:
    typed = Body.objects.create(name="Wendshire", kind=Kind.LOCAL_AUTHORITY)
    load(file, HEAD + WENDSHIRE)
    assert Body.objects.get() == typed
    assert typed.codes.filter(code="E10000901").exists()
    assert told() == ["changed from the register: Wendshire, which was here without a code, is E10000901"]


def test_a_code_more_of_a_body_that_is_here_is_said(file: Path) -> None:
    load(file, HEAD + WENDSHIRE)
    BodyCode.objects.filter(scheme="dfe").delete()
    assert load(file, HEAD + WENDSHIRE).added == {"code": 1}
    entry = Entry.objects.filter(paper="BodyCode").get()
    assert entry.did == "recorded from the register that Wendshire has the code 991"


def test_a_renewed_code_is_added_to_the_council_that_is_here(file: Path) -> None:
    load(file, HEAD + "E08000901,Marlbrook,01/01/2009,,992\n")
    council = Body.objects.get()
    renewed = "E08000901,Marlbrook,01/01/2009,30/04/2025,992\nE08000902,Marlbrook,01/05/2025,,992\n"
    loaded = load(file, HEAD + renewed)
    assert Body.objects.get() == council
    assert "as bodies 1, because 1 codes" in loaded.summary[0]
    assert council.codes.get(code="E08000901").until_on == date(2025, 4, 30)


def test_an_end_without_a_known_successor_is_remarked_on(file: Path) -> None:
    loaded = load(file, HEAD + "E10000901,Wendshire,01/01/2009,31/03/2027,991\n")
    assert loaded.remarks == (
        "las.csv, line 2: E10000901 Wendshire ended on 2027-03-31, and no successor is known. "
        "Say who took over on its page.",
    )


def test_successors_that_only_the_other_register_knows_are_followed(file: Path) -> None:
    columns = "gss_code,dfe_la_code,name,official_name,start_date_gss,end_date_gss,successor_gss\n"
    rows = (
        "E10000901,991,Wendshire,Wendshire County Council,2009-01-01,2027-03-31,E06000901;E06000902\n"
        "E06000901,993,Upper Wend,,2027-04-01,,\nE06000902,994,Lower Wend,,2027-04-01,,\n"
    )
    load(file, columns + rows)
    assert set(Succession.objects.values_list("after__name", flat=True)) == {"Upper Wend", "Lower Wend"}
    assert {row.on for row in Succession.objects.all()} == {date(2027, 4, 1)}
    assert Body.objects.get(register_name="Wendshire").name == "Wendshire County Council"


def test_a_board_that_a_later_list_leaves_out_is_remarked_on_and_not_ended(file: Path) -> None:
    load(file, BOARDS + "E54000901,QW1,NHS Upper Wend Integrated Care Board\n")
    later = BOARDS.replace("24", "26") + "E54000902,QW2,NHS Wend Integrated Care Board\n"
    loaded = load(file, later)
    assert loaded.remarks == (
        "las.csv: NHS Upper Wend Integrated Care Board is not in this list. If it has ended, give it its last day.",
    )
    assert Body.objects.get(name__contains="Upper").until_on is None
    assert Body.objects.get(name="NHS Wend Integrated Care Board").from_on is None


def test_an_area_covered_begins_when_both_are_there(file: Path, tmp_path: Path) -> None:
    boards = tmp_path / "boards.csv"
    boards.write_text(
        "utla_code,utla_name,icb24_code,icb24_code_nhs,icb24_name\n"
        "E06000901,Upper Wend,E54000901,QW1,NHS Upper Wend Integrated Care Board\n"
    )
    load(file, HEAD + "E06000901,Upper Wend,01/04/2023,,993\n", boards)
    assert Coverage.objects.get().from_on == date(2023, 4, 1)


def test_a_code_is_known_by_whoever_ever_had_it(file: Path) -> None:
    load(file, HEAD + WENDSHIRE)
    name_actor(Job("a test"))
    BodyCode.objects.create(body=Body.objects.get(), scheme="ons", code="E10000900", until_on=date(2008, 12, 31))
    loaded = load(file, HEAD + "E10000900,Wendshire,01/01/2009,,991\n")
    assert Body.objects.count() == 1
    assert loaded.added == {}
