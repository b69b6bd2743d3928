"""What waits for the coordinator's word: a death told of by code, and two folders that may be of one child."""

from __future__ import annotations

from datetime import date, timedelta

from handrail.demonstration.hour import clock_set_to, hour_of
from handrail.demonstration.notifying import GIRL, call, child, closed, decided, harm, recorded
from handrail.demonstration.telling import Telling
from handrail.service.access.form_codes import door_of, new_number
from handrail.service.access.practitioners import Teller
from handrail.service.audit.actions import name_actor
from handrail.service.incidents.models import Incident, Limb, Outcome
from handrail.service.same_child.actions.comparing import compare_children
from handrail.service.tellings.actions import asking
from handrail.service.tellings.actions.comparing import compare_tellings
from handrail.service.tellings.actions.telling import save_typed, send
from handrail.service.tellings.models import Telling as Told

SURGERY = "nettle-lane-surgery.example"
DOMAINS = ("wend-valley-hospitals.example", SURGERY, "wend-ambulance.example")
OTHERWISE = "Telephone the child death office on 01632 960 100, day or night."
KEEPS = asking.Keeps(unsent=14, refused=90, by_rule="Wend Valley’s retention policy, row 12")
HOURS = ("13:05", "13:20")
"""When the surgery came to the page, and when what it told was sent."""


def an_earlier_folder_of_a_girl_by_another_name(wv: Telling) -> Incident:
    """Fern Bittern, as she was called while her mother was married. Nobody has put the two folders side by side."""
    known = wv.back(120)
    incident = recorded(wv, known, "11:15", harm(
        "Fern came to school with a bruised face, and said that she had fallen from a wall. A friend had seen it.",
        child("Fern Oakshott", wv.years_ago(15), GIRL, lives_at="14 Specimen Lane"),
        aware=hour_of(known, "10:20"), limb=Limb.UNCERTAIN, abuse="Physical abuse", happened_on=known,
    ))  # fmt: skip
    call(wv, incident.case, "coordinator", wv.back(119), "14:10", "Skye Learmonth, Otter Lane Primary School", (
        "The school has no other worry. Fern moves to Marlbrook with her mother at half-term."
    ))  # fmt: skip
    decided(wv, incident, wv.back(118), "15:30", Outcome.Decided.NOT_NOTIFIED, (
        "It is not serious harm, and the fall was seen."
    ))  # fmt: skip
    closed(wv, incident.case, wv.back(110), "Nothing more is to be done.")
    return incident


def the_same_child_is_found_in_two_folders(wv: Telling) -> None:
    """The job compares every child that the stories added; one pair is found, and nobody has decided yet."""
    with clock_set_to(hour_of(wv.today, "00:01")):
        while compare_children():
            pass


def the_surgery_tells_of_a_death_by_code(wv: Telling) -> Told:
    """Linnet’s GP has no account. The hospital has told of her death already: that folder is offered as it is read."""
    on = wv.today - timedelta(days=1)
    with wv.acting("coordinator", wv.back(20), "15:00") as cora:
        asking.set_page(wv.cast.partnership, is_open=True, domains=DOMAINS, otherwise=OTHERWISE, keeps=KEEPS, by=cora)
    email, number = f"ines.quarrie@{SURGERY}", new_number()
    came, sent = (hour_of(on, hour) for hour in HOURS)
    with clock_set_to(came):
        teller = Teller.objects.create(
            partnership=wv.cast.partnership, full_name="Dr Ines Quarrie", job="GP", employer="Nettle Lane Surgery",
            email=email, number=number, door=door_of(number, email), place="address 192.0.2.44", asked_at=came,
            opened_at=came, last_opened_at=came,
        )  # fmt: skip
        name_actor(teller)
        told = asking.begin(teller)
        for slug, typed in _typed(wv, on).items():
            told = save_typed(told, slug, {name: [words] for name, words in typed.items()}, told.version, by=teller)
    with clock_set_to(sent):
        told = send(told, by=teller)
        compare_tellings()
    return told


def _typed(wv: Telling, on: date) -> dict[str, dict[str, str]]:
    born = on - timedelta(days=77)
    return {
        "authority": {"authority": str(wv.cast.council.pk)},
        "birth": {"born": "alive"},
        "child": {
            "given_names": "Linnet", "family_name": "Coppice", "sex": str(GIRL), "nhs_number": "9990000115",
            **_day("born_on", born),
        },
        "when": {**_day("died_on", on), "estimated": "no"},
        "where": {"place_kind": "hospital", "died_in": "here"},
        "home": {"lived": "here"},
        "what-happened": {
            "circumstances": "The hospital rang the surgery this morning. I saw Linnet five days ago with a cold: no "
            "fever, feeding well. Her mother asked me then whether her breathing was too loud, and I thought not.",
        },
        "who-knew": {"others": "Dr Ines Quarrie, GP\nThe surgery’s health visitor"},
    }  # fmt: skip


def _day(name: str, day: date) -> dict[str, str]:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}
