"""The work of one partnership passes to another: every folder goes over, with who reads it and what is still due, and
what was done before stays the first one's."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.access.models import Exclusion, Folder, Grant, Person
from handrail.service.access.roles import ALL
from handrail.service.arrangements import actions as act
from handrail.service.arrangements.changing import change_named
from handrail.service.arrangements.counted import lacks_of
from handrail.service.arrangements.models import Passing, Transition
from handrail.service.arrangements.rounds import write_what_was_given
from handrail.service.audit.actions import Job, name_actor
from handrail.service.audit.models import Entry
from handrail.service.cases.actions import NotDone, change_details, close_case, open_case
from handrail.service.cases.filing import Asked
from handrail.service.cases.going_on import choose
from handrail.service.cases.going_over import send_on
from handrail.service.cases.models import Case, Draft, KeptClock, WentOn
from handrail.service.cases.rebuild import differs
from handrail.service.cases.reckon import asked_row
from handrail.service.cases.shutting_out import Named, shut_out
from handrail.service.partnerships.models import Body, Kind, Membership
from handrail.service.records.actions.holding import put_on
from handrail.service.records.models import Hold
from tests.rooms.arrangements.changing import planned
from tests.rooms.cast import Cast, employ
from tests.rooms.reviews.reviewing import begun, sent

TODAY = timezone.localdate


def a_body(name: str, kind: Kind = Kind.PARTNERSHIP, short_name: str = "") -> Body:
    name_actor(Job("tests"))
    return Body.objects.create(kind=kind, name=name, short_name=short_name)


def with_a_coordinator(name: str, short_name: str = "NW") -> tuple[Body, Person]:
    body = a_body(name, short_name=short_name)
    return body, employ(f"Cordelia {short_name} Newly", "coordinator", body, body)


def passes(cast: Cast, *after: Body, before: Body | None = None, ends: bool = True, **other: object) -> Transition:
    said: dict[str, object] = {"title": "Reorganised", "law": "The order", "begins_on": TODAY()}
    plan = planned(cast, "authorities_reorganised", **said | other)
    for one in after:
        act.add_passing(
            plan, before=before or cast.partnership, after=one, begins_on=TODAY(), ends=ends, by=cast["coordinator"]
        )  # fmt: skip
    return plan


def gone_over(case: Case) -> Case:
    write_what_was_given()
    name_actor(Job("tests"))
    return Case.objects.select_related("partnership", "lead").get(pk=case.pk)


def reviewed(cast: Cast) -> Case:
    """A folder whose rapid review is open, so that the safeguarding partners owe it."""
    return Case.objects.get(pk=begun(cast).case_id)


def owed_by(case: Case, *, ended: bool = False) -> set[Body | None]:
    return {
        one.owed_by for one in KeptClock.objects.filter(case=case, owed_by_kind="safeguarding partners", ended=ended)
    }


def opens_for(client: Client, person: Person, case: Case) -> bool:
    client.force_login(person)
    return client.get(reverse("cases:case", args=[case.pk])).status_code == 200


def placed(cast: Cast, authority: Body, partnership: Body) -> None:
    """Its place in the first ends on the eve, and begins in the other."""
    name_actor(Job("tests"))
    Membership.objects.filter(body=authority, partnership=cast.partnership).update(until_on=TODAY() - timedelta(days=1))
    Membership.objects.create(
        body=authority, partnership=partnership, from_on=TODAY(), place=Membership.Place.SAFEGUARDING_PARTNER
    )


def test_a_merger_takes_every_folder_over_and_what_is_due_in_it(cast: Cast, client: Client) -> None:
    case = reviewed(cast)
    assert owed_by(case) == {cast.partnership}
    new, theirs = with_a_coordinator("New Wendshire Safeguarding Children Partnership")
    passes(cast, new)
    case = gone_over(case)
    assert case.partnership == new
    assert Folder.objects.get(pk=case.pk).partnership == new
    assert owed_by(case) == {new}
    assert set(KeptClock.objects.filter(case=case).values_list("partnership", flat=True)) == {new.pk}
    assert not Case.objects.filter(partnership=cast.partnership).exists()
    assert Passing.objects.get().folders == WentOn.objects.count() > 0
    assert Entry.objects.filter(case_id=case.pk, did__startswith="passed the folder on from Wend Valley").count() == 1
    assert not differs(case.pk)
    assert write_what_was_given() == 0
    assert opens_for(client, theirs, case)
    assert case.reference in client.get(reverse("cases:due")).content.decode()
    assert not opens_for(client, cast["coordinator"], case)


def test_what_was_done_before_the_day_stays_the_first_ones(cast: Cast) -> None:
    case = Case.objects.get(pk=sent(cast).case_id)
    done = owed_by(case, ended=True)
    new, _ = with_a_coordinator("New Wendshire Safeguarding Children Partnership")
    passes(cast, new)
    case = gone_over(case)
    assert done == owed_by(case, ended=True) == {cast.partnership}
    assert not differs(case.pk)
    went = WentOn.objects.get(case=case)
    assert (went.before, went.after, went.on) == (cast.partnership, new, TODAY())


@pytest.mark.parametrize("named", ["then", "now"])
def test_what_a_paper_asked_of_the_partnership_is_placed_by_its_day(cast: Cast, named: str) -> None:
    """Whether the paper names the first itself, or says whose folder it is."""
    case = reviewed(cast)
    new, _ = with_a_coordinator("New Wendshire Safeguarding Children Partnership")
    passes(cast, new)
    case = gone_over(case)
    before, today = TODAY() - timedelta(days=9), TODAY()
    of = cast.partnership if named == "then" else case.partnership
    done = asked_row(case, Asked("Meet", of, str(of), "meeting", before, before, done_at=before))
    assert (done["owed_by_id"], done["owed_to"]) == (cast.partnership.pk, str(cast.partnership))
    waits = asked_row(case, Asked("Meet", of, str(of), "meeting", before, today))
    assert (waits["owed_by_id"], waits["source"]) == (new.pk, f"asked by {cast.partnership}")


def test_a_closed_folder_goes_over_and_still_says_whose_it_was(cast: Cast) -> None:
    case = reviewed(cast)
    close_case(case, why="Nothing more to do", by=cast["coordinator"])
    name_actor(Job("tests"))
    Case.objects.filter(pk=case.pk).update(closed_at=timezone.now() - timedelta(days=30))
    new, _ = with_a_coordinator("New Wendshire Safeguarding Children Partnership")
    passes(cast, new)
    case = gone_over(case)
    assert case.partnership == new
    assert owed_by(case, ended=True) == {cast.partnership}
    assert not differs(case.pk)


def test_in_a_split_each_folder_goes_with_its_authority(cast: Cast) -> None:
    case = reviewed(cast)
    name_actor(Job("tests"))
    other = open_case(partnership=cast.partnership, authority=cast.other_council, by=Job("tests"))
    north, _ = with_a_coordinator("North Wend Safeguarding Children Partnership", "NO")
    south, _ = with_a_coordinator("South Wend Safeguarding Children Partnership", "SO")
    placed(cast, cast.council, north)
    placed(cast, cast.other_council, south)
    passes(cast, north, south)
    assert gone_over(case).partnership == north
    assert gone_over(other).partnership == south
    assert Passing.objects.get(after=south).folders == 1
    assert not differs(case.pk)


def test_of_a_partnership_that_goes_on_only_what_left_it_goes_over(cast: Cast) -> None:
    case = reviewed(cast)
    name_actor(Job("tests"))
    other = open_case(partnership=cast.partnership, authority=cast.other_council, by=Job("tests"))
    placed(cast, cast.other_council, cast.neighbour)
    passes(cast, cast.neighbour, ends=False)
    assert gone_over(other).partnership == cast.neighbour
    assert gone_over(case).partnership == cast.partnership
    name_actor(Job("tests"))
    numbered = open_case(partnership=cast.partnership, authority=cast.council, by=Job("tests"))
    assert numbered.reference != other.reference, "the number that went away with it is spent"


def test_an_authority_divided_is_chosen_in_the_folder_and_the_partnership_follows(cast: Cast) -> None:
    """As in Cumbria in 2023: the council and its partnership end, and two of each begin."""
    case = reviewed(cast)
    north, _ = with_a_coordinator("North Wend Safeguarding Children Partnership", "NO")
    south, _ = with_a_coordinator("South Wend Safeguarding Children Partnership", "SO")
    councils = [a_body(f"{name} Council", Kind.LOCAL_AUTHORITY) for name in ("North Wend", "South Wend")]
    for council, partnership in zip(councils, (north, south), strict=True):
        placed(cast, council, partnership)
    plan = passes(cast, north, south)
    for council in councils:
        act.add_passing(
            plan, before=cast.council, after=council, begins_on=TODAY(), ends=True, by=cast["coordinator"]
        )  # fmt: skip
    assert gone_over(case).partnership == cast.partnership
    name_actor(cast["coordinator"])
    choose(case, cast.council, councils[1], by=cast["coordinator"])
    case = gone_over(case)
    assert (case.partnership, case.answers) == (south, councils[1])
    assert not differs(case.pk)


def test_no_folder_goes_where_nobody_manages_folders(cast: Cast) -> None:
    case = reviewed(cast)
    new = a_body("New Wendshire Safeguarding Children Partnership")
    plan = passes(cast, new)
    assert gone_over(case).partnership == cast.partnership
    assert any("Nobody may manage folders" in one for one in lacks_of(plan, change_named(plan.change)))
    employ("Cordelia Newly", "coordinator", new, new)
    assert gone_over(case).partnership == new


def test_whoever_is_shut_out_is_shut_out_there_too(cast: Cast, client: Client) -> None:
    case = reviewed(cast)
    new, theirs = with_a_coordinator("New Wendshire Safeguarding Children Partnership")
    name_actor(cast["coordinator"])
    shut_out(case, Named((theirs.name,), (), Exclusion.Stands.RELATIVE), why="An aunt", by=cast["coordinator"])
    passes(cast, new)
    assert gone_over(case).partnership == new
    assert not opens_for(client, theirs, case)


def test_a_hold_over_every_folder_goes_with_each(cast: Cast) -> None:
    case = reviewed(cast)
    name_actor(cast["coordinator"])
    put_on(by=cast["coordinator"], reason="The inquiry", asked_by="inquiry", partnership=cast.partnership)
    new, _ = with_a_coordinator("New Wendshire Safeguarding Children Partnership")
    passes(cast, new)
    case = gone_over(case)
    (hold,) = Hold.objects.standing().over(Folder.objects.get(pk=case.pk))
    assert (hold.folder_id, hold.partnership, hold.reason) == (case.pk, new, "The inquiry")


def test_the_lead_and_what_was_being_written_go_as_far_as_they_can(cast: Cast) -> None:
    case = reviewed(cast)
    change_details(case, lead=cast["coordinator"], local_reference="", by=cast["coordinator"])
    name_actor(Job("tests"))
    draft = Draft.objects.create(
        journey="note", body=cast.partnership, partnership=cast.partnership, case=case, begun_by=cast["coordinator"],
        saved_by=cast["coordinator"],
    )  # fmt: skip
    new, _ = with_a_coordinator("New Wendshire Safeguarding Children Partnership")
    passes(cast, new)
    assert gone_over(case).lead is None
    draft.refresh_from_db()
    assert (draft.body, draft.partnership) == (new, new)


def test_the_areas_partners_there_get_the_key_that_those_here_hold(cast: Cast) -> None:
    case = reviewed(cast)
    new, _ = with_a_coordinator("New Wendshire Safeguarding Children Partnership")
    force = a_body("Two Rivers Police", Kind.POLICE_FORCE)
    Membership.objects.create(body=force, partnership=new, place=Membership.Place.SAFEGUARDING_PARTNER)
    passes(cast, new)
    case = gone_over(case)
    assert Grant.objects.live().filter(folder=case.pk, body=force, opens=ALL).exists()
    narrow = Grant.objects.filter(folder=case.pk, body=force).get()
    assert narrow.why == "a safeguarding partner for the area"


STAYS = {
    "access.Folder": "moved itself",
    "cases.Case": "by the database, with its folder",
    "cases.KeptClock": "made anew with the folder",
    "cases.Draft": "moved with the folder",
    "overview_panels.PanelLearning": "for whom the panel's folder was begun; another is begun for the other",
    "records.Tombstone": "of a folder that is gone",
}


def test_every_partnership_kept_beside_a_folder_goes_with_it_or_is_known_to_stay() -> None:
    kept = set()
    for model in apps.get_models():
        fields = {one.name: one for one in model._meta.get_fields() if one.is_relation and one.concrete}
        at_folder = any(one.related_model in (Folder, Case) for one in fields.values())
        if at_folder and "partnership" in fields:
            kept.add(model._meta.label)
    moved = {"learning.BriefingCopy", "learning.Meaning", "records.Hold", "scrutiny.Reading", "scrutiny.Round"}
    assert kept == moved | set(STAYS) - {"access.Folder", "records.Tombstone"}


# ---- it should not have come here ----


def test_a_folder_that_came_to_the_wrong_partnership_is_sent_on(cast: Cast, client: Client) -> None:
    case = Case.objects.get(pk=sent(cast).case_id)
    north, theirs = with_a_coordinator("North Wend Safeguarding Children Partnership", "NO")
    south, right = with_a_coordinator("South Wend Safeguarding Children Partnership", "SO")
    placed(cast, cast.council, north)
    placed(cast, cast.other_council, south)
    passes(cast, north, south)
    assert gone_over(case).partnership == north
    client.force_login(theirs)
    page = reverse("cases:goes_on", args=[case.pk])
    folder = client.get(reverse("cases:case", args=[case.pk])).content.decode()
    assert "This was a folder of Wend Valley Safeguarding Children Partnership until" in folder
    assert page in folder
    assert "Say why it should not have come here" in client.post(page, {"after": str(south.pk)}).content.decode()
    assert client.post(page, {"after": str(south.pk), "why": "The child lives in the south."}).status_code == 302
    case = gone_over(case)
    assert case.partnership == south
    assert not opens_for(client, theirs, case)
    assert opens_for(client, right, case)
    name_actor(Job("tests"))
    assert [(one.before, one.after, one.why) for one in WentOn.objects.filter(case=case, taken_back_at=None)] == [
        (cast.partnership, south, "The child lives in the south.")
    ]
    assert owed_by(case, ended=True) == {cast.partnership}
    assert Entry.objects.filter(case_id=case.pk, did__startswith="sent the folder on from North Wend").exists()
    assert not differs(case.pk)
    assert write_what_was_given() == 0, "nothing takes it back there"


def test_a_folder_goes_back_to_a_partnership_that_goes_on_and_never_went(cast: Cast) -> None:
    case = reviewed(cast)
    placed(cast, cast.council, cast.neighbour)
    passes(cast, cast.neighbour, ends=False)
    case = gone_over(case)
    assert case.partnership == cast.neighbour
    name_actor(cast["stranger"])
    send_on(case, cast.partnership, why="It stayed.", by=cast["stranger"])
    case = gone_over(case)
    assert case.partnership == cast.partnership
    assert not WentOn.objects.filter(case=case, taken_back_at=None).exists()
    assert owed_by(case) == {cast.partnership}
    assert not differs(case.pk)
    assert write_what_was_given() == 0


def test_nobody_sends_a_folder_where_it_never_belonged(cast: Cast, client: Client) -> None:
    case = reviewed(cast)
    new, theirs = with_a_coordinator("New Wendshire Safeguarding Children Partnership")
    passes(cast, new)
    case = gone_over(case)
    name_actor(theirs)
    with pytest.raises(NotDone, match="cannot be sent there"):
        send_on(case, cast.neighbour, why="No.", by=theirs)
    client.force_login(theirs)
    assert "there is nothing to say" in client.get(reverse("cases:goes_on", args=[case.pk])).content.decode()
