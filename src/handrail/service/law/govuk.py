"""Fetches the list of bank holidays from GOV.UK.

The package we count by could too, but quietly gives the list it came with when GOV.UK cannot be reached.
"""

from __future__ import annotations

from http.client import HTTPException
from urllib.request import Request, urlopen

ADDRESS = "https://www.gov.uk/bank-holidays.json"
PATIENCE = 20  # seconds
MOST = 5_000_000  # bytes; the file has some thirty thousand


class NotFetched(Exception):
    """GOV.UK could not be reached; the message says what to do instead."""


def fetch() -> bytes:
    """The file as GOV.UK publishes it now. Raises NotFetched."""
    asked = Request(ADDRESS, headers={"Accept": "application/json", "User-Agent": "Handrail"})
    try:
        with urlopen(asked, timeout=PATIENCE) as answer:  # noqa: S310 the address is ours, and https
            return bytes(answer.read(MOST))
    except (OSError, HTTPException) as fault:
        raise NotFetched(
            f"GOV.UK could not be reached ({getattr(fault, 'reason', None) or fault}). Download {ADDRESS} where it "
            "can be, and give the file: handrail holidays load FILE"
        ) from fault
