"""Which addresses have a running number in them, and under what it is looked up. New ones have a uuid: decision 13."""

from __future__ import annotations

from django.urls import get_resolver
from django.urls.converters import IntConverter

from tests.house.oracle import rows

NUMBERS = {
    "factor_id": "the person who is signed in", "post_id": "person_id", "contact_id": "body_id",
    "membership_id": "body_id", "coverage_id": "body_id", "join_id": "case_id", "grant_id": "case_id",
    "known_to_id": "case_id", "involved_id": "case_id", "evidence_id": "addressee_id",
    "agenda_item_id": "meeting_id", "group_decision_id": "meeting_id", "action_id": "meeting_id",
    "withdrawal_id": "panel_death_id", "use_id": "the partnerships that the person runs",
}  # fmt: skip
"""Each key that is a running number, and what in the same address is asked first."""
NO_KEYS = {"panel_year", "scrutiny_year", "set_version", "learning_point"}
"""A year, an edition of a set, and the place in a list."""


def test_no_other_address_has_a_running_number_in_it() -> None:
    resolver = get_resolver()
    found: dict[str, list[list[str]]] = {}
    for url in sorted({row.url for row in rows()}):
        namespace, _, name = url.rpartition(":")
        among = resolver.namespace_dict[namespace][1] if namespace else resolver
        for (possible, *_), _pattern, _defaults, converters in among.reverse_dict.getlist(name)[:1]:
            for key in possible[1]:
                if isinstance(converters.get(key), IntConverter) and key not in NO_KEYS:
                    found.setdefault(key, []).append(possible[1])
    assert found.keys() == NUMBERS.keys()
    for key, addresses in found.items():
        if NUMBERS[key].endswith("_id"):
            assert all(NUMBERS[key] in names for names in addresses), key
