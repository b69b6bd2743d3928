"""Letters on what the panel found: to public health without a name, and to whoever certified a wrong cause with one."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from handrail.service.access.models import Share
from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import Case, KeptClock, KeptFact
from handrail.service.families import actions as families
from handrail.service.families.models import Reach, Relative, SafeRule
from handrail.service.outbox.models import Message
from handrail.service.overview_panels.actions.letters import send_letter, set_letter_aside, write_letter
from handrail.service.overview_panels.drawing import cause_text, findings_text
from handrail.service.overview_panels.knowing import marks_in
from handrail.service.overview_panels.models import Letter, PanelPack
from tests.rooms.cast import Cast
from tests.rooms.overview_panels.panels import NAMES, a_death, completed, day

DOCTOR, EXAMINER = Letter.To.CERTIFYING_DOCTOR, Letter.To.MEDICAL_EXAMINER


def written(cast: Cast, pack: PanelPack, of: str = "findings", **more: Any) -> Letter:
    name_actor(cast["coordinator"])
    said = {"to": Letter.To.PUBLIC_HEALTH, "name": "Director of Public Health", "text": findings_text(pack)} | more
    return write_letter(pack, of, by=cast["coordinator"], **said)


def sent(cast: Cast, letter: Letter, how: str = "post", **more: Any) -> Letter:
    said: dict[str, Any] = {"on": day(0), "let_stand": True}
    send_letter(letter, by=cast["coordinator"], how=how, **said | more)
    letter.refresh_from_db()
    return letter


def told_of_cause(cast: Cast, pack: PanelPack, to: str, **more: Any) -> Letter:
    return sent(cast, written(cast, pack, "cause", to=to, name=to.title(), text=cause_text(pack)), **more)


def of_wrong_cause(case: Case) -> KeptClock:
    return KeptClock.objects.get(case=case, duty="tell_certifier_of_wrong_cause")


def test_the_findings_are_drawn_from_what_the_panel_agreed_and_tell_nobody(cast: Cast) -> None:
    pack = completed(cast, a_death(cast), modifiable="identified")
    text = findings_text(pack)
    assert "Somebody to ring at night." in text
    assert "recalled" not in text, "how far the form's words were seen is no business of the reader's"
    assert "Ask directly." in text
    assert not [mark.flag for mark in marks_in(pack.case, {"text": text}) if mark.refuses]
    assert not any(name in text for name in (*NAMES, pack.case.reference, "young person", "Low mood"))


def test_a_letter_leaves_through_the_outbox_and_that_it_went_to_whom_is_kept(cast: Cast) -> None:
    pack = completed(cast, a_death(cast))
    letter = sent(cast, written(cast, pack, email="publichealth@wendshire.example"), "e-mail")
    message = Message.objects.get(kind="overview panel's letter")
    assert message.pk == letter.message
    assert (message.to, message.about) == ("publichealth@wendshire.example", [pack.case_id])
    assert "Ask directly." in message.text
    assert pack.case.reference not in message.subject + message.text
    assert (letter.sent_on, letter.sent_by) == (day(0), cast["coordinator"])
    given = Share.objects.get(folder=pack.case_id, how=Share.How.SENT, paper_id=letter.pk)
    assert given.to_name == "Director of Public Health"
    with pytest.raises(NotDone, match="sent or set aside already"):
        sent(cast, letter, "e-mail")


def test_a_letter_that_would_tell_whose_death_it_was_does_not_leave_in_any_way(cast: Cast) -> None:
    pack = completed(cast, a_death(cast))
    letter = written(cast, pack, text="Zebedee was let down.", email="publichealth@wendshire.example")
    before = Message.objects.count()
    for how in ("e-mail", "post", "secure", "hand"):
        with pytest.raises(NotDone, match="would tell whose death it is"):
            sent(cast, letter, how)
    assert Message.objects.count() == before
    assert Letter.objects.get().sent_on is None


def test_an_address_that_a_familys_rule_forbids_is_not_written_to(cast: Cast) -> None:
    case = a_death(cast)
    pack = completed(cast, case)
    by = cast["coordinator"]
    mother = Relative.objects.get(case=case)
    name_actor(by)
    families.write(case, Reach(relative=mother, how="e-mail", at="p@home.example"), by=by)
    families.write(
        case, SafeRule(relative=mother, kind="not at all", words="He reads all of it.", from_on=day(-1)), by=by
    )
    letter = written(cast, pack, to=Letter.To.OTHER, name="A reader", email="p@home.example")
    with pytest.raises(NotDone, match="safe-contact rule"):
        sent(cast, letter, "e-mail")


def test_with_a_letter_to_both_the_duty_to_tell_of_a_wrong_cause_is_met_and_not_before(cast: Cast) -> None:
    case = a_death(cast)
    pack = completed(cast, case, cause_why="Not asthma: the post-mortem found an infection.")
    assert of_wrong_cause(case).stopped_on is None
    told_of_cause(cast, pack, EXAMINER, on=day(-1))
    assert of_wrong_cause(case).stopped_on is None
    doctors = told_of_cause(cast, pack, DOCTOR)
    assert of_wrong_cause(case).stopped_on == day(0)
    fact = KeptFact.objects.get(case=case, kind="certifier_told_of_wrong_cause", replaced_at=None)
    assert (fact.on, fact.about) == (day(0), pack.about)
    set_letter_aside(doctors, why="Sent to the wrong doctor.", by=cast["coordinator"])
    assert of_wrong_cause(case).stopped_on is None


def test_a_letter_that_names_the_child_says_what_is_wrong_and_never_leaves_by_itself(cast: Cast) -> None:
    pack = completed(cast, a_death(cast), cause_why="Not asthma.")
    letter = written(cast, pack, "cause", to=DOCTOR, name="Dr Hale", text=cause_text(pack), email="hale@trust.example")
    for told in ("Zebedee Quillfeather", "943 476 5919", "14 August 2009", "3 March 2026", "Not asthma.", "Hanging."):
        assert told in letter.text
    before = Message.objects.count()
    with pytest.raises(NotDone, match="no message from Handrail does"):
        sent(cast, letter, "e-mail")
    assert Message.objects.count() == before


def test_nobody_is_told_of_a_wrong_cause_that_the_panel_did_not_find(cast: Cast) -> None:
    pack = completed(cast, a_death(cast))
    with pytest.raises(NotDone, match="did not find"):
        written(cast, pack, "cause", to=DOCTOR)
    with pytest.raises(NotDone, match="Choose to whom"):
        written(cast, pack, to=DOCTOR)


def test_a_coordinator_reads_mends_sends_and_prints_a_letter(cast: Cast, client: Client) -> None:
    pack = completed(cast, a_death(cast), cause_why="Not asthma.")
    client.force_login(cast["coordinator"])
    write = reverse("overview_panels:write_letter", args=[pack.case_id, pack.pk, "findings"])
    said = {"to": "public health", "name": "Director of Public Health", "text": "Ring Petronella Quillfeather."}
    answered = client.post(write, said)
    letter = Letter.objects.get()
    page = reverse("overview_panels:letter", args=[pack.case_id, letter.pk])
    assert (answered.status_code, answered["Location"]) == (302, page)
    shown = client.get(page).content.decode()
    assert "Write it without." in shown
    assert "Send it, or record" not in shown
    client.post(f"{write}?letter={letter.pk}", said | {"text": findings_text(pack)})
    assert Letter.objects.count() == 1
    send = reverse("overview_panels:send_letter", args=[pack.case_id, letter.pk])
    assert send in client.get(page).content.decode()
    on = {"on_day": day(0).day, "on_month": day(0).month, "on_year": day(0).year}
    assert "say that you have" in client.post(send, {"how": "post", **on}).content.decode()
    assert client.post(send, {"how": "post", "read": "yes", **on}).status_code == 302
    assert "Sent on" in client.get(page).content.decode()
    file = client.get(reverse("overview_panels:letter_file", args=[pack.case_id, letter.pk, "word"])).content
    assert "Ask directly." in "\n".join(one.text for one in Document(BytesIO(file)).paragraphs)
    found = client.get(reverse("overview_panels:pack", args=[pack.case_id, pack.pk])).content.decode()
    assert "Director of Public Health" in found
    assert "Tell both." in found
    assert "not checked against" in found
