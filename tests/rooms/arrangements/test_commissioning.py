"""What partners commission together: needs, services, shares; what nothing answers, and what is bought twice."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.arrangements import actions as act
from handrail.service.arrangements.commissioned_year import commissioned_in
from handrail.service.arrangements.commissioning import (
    authorities_on,
    bought_by,
    gaps,
    in_words,
    late_reviews,
    needs_of,
    overlaps,
    running_out,
    watched_by,
)
from handrail.service.arrangements.models import Commissioned, CommissionerShare, Need
from handrail.service.audit.actions import name_actor
from handrail.service.audit.models import Entry
from handrail.service.partnerships.actions import NotDone
from handrail.service.partnerships.models import Body
from handrail.service.scrutiny.models import Indicator
from handrail.service.yearly import Year
from tests.rooms.cast import Cast

FIRST = date(2026, 4, 1)
DAY = date(2026, 6, 1)
YEAR = Year(FIRST, date(2027, 3, 31))


def needed(cast: Cast, words: str = "Help after violence at home", authority: Body | None = None) -> Need:
    name_actor(cast["coordinator"])
    return act.record_need(
        cast.partnership, words=words, known_from="The needs assessment of 2025", authority=authority,
        by=cast["coordinator"],
    )  # fmt: skip


def bought(cast: Cast, need: Need, one: Commissioned | None = None, **other: Any) -> Commissioned:
    said: dict[str, Any] = {
        "name": "Otter House", "need": need, "how": "jointly", "provider": "Otter Trust", "areas": [], "from_on": FIRST,
        "until_on": None, "heading": "", "outcome": "Children say that they feel safe.", "indicator": None,
        "review_on": None, "beside_why": "",
    }  # fmt: skip
    return act.commission(cast.partnership, one, by=cast["coordinator"], **said | other)


def shared(cast: Cast, one: Commissioned, *shares: tuple[Body, int | None]) -> None:
    for body, part in shares:
        given = None if part is None else Decimal(part)
        act.bear_share(one, body=body, per_cent=given, by=cast["coordinator"])


def found(cast: Cast, sort: Any, day: date = DAY) -> list[Any]:
    whole = cast.partnership
    return list(sort(needs_of(whole), bought_by(whole), authorities_on(whole, day), day))


def test_a_need_with_no_service_is_a_gap_everywhere_or_in_some_areas(cast: Cast) -> None:
    need = needed(cast)
    areas = authorities_on(cast.partnership, DAY)
    (gap,) = found(cast, gaps)
    assert in_words(gap.areas, areas) == "the whole area"
    one = bought(cast, need, areas=[cast.council])
    (gap,) = found(cast, gaps)
    assert gap.areas == (cast.other_council,)
    bought(cast, need, one)
    assert found(cast, gaps) == []
    assert found(cast, gaps, FIRST - timedelta(days=1))


def test_a_need_of_one_authority_is_no_gap_in_the_other(cast: Cast) -> None:
    need = needed(cast, authority=cast.council)
    assert found(cast, gaps)[0].areas == (cast.council,)
    bought(cast, need, areas=[cast.council])
    assert found(cast, gaps) == []
    with pytest.raises(NotDone, match="the service is not to be had there"):
        bought(cast, need, areas=[cast.other_council])


def test_the_same_need_and_area_bought_twice_is_told_until_it_is_said_why(cast: Cast) -> None:
    need = needed(cast)
    first = bought(cast, need, name="Otter House", areas=[cast.council])
    second = bought(cast, need, name="Heron House")
    (both,) = found(cast, overlaps)
    assert ({both.first.one, both.second.one}, both.areas, both.why) == ({first, second}, (cast.council,), "")
    bought(cast, need, second, name="Heron House", beside_why="For boys alone.")
    assert found(cast, overlaps)[0].why == "For boys alone."
    bought(cast, need, second, name="Heron House", areas=[cast.other_council])
    assert found(cast, overlaps) == []
    bought(cast, need, second, name="Heron House", from_on=date(2026, 7, 1))
    assert found(cast, overlaps) == []


def test_what_runs_out_within_half_a_year_with_nothing_after_it_is_told(cast: Cast) -> None:
    need = needed(cast)
    bought(cast, need, until_on=date(2026, 9, 30))
    (gap,) = found(cast, running_out)
    assert gap.from_on == date(2026, 10, 1)
    assert found(cast, gaps) == []
    after = bought(cast, need, name="Heron House", from_on=date(2026, 10, 2))
    assert found(cast, running_out)[0].from_on == date(2026, 10, 1)
    bought(cast, need, after, name="Heron House", from_on=date(2026, 10, 1))
    assert found(cast, running_out) == []
    assert found(cast, running_out, date(2026, 4, 1)) == []


def test_shares_make_the_whole_and_never_more(cast: Cast) -> None:
    one = bought(cast, needed(cast))

    def lacks() -> list[str]:
        return bought_by(cast.partnership)[0].lacks

    assert lacks() == ["Say who commissions it."]
    shared(cast, one, (cast.council, 60))
    assert "It is said to be commissioned by several bodies, and one stands here." in lacks()
    assert "The shares make 60 per cent, and not 100." in lacks()
    shared(cast, one, (cast.police, None))
    assert lacks() == ["Say the share of each commissioner, or of none."]
    with pytest.raises(NotDone, match="The others bear 60 per cent, so that at most 40 are left"):
        shared(cast, one, (cast.police, 41))
    shared(cast, one, (cast.police, 40))
    assert lacks() == []
    with pytest.raises(NotDone, match="has no place in this partnership"):
        shared(cast, one, (cast.neighbour_council, 0))
    assert Entry.objects.filter(did__contains="commissions Otter House, with 40 per cent").exists()
    assert CommissionerShare.objects.filter(taken_out_at=None).count() == 2


def test_what_cannot_be_said_of_a_service_is_refused(cast: Cast) -> None:
    need = needed(cast)
    with pytest.raises(NotDone, match="recorded already"):
        needed(cast, "help AFTER violence at home")
    for wrong, sentence in (
        ({"until_on": FIRST - timedelta(days=1)}, "The last day comes before the first"),
        ({"review_on": FIRST - timedelta(days=1)}, "looked at after it has begun"),
        ({"areas": [cast.neighbour_council]}, "is no authority of this partnership"),
        ({"indicator": need.pk}, "no longer watched"),
    ):
        with pytest.raises(NotDone, match=sentence):
            bought(cast, need, **wrong)
    one = bought(cast, need)
    with pytest.raises(NotDone, match="Otter House answers it still"):
        act.end_need(need, ended_on=DAY, why="None are left.", by=cast["coordinator"])
    act.set_service_aside(one, why="Recorded in error.", by=cast["coordinator"])
    with pytest.raises(NotDone, match="was set aside"):
        bought(cast, need, one)
    act.end_need(need, ended_on=DAY, why="None are left.", by=cast["coordinator"])
    need.refresh_from_db()
    with pytest.raises(NotDone, match="one still"):
        bought(cast, need)
    assert found(cast, gaps) == []


def test_it_is_looked_at_by_its_day_and_what_was_found_stands(cast: Cast) -> None:
    one = bought(cast, needed(cast), review_on=date(2026, 5, 1))
    assert list(late_reviews(bought_by(cast.partnership), DAY)) == ["Otter House was to be looked at by 1 May 2026."]
    said: dict[str, Any] = {"found": "Children wait three weeks.", "by_whom": "The executive", "next_on": None}
    with pytest.raises(NotDone, match="not after today"):
        act.look_at(one, on=FIRST - timedelta(days=1), by=cast["coordinator"], **said)
    act.look_at(one, on=FIRST, by=cast["coordinator"], **said)
    assert list(late_reviews(bought_by(cast.partnership), DAY)) == []


def test_the_yearly_report_tells_of_services_gaps_and_what_was_found(cast: Cast) -> None:
    assert list(commissioned_in(cast.partnership, YEAR)) == []
    one = bought(cast, needed(cast))
    shared(cast, one, (cast.council, 50), (cast.police, 50))
    needed(cast, "Somewhere to go after school")
    act.look_at(
        one, on=FIRST, found="Children wait three weeks.", by_whom="The executive", next_on=None, by=cast["coordinator"]
    )
    (told,) = commissioned_in(cast.partnership, YEAR)
    assert told.lines == (
        "1 service was commissioned jointly or side by side, and 0 by one body alone.",
        "On the last day nothing answered this need in the whole area: Somewhere to go after school.",
        "Otter House, looked at on 1 April 2026: Children wait three weeks.",
    )
    assert told.tables[0].rows[0][2] == f"{cast.police}, {cast.council}"
    earlier = Year(date(2025, 4, 1), date(2026, 3, 31))
    assert "0 services were" in next(commissioned_in(cast.partnership, earlier)).lines[0]


def test_in_the_browser_a_need_a_service_its_shares_and_its_indicator(cast: Cast, client: Client) -> None:
    home = reverse("arrangements:commissioning")
    client.force_login(cast["coordinator"])
    assert "No need is recorded yet. Begin with what children here need" in client.get(home).content.decode()
    said = {"words": "Help after violence at home", "known_from": "The needs assessment"}
    assert client.post(reverse("arrangements:add_need"), said).status_code == 302
    assert "nothing answers it in the whole area" in client.get(home).content.decode()
    name_actor(cast["coordinator"])
    watched = Indicator.objects.create(
        partnership=cast.partnership, measure="plans", outcome="Children are safe at home", question="Are they?",
        better="neither", chosen_on=timezone.localdate(), recorded_by=cast["coordinator"],
    )  # fmt: skip
    assert watched_by(cast.partnership)[watched.pk].title == "Children are safe at home"
    service = {
        "name": "Otter House", "need": str(Need.objects.get().pk), "how": "jointly", "provider": "Otter Trust",
        "from_on_day": "1", "from_on_month": "4", "from_on_year": "2026", "outcome": "By asking them.",
        "indicator": str(watched.pk), "heading": "Training",
    }  # fmt: skip
    add = reverse("arrangements:commission")
    assert "Say how you will know" in client.post(add, service | {"outcome": ""}).content.decode()
    assert client.post(add, service).status_code == 302
    one = Commissioned.objects.get()
    page = reverse("arrangements:commissioned", args=[one.pk])
    share = reverse("arrangements:bear_share", args=[one.pk])
    for body, part in ((cast.council, "33.33"), (cast.police, "")):
        assert client.post(share, {"body": str(body.pk), "per_cent": part}).status_code == 302
    read = client.get(page).content.decode()
    for words in ("33.33 per cent", "share not said", "Children are safe at home", "no year of the fund has that"):
        assert words in read
    held = CommissionerShare.objects.get(body=cast.police)
    out = reverse("arrangements:take_out_share", args=[one.pk, held.pk])
    assert client.post(out).status_code == 302
    assert "share not said" not in client.get(page).content.decode()
    client.force_login(cast["police partner"])
    assert "Record a service" not in client.get(home).content.decode()
    assert client.get(page).status_code == 200
    client.force_login(cast["stranger"])
    assert client.get(page).status_code == 404
