"""Each body judges its own work in each case of an audit's sample, by its number; they stand beside one another."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from handrail.service.audit.actions import name_actor, unit_of_work
from handrail.service.cases.drafts import save_page
from handrail.service.cases.models import Case
from handrail.service.requests.drafting import begin
from handrail.service.requests.models import Request
from handrail.service.requests.sheets import sheet_of
from handrail.service.requests.views.drafting import send_what_was_typed
from handrail.service.scrutiny import sampling
from handrail.service.scrutiny.actions import promising, returning
from handrail.service.scrutiny.comparing import lines_of
from handrail.service.scrutiny.models import CaseJudgement, Return, Round, Sampled
from handrail.service.scrutiny.sets import brought
from tests.rooms.cast import Cast, open_folder_for
from tests.rooms.scrutiny.assessed import a_round, asked
from tests.rooms.scrutiny.scrutinised import in_days

AUDIT = brought()["multi-agency-audit-of-practice"]
GOOD = {"case_1": ["good"], "case_1__evidence": ["Seen each week."], "case_3": ["unknown"]}


def an_audit(cast: Cast) -> tuple[Round, list[Case]]:
    """Three were put in the sample, and the second was taken out."""
    looked_at = [open_folder_for(cast) for _ in range(3)]
    audit, by = a_round(cast, asks=AUDIT, theme="Neglect"), cast["coordinator"]
    name_actor(by)
    held = [promising.sample(audit, one, by=by) for one in looked_at]
    promising.take_out(held[1], why="Not ours.", by=by)
    return audit, looked_at


def sends(cast: Cast, one: Request, said: dict[str, list[str]]) -> Return:
    """The hospital's lead, whose answers to the questions are told short."""
    person = cast["hospital lead"]
    name_actor(person)
    one = Request.objects.select_related("body", "case__partnership", "case__folder").get(pk=one.pk)
    draft = begin(one, by=person)
    pages: list[tuple[str, dict[str, Any]]] = [("the-sample", said), ("approved", {"approved_by": ["The chief nurse"]})]
    for standard in AUDIT.standard:
        typed = {f"{standard.key}__{question.key}": ["good"] for question in standard.question}
        shown = {f"{name}__evidence": ["The record."] for name in typed}
        pages.append((f"of-{standard.key}", typed | shown))
    for slug, answers in pages:
        draft = save_page(draft.pk, slug, answers, version=draft.version, by=person)
    sent = send_what_was_typed(one, draft, by=person)
    assert sent is not None, [page.errors for page in sheet_of(one).journey.filled(draft.answers) if page.errors]
    return Return.objects.get(request=one)


def test_a_body_judges_each_case_by_its_number_and_no_reference_is_among_what_it_is_asked(cast: Cast) -> None:
    audit, looked_at = an_audit(cast)
    one = asked(cast, audit)
    assert one.sheet["sample"] == [1, 3]
    assert not [case for case in looked_at if case.reference in str(one.sheet)]
    sent = sends(cast, one, GOOD)
    name_actor(cast["coordinator"])
    told = [(held.number, held.judged, held.evidence) for held in CaseJudgement.objects.filter(sent_in=sent)]
    assert told == [(1, "good", "Seen each week."), (3, "unknown", "")]


def test_what_is_judged_says_what_shows_it(cast: Cast) -> None:
    audit, _ = an_audit(cast)
    one = asked(cast, audit)
    (page,) = [page for page in sheet_of(one).journey.pages if page.slug == "the-sample"]
    bare = page({"case_1": "good", "case_3": "unknown"})
    assert not bare.is_valid()
    assert bare.errors["case_1__evidence"] == ["Say what shows it: number 1"]
    assert set(bare.errors) == {"case_1__evidence"}
    assert set(page({}).errors) == {"case_1", "case_3"}


def test_the_round_lays_the_cases_beside_one_another_with_each_bodys_numbers(cast: Cast, client: Client) -> None:
    audit, looked_at = an_audit(cast)
    sends(cast, asked(cast, audit), GOOD)
    name_actor(cast["coordinator"])
    asked(cast, audit, cast.police)
    found = sampling.beside(audit, lines_of(audit))
    assert found is not None
    assert [(one.number, [step.words if step else "" for step in one.by_body]) for one in found.cases] == [
        (1, ["Good"]), (3, ["Not known to us"]),
    ]  # fmt: skip
    (numbers,) = found.numbers
    assert (numbers.body, numbers.knew, numbers.asked, numbers.at) == (cast.trust, 1, 2, (1, 0, 0))
    client.force_login(cast["coordinator"])
    page = client.get(reverse("scrutiny:round", args=[audit.case_id, audit.pk])).content.decode()
    assert "Each body over the sample, in numbers" in page
    assert "1 of 2" in page
    client.force_login(cast["police partner"])
    read = client.get(reverse("scrutiny:round", args=[audit.case_id, audit.pk])).content.decode()
    assert "Not known to us" in read
    csv = client.get(reverse("scrutiny:round_as_file", args=[audit.case_id, audit.pk, "csv"])).content.decode()
    assert "Number 1" in csv
    assert not [case for case in looked_at if case.reference in csv]


def test_a_return_opened_again_finds_its_cases_in_place_and_asks_of_those_that_came(cast: Cast) -> None:
    audit, _ = an_audit(cast)
    sent, by = sends(cast, asked(cast, audit), GOOD), cast["coordinator"]
    more = open_folder_for(cast)
    name_actor(by)
    promising.sample(audit, more, by=by)
    again = returning.open_again(sent, why="Number 4 came.", due_on=in_days(9), by=by)
    assert again.sheet["sample"] == [1, 3, 4]
    begun = sheet_of(Request.objects.get(pk=again.pk)).begins_with["the-sample"]
    assert begun["case_1"] == ["good"]
    assert "case_4" not in begun
    assert sampling.beside(audit, lines_of(audit)) is None


def test_what_was_opened_again_stands_in_no_table_beside_what_came_instead(cast: Cast) -> None:
    audit, _ = an_audit(cast)
    sent = sends(cast, asked(cast, audit), GOOD)
    by = cast["coordinator"]
    name_actor(by)
    third = Sampled.objects.get(round=audit, number=3)
    promising.take_out(third, why="Not ours either.", by=by)
    again = returning.open_again(sent, why="Number 3 went.", due_on=in_days(9), by=by)
    sends(cast, again, {"case_1": ["good"], "case_1__evidence": ["Seen each week."]})
    name_actor(by)
    found = sampling.beside(audit, lines_of(audit))
    assert found is not None
    assert [one.number for one in found.cases] == [1]
    assert found.numbers[0].asked == 1


def test_another_body_reads_none_of_what_one_judged(cast: Cast) -> None:
    audit, _ = an_audit(cast)
    sends(cast, asked(cast, audit), GOOD)
    with unit_of_work(cast["hospital lead"]):
        assert CaseJudgement.objects.count() == 2
    with unit_of_work(cast["school lead"]):
        assert not CaseJudgement.objects.exists()
