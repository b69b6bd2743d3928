"""What is written down of learning: findings, recommendations, actions, and evidence that anything changed."""

from handrail.service.learning.models.actions import Action, Progress, Spreadsheet
from handrail.service.learning.models.briefings import Briefing, BriefingCopy, BriefingRead
from handrail.service.learning.models.findings import Finding, Recommendation, SameAs
from handrail.service.learning.models.meanings import Meaning
from handrail.service.learning.models.put import Addressee, Answer, DayMoved, Evidence, ReAudit
from handrail.service.learning.models.reports import Proposed, ReportRead

__all__ = [
    "Action", "Addressee", "Answer", "Briefing", "BriefingCopy", "BriefingRead", "DayMoved", "Evidence", "Finding",
    "Meaning",
    "Progress", "Proposed", "ReAudit", "Recommendation", "ReportRead", "SameAs", "Spreadsheet",
]  # fmt: skip
