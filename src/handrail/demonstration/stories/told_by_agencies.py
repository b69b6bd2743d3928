"""The combined chronology of the local review under way: four agencies have told, and one has rows to mend."""

from __future__ import annotations

from datetime import date, timedelta

from handrail.demonstration.chronology import Row, asked, begun, compared, file_given, sent
from handrail.demonstration.telling import Telling
from handrail.service.cases.models import Case
from handrail.service.chronologies.actions import weighing
from handrail.service.chronologies.actions.asking import Scope
from handrail.service.chronologies.models import Chronology, Line, Tie
from handrail.service.reviews.under_way import reviews_under_way

LINDEN, MOTHER, HE = "Linden", "Linden's mother", "The adult who moved in"


def four_agencies_tell_and_one_has_rows_to_mend(wv: Telling, case: Case, known: date) -> None:
    """They overlap, leave a gap of two months, and contradict one another about one bruise."""
    (going,) = reviews_under_way(case)
    scope = Scope(Chronology.Purpose.PRACTICE, going.about, "The year before", known - timedelta(days=365), known, 28)
    chronology = begun(wv, case, scope, wv.back(88), "09:30")
    cast = wv.cast
    told = (
        ("police author", cast.police, "police.xlsx", 76, "Superintendent O. Brace", _police(known)),
        ("school lead", cast.school, "Otter Lane.xlsx", 74, "H. Plume, head teacher", _school(known)),
        ("hospital lead", cast.trust, "hospitals.xlsx", 71, "Dr M. Ember, named doctor", _hospital(known)),
        ("notifier", cast.council, "children's services.xlsx", 70, "Head of practice", _council(known)),
    )
    requests = asked(wv, chronology, [body for _, body, *_ in told], wv.back(88), "10:00", wv.back(71))
    for part, body, name, on, agreed_by, rows in told:
        file_given(wv, requests[body], part, wv.back(on), "14:00", name, rows)
        sent(wv, requests[body], part, wv.back(on), "15:10", agreed_by, "Every system that names him or an adult there")
    late = asked(wv, chronology, [cast.probation], wv.back(20), "10:00", wv.ahead(2))
    file_given(wv, late[cast.probation], "probation author", wv.back(2), "16:20", "probation.xlsx", _probation(known))
    compared(wv, chronology, wv.back(69), "09:00")
    _weighed(wv, chronology)


def _weighed(wv: Telling, chronology: Chronology) -> None:
    """The reviewer marks a key event and says of two lines that they contradict one another; the rest is to do."""
    bruise = Line.objects.get(chronology=chronology, happened__startswith="Came in with a bruise")
    cheek = Line.objects.get(chronology=chronology, happened__startswith="Emergency department")
    with wv.acting("reviewer", wv.back(60), "11:00") as rowena:
        weighing.mark(bruise, why="Two adults were given two reasons for it within a day.", by=rowena)
        tied = Tie.objects.filter(first__in=(bruise, cheek), second__in=(bruise, cheek)).first()
        weighing.decide(
            tied or weighing.tie(bruise, cheek, by=rowena), Tie.Decided.CONTRADICTION, by=rowena,
            note="Left and right cheek; bunk bed and scooter. Both writers wrote what they were told.",
        )  # fmt: skip


def _on(known: date, days: int) -> date:
    return known - timedelta(days=days)


def _police(known: date) -> list[Row]:
    return [
        (_on(known, 212), "21:40", f"{LINDEN}; {MOTHER}", "Incident log", "A neighbour rang about shouting and a child "
         "crying. Officers spoke to his mother at the door.", "Linden was seen asleep. A notice was sent to children's "
         "services.", "significant"),
        (_on(known, 120), "23:15", MOTHER, "Incident log", "Second call to the address, by his mother. The man had "
         "left when officers came.", "A second notice was sent.", "significant: she had asked for help herself"),
        (_on(known, 31), "19:15", f"{LINDEN}; {HE}", "Incident log and body-worn camera", "Third call, by a neighbour. "
         "Linden had a mark on his cheek and said that he fell.", "A third notice, with the injury in it.", "key"),
        (_on(known, 0), "09:20", LINDEN, "Crime report", "Told by the hospital of Linden's injuries.",
         "An investigation began.", "key"),
    ]  # fmt: skip


def _school(known: date) -> list[Row]:
    return [
        (_on(known, 160), "", LINDEN, "Admissions", "Linden joined reception, three weeks after the others.",
         "His mother was asked why; she was between homes.", "background"),
        (_on(known, 30), "08:55", LINDEN, "Safeguarding record", "Came in with a bruise on his left cheek. He told his "
         "teacher that he had fallen from his bunk bed.", "Children's services were rung; the school was told that a "
         "visit was planned.", "key"),
        (_on(known, 12), "", LINDEN, "Register", "Not in school for three days. His mother rang on the second.",
         "A card was sent home.", ""),
    ]  # fmt: skip


def _hospital(known: date) -> list[Row]:
    return [
        (_on(known, 205), "", LINDEN, "Audiology", "Not brought to the hearing clinic.", "A second day was given.", ""),
        (_on(known, 118), "", LINDEN, "Audiology", "Not brought again.", "Discharged to his doctor.", "significant"),
        (_on(known, 31), "22:05", f"{LINDEN}; {MOTHER}", "Emergency department notes", "Emergency department: a bruise "
         "on his right cheek and a cut lip. His mother said that he had fallen from a scooter.",
         "Looked at and sent home. Nobody was rung.", "key"),
        (_on(known, 0), "07:50", LINDEN, "Emergency department notes", "Brought in with injuries that the adults could "
         "not explain.", "The consultant rang the police and children's services.", "key"),
    ]  # fmt: skip


def _council(known: date) -> list[Row]:
    return [
        (_on(known, 211), "10:30", LINDEN, "Front door record", "Notice of the police was read: shouting, a child seen "
         "asleep.", "No further action.", "significant"),
        (_on(known, 119), "09:10", MOTHER, "Front door record", "Second notice of the police was read.",
         "Early help was offered by letter.", "significant"),
        (_on(known, 96), "", MOTHER, "Early help record", "Two letters to his mother were not answered.",
         "Closed.", "background"),
        (_on(known, 30), "11:45", LINDEN, "Front door record", "Third notice of the police was read. It is recorded "
         "that no injury was seen.", "A visit was planned for the week after.", "key"),
        (_on(known, 0), "09:20", LINDEN, "Front door record", "Told by the hospital of Linden's injuries.",
         "He went to his grandmother the same day.", "key"),
    ]  # fmt: skip


def _probation(known: date) -> list[Row]:
    return [
        (_on(known, 240), "", HE, "Case record", "Gave a new address, that of Linden's mother.",
         "Written down; nobody was told.", "key"),
        ("the 31st of February", "", HE, "Case record", "Said at an appointment that there is a small boy in the "
         "house.", "The officer asked his name.", "key"),
        ("soon after", "", HE, "Case record", "Missed an appointment.", "A warning letter.", ""),
    ]  # fmt: skip
