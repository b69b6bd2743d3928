"""What was recorded in error is set aside, and what cannot be kept is moved or dropped, with a reason."""

from __future__ import annotations

from datetime import date

from django.test import Client

from handrail.service.audit.actions import name_actor
from handrail.service.scrutiny.actions import indicators, promising
from handrail.service.scrutiny.models import Activity, Inspection, Remedy, Sampled, Use
from handrail.service.scrutiny.sets import brought
from handrail.service.scrutiny.yearly import told
from handrail.service.yearly import Year
from tests.rooms.cast import Cast, open_folder_for
from tests.rooms.scrutiny.assessed import a_round
from tests.rooms.scrutiny.scrutinised import a_piece, a_plan, appointed, in_days
from tests.rooms.scrutiny.test_what_waits import a_remedy, typed, written_by

WHY = {"why": "It was the neighbour’s."}


def signed_in(cast: Cast, client: Client) -> None:
    client.force_login(cast["coordinator"])


def test_a_use_that_is_set_aside_stands_in_no_yearly_report(cast: Cast, client: Client) -> None:
    name_actor(cast["coordinator"])
    watched = indicators.choose(
        cast.partnership, "re-referrals-percent", outcome="Help lasts", question="Why?", better="lower",
        on=in_days(-30), by=cast["coordinator"],
    )  # fmt: skip
    used = indicators.use(
        watched, used_for="decision", words="To look at the front door.", by_whom="The partners", on=in_days(0),
        by=cast["coordinator"],
    )  # fmt: skip
    year = Year(in_days(-200), in_days(100))
    assert "To look at the front door." in str(list(told(cast.partnership, year)))
    signed_in(cast, client)
    assert client.post(f"/outcomes/uses/{used.pk}/set-aside", WHY).status_code == 302
    assert Use.objects.get(pk=used.pk).set_aside_why == WHY["why"]
    assert WHY["why"] in client.get(f"/outcomes/{watched.pk}/").content.decode()
    name_actor(cast["coordinator"])
    assert "To look at the front door." not in str(list(told(cast.partnership, year)))


def test_an_inspection_that_is_set_aside_is_waited_for_no_more(cast: Cast, client: Client) -> None:
    remedy = a_remedy(cast, in_days(60))
    signed_in(cast, client)
    assert client.post(f"/inspections/{remedy.inspection_id}/set-aside", WHY).status_code == 302
    assert Inspection.objects.get(pk=remedy.inspection_id).set_aside_at is not None
    assert Remedy.objects.get(pk=remedy.pk).dropped_on is not None
    assert not written_by(in_days(61))


def test_a_remedy_has_a_new_day_and_owner_and_can_be_dropped(cast: Cast, client: Client) -> None:
    remedy = a_remedy(cast, in_days(60))
    signed_in(cast, client)
    moved = {"body": str(cast.police.pk), "owner": "The sergeant", "why": "It is theirs."} | typed(
        "due_on", in_days(90)
    )
    assert client.post(f"/inspections/remedies/{remedy.pk}/move", moved).status_code == 302
    held = Remedy.objects.get(pk=remedy.pk)
    assert (held.body, held.owner, held.due_on) == (cast.police, "The sergeant", in_days(90))
    client.post(f"/inspections/remedies/{remedy.pk}/drop", {"why": "Done otherwise."} | typed("on", in_days(0)))
    assert Remedy.objects.get(pk=remedy.pk).dropped_why == "Done otherwise."
    assert "Done otherwise." in client.get(f"/inspections/{remedy.inspection_id}/").content.decode()


def test_a_piece_of_scrutiny_has_a_new_day_and_another_scrutineer(cast: Cast, client: Client) -> None:
    plan, first = a_plan(cast), appointed(cast)
    second = appointed(cast, name="Ottoline Vane")
    piece = a_piece(cast, plan, first)
    signed_in(cast, client)
    said = {"scrutineer": str(second.pk), "why": "She is away."} | typed("due_on", date(2031, 5, 6))
    assert client.post(f"/scrutiny/activities/{piece.pk}/move", said).status_code == 302
    held = Activity.objects.get(pk=piece.pk)
    assert (held.scrutineer, held.due_on) == (second, date(2031, 5, 6))


def test_a_folder_is_taken_out_of_a_sample_and_its_number_stays_its_own(cast: Cast, client: Client) -> None:
    audit = a_round(
        cast, asks=next(one for one in brought().values() if one.of == "audit"), theme="Neglect", after=None
    )
    case = open_folder_for(cast)
    name_actor(cast["coordinator"])
    one = promising.sample(audit, case, by=cast["coordinator"])
    signed_in(cast, client)
    at = f"/cases/{audit.case_id}/rounds/{audit.pk}/"
    assert client.post(f"{at}sample/{one.pk}/out", WHY).status_code == 302
    assert case.reference not in client.get(at).content.decode()
    name_actor(cast["coordinator"])
    assert promising.sample(audit, case, by=cast["coordinator"]).number == 2
    assert Sampled.objects.filter(round=audit).count() == 2
