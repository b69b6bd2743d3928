"""How a notice is named in an address."""

from __future__ import annotations

from handrail.service.incidents.models import Notice

SLUGS = {
    "panel": Notice.To.PANEL,
    "safeguarding-partners": Notice.To.SAFEGUARDING_PARTNERS,
    "looked-after": Notice.To.LOOKED_AFTER,
    "care-leaver": Notice.To.CARE_LEAVER,
    "ofsted-and-lscb": Notice.To.OFSTED_AND_LSCB,
}


def slug_of(to: str) -> str:
    return next(slug for slug, kind in SLUGS.items() if kind == to)
