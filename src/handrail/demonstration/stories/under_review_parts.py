"""Of the local review under way: who is heard, what it waits for, the delay that comes of it, and what was drafted."""

from __future__ import annotations

from handrail.demonstration.hour import later
from handrail.demonstration.local_review import gone_through, wrote, wrote_under
from handrail.demonstration.publishing import begun
from handrail.demonstration.telling import Telling
from handrail.service.cases.models import Case
from handrail.service.publication import actions as publication
from handrail.service.publication.models import Hold
from handrail.service.publication.written import Section, Text
from handrail.service.reviews.models import (
    Delay,
    DelayTold,
    DraftAnswer,
    DraftShown,
    FamilyContact,
    FamilyMember,
    GoodFaith,
    InformationAnswer,
    InformationRequest,
    Proceeding,
    ProceedingNews,
    ReportDraft,
)

Takes, Came, Under = FamilyMember.Takes, InformationAnswer.What, InformationRequest.Under
FOR_THE_REVIEW = "For this local review alone: what was known of Linden, by whom, and what was done"


def who_is_heard(wv: Telling, case: Case) -> None:
    """Mother, father and grandmother wish for different things; Linden is heard through somebody he trusts."""
    for place, (name, relation, reached_by, needs, takes, contacts) in enumerate((
        ("Linden", "the child", "His social worker, and a play worker at school", "Five years old; draws and plays",
         Takes.YES, ((44, "Two visits at his grandmother's, by the play worker with the reviewer",
                      "That grown-ups want to know how to do it better", "That he told about the bunk bed because he "
                      "was asked to", "To keep the digger he drew, and that the dog is in the book"),)),
        ("Petra Sandmartin", "his mother", "Her solicitor", "Witness at the trial; domestic abuse adviser with her",
         Takes.LATER, ((70, "Letter, then a talk with her adviser there", "What the review is for, and that it blames "
                        "nobody", "That she rang three people and was believed by none", "That the report says what "
                        "was done to him, and is published whole"),)),
        ("Craig Sandmartin", "his father, who lives elsewhere", "By telephone", "", Takes.YES,
         ((66, "Met with the reviewer and the coordinator", "What is looked at, and that he will see a draft",
           "That nobody told him anything for a year", "That nothing is published while Linden is at school"),)),
        ("Maureen Tidy", "his grandmother, with whom he lives", "At home", "Large print", Takes.YES, ()),
    )):  # fmt: skip
        member = wrote(wv, case, wv.back(74), later("14:00", place), FamilyMember(
            name=name, relation=relation, reached_by=reached_by, needs=needs, takes_part=takes,
            why="After the trial: she is a witness, and what she says now could be asked for in court."
            if takes == Takes.LATER else "",
        ))  # fmt: skip
        for on, how, told, said, wishes in contacts:
            wrote_under(wv, case, wv.back(on), "16:30", FamilyContact(
                member=member, on=wv.back(on), how=how, told=told, said=said, wishes=wishes, takes_part=takes,
            ), member)  # fmt: skip
    for role, body, text in (
        ("A duty social worker", wv.cast.council, "I had eleven notices that day. I read each for whether it needed a "
         "visit that night. Nothing on the screen says that there were two before."),
        ("A class teacher", wv.cast.school, "I believed him. I rang, and was told that a visit was planned, so I did "
         "not ring again."),
    ):  # fmt: skip
        wrote(wv, case, wv.back(43), "15:00", GoodFaith(
            role=role, body=body, on=wv.back(44), text=text,
            used="To understand why; not quoted, and not given to employers or the police.",
        ), part="reviewer")  # fmt: skip


def what_it_waits_for(wv: Telling, case: Case) -> None:
    _asked_in_writing(wv, case)
    trial = wrote(wv, case, wv.back(80), "11:00", Proceeding(
        kind=Proceeding.Kind.CRIMINAL, led_by="Wend Valley Police and the Crown Prosecution Service",
        known_on=wv.back(100), until_on=wv.ahead(38),
        holds_up="Talks with his mother and with the practitioners who are witnesses.",
    ))  # fmt: skip
    wrote_under(wv, case, wv.back(20), "10:00", ProceedingNews(
        proceeding=trial, on=wv.back(21), text="The trial is listed, two months later than was hoped.",
        holds_up="Talks with his mother and two practitioners; publication, until the verdict.", until_on=wv.ahead(60),
    ), trial)  # fmt: skip
    family_court = wrote(wv, case, wv.back(80), "11:15", Proceeding(
        kind=Proceeding.Kind.FAMILY_COURT, led_by="Wendshire Council", known_on=wv.back(98),
        holds_up="The report of the court's expert may not be seen without leave.",
    ))  # fmt: skip
    wrote_under(wv, case, wv.back(33), "09:30", ProceedingNews(
        proceeding=family_court, on=wv.back(35), text="A special guardianship order was made to his grandmother. Leave "
        "to see the report was given.", ended=True,
    ), family_court)  # fmt: skip
    wrote(wv, case, wv.back(55), "14:10", Proceeding(
        kind=Proceeding.Kind.ADULTS, led_by="Wendshire Safeguarding Adults Board", known_on=wv.back(56),
    ))  # fmt: skip
    delay = wrote(wv, case, wv.back(18), "11:30", Delay(
        on=wv.back(20), expected_on=wv.ahead(80), because=trial,
        reasons="The trial ends after the six months. His mother and two practitioners can only be heard after it.",
    ))  # fmt: skip
    for to, on, how in (
        (DelayTold.To.PANEL, 17, "by secure e-mail"),
        (DelayTold.To.SECRETARY_OF_STATE, 17, "by secure e-mail"),
        (DelayTold.To.FAMILY, 15, "each of the three by their social worker"),
    ):
        wrote_under(wv, case, wv.back(on), "15:20", DelayTold(delay=delay, to=to, on=wv.back(on), how=how), delay)


def _asked_in_writing(wv: Telling, case: Case) -> None:
    """One claim accepted, one disputed, one request that nobody has answered."""
    cast, goes_to = wv.cast, "The reviewer, through the coordinator"
    for asked_on, of, what, answers in (
        (75, {"of_body": cast.trust}, "Linden's notes of two years, and his mother's own notes of the same time", (
            (66, Came.IN_PART, "Linden's notes were given."),
            (66, Came.MEDICAL, "Of his mother's notes: she has not agreed, and is a patient in her own right."),
            (52, Came.ACCEPTED, "The reviewer asks her herself, after the trial."),
        )),
        (72, {"of_body": cast.council}, "The advice that the duty team was given on the third notice", (
            (60, Came.LEGAL, "The advice was a solicitor's."),
            (49, Came.DISPUTED, "The part that says how notices are to be read is no legal advice; it was asked for "
             "again."),
        )),
        (30, {"of_name": "The nursery that Linden went to before school"}, "Its register and accident book", ()),
    ):  # fmt: skip
        request = wrote(wv, case, wv.back(asked_on), "10:40", InformationRequest(
            under=Under.PARTNER, by_body=cast.police, what=what, purpose=FOR_THE_REVIEW, goes_to=goes_to,
            on=wv.back(asked_on), wanted_by=wv.back(asked_on - 15), **of,
        ))  # fmt: skip
        for on, came, text in answers:
            wrote_under(wv, case, wv.back(on), "16:00", InformationAnswer(
                request=request, on=wv.back(on), what=came, text=text,
            ), request)  # fmt: skip


def what_was_written(wv: Telling, case: Case) -> None:
    """A first draft read by two agencies and by his father; a public text begun beside it, and held."""
    draft = wrote(wv, case, wv.back(14), "17:00", ReportDraft(dated_on=wv.back(14), text=DRAFT), part="reviewer")
    council = wrote(wv, case, wv.back(13), "09:30", DraftShown(
        draft=draft, on=wv.back(13), to_body=wv.cast.council, how="The part on notices, on paper", reply_by=wv.back(5),
    ))  # fmt: skip
    wrote(wv, case, wv.back(13), "09:40", DraftShown(
        draft=draft, on=wv.back(13), to_body=wv.cast.school, how="The part on the school, on paper",
        reply_by=wv.ahead(4),
    ))  # fmt: skip
    father = FamilyMember.objects.get(review__case=case, name="Craig Sandmartin")
    wrote(wv, case, wv.back(11), "16:00", DraftShown(
        draft=draft, on=wv.back(11), to_member=father, how="All of it, read to him at home", reply_by=wv.ahead(8),
    ))  # fmt: skip
    wrote_under(wv, case, wv.back(6), "12:00", DraftAnswer(
        shown=council, on=wv.back(6), response="The screen has shown earlier notices since the summer. Please say so.",
        changed="A sentence on the new screen, and from when.",
        not_changed="That it was not so on the day: that is what the duty worker saw.",
    ), council)  # fmt: skip
    gone_through(wv, case, wv.back(5), "14:00", draft)
    _public_text_begun(wv, case)


def _public_text_begun(wv: Telling, case: Case) -> None:
    begun_ = begun(wv, case, wv.back(3), "10:00")
    with wv.acting("coordinator", wv.back(3), "12:30") as cora:
        publication.write(begun_, PUBLIC, over=1, by=cora)
        publication.put_on_hold(
            begun_, ground=Hold.Ground.CRIMINAL, by=cora,
            reason="Nothing is published before the verdict: the officer in the case asked for it in writing.",
        )  # fmt: skip


DRAFT = (
    "Three notices reached children's services in seven months. Each was read for whether a visit was needed that "
    "night, because that is what the screen asked for. Read so, each answer was sound.\n\nLinden gave two reasons for "
    "one bruise to two adults within a day. Both wrote it down well. Neither could see the other's record."
)
PUBLIC = Text(
    "Local child safeguarding practice review: three notices",
    "A child of five was seriously harmed. Three notices had been read one at a time.",
    (
        Section("What happened, as far as it may be told", "A boy at Otter Lane Primary School told his teacher that "
                "he had fallen from his bunk bed. In hospital Linden was said to have fallen from a scooter."),
        Section("What was learnt", "Nobody had the task of counting the notices."),
    ),
)  # fmt: skip
