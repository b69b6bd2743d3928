"""What is written down of scrutiny and of outcomes."""

from handrail.service.scrutiny.models.activities import Activity, Finding, FollowUp, Plan, Response
from handrail.service.scrutiny.models.assessments import (
    CaseJudgement,
    Challenge,
    Judgement,
    Promise,
    QuestionSet,
    Return,
    Round,
    Sampled,
)
from handrail.service.scrutiny.models.figures import Area, Figure, Loaded, Revised
from handrail.service.scrutiny.models.indicators import Indicator, Use
from handrail.service.scrutiny.models.inspections import Inspection, Remedy
from handrail.service.scrutiny.models.readings import Reading
from handrail.service.scrutiny.models.scrutineers import Declaration, Scrutineer, Weighing

__all__ = [
    "Activity", "Area", "CaseJudgement", "Challenge", "Declaration", "Figure", "Finding", "FollowUp", "Indicator",
    "Inspection", "Judgement", "Loaded", "Plan", "Promise", "QuestionSet", "Reading", "Remedy", "Response", "Return",
    "Revised", "Round", "Sampled", "Scrutineer", "Use", "Weighing",
]  # fmt: skip
