"""Reviewers on a partnership's register, what is commissioned from them, and what it costs."""

from handrail.service.reviewers.models.commission import (
    Commission,
    InterestWeighed,
    KeyGiven,
    LastDayMoved,
    Supervision,
)
from handrail.service.reviewers.models.fees import FeeEntry
from handrail.service.reviewers.models.register import EXPERTISE, Interest, Reviewer

__all__ = [
    "EXPERTISE", "Commission", "FeeEntry", "Interest", "InterestWeighed", "KeyGiven", "LastDayMoved", "Reviewer",
    "Supervision",
]  # fmt: skip
