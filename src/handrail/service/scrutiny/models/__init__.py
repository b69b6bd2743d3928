"""What is written down of scrutiny and of outcomes."""

from handrail.service.scrutiny.models.activities import Activity, Finding, FollowUp, Plan, Response
from handrail.service.scrutiny.models.figures import Area, Figure, Loaded, Revised
from handrail.service.scrutiny.models.indicators import Indicator, Use
from handrail.service.scrutiny.models.scrutineers import Declaration, Scrutineer, Weighing

__all__ = [
    "Activity", "Area", "Declaration", "Figure", "Finding", "FollowUp", "Indicator", "Loaded", "Plan", "Response",
    "Revised", "Scrutineer", "Use", "Weighing",
]  # fmt: skip
