"""What is written down of a child's death, from the first notification to the meeting's report."""

from handrail.service.child_deaths.models.alike import Joining, Likeness
from handrail.service.child_deaths.models.bringing import BroughtFile, Matching
from handrail.service.child_deaths.models.death import (
    Birth,
    Correction,
    Death,
    DiedIn,
    KnownTo,
    Lived,
    NoNumber,
    Notification,
    PlaceOfDeath,
    ScopeDecision,
    YesNo,
)
from handrail.service.child_deaths.models.event import Event
from handrail.service.child_deaths.models.meeting import DraftAnalysis, ReviewMeeting, WrittenAccount
from handrail.service.child_deaths.models.response import JointDecision, TriggerConsidered
from handrail.service.child_deaths.models.situation import Situation, SituationAnswer, SituationTold
from handrail.service.child_deaths.models.time import TimeSpent

__all__ = [
    "Birth",
    "BroughtFile",
    "Correction",
    "Death",
    "DiedIn",
    "DraftAnalysis",
    "Event",
    "Joining",
    "JointDecision",
    "KnownTo",
    "Likeness",
    "Lived",
    "Matching",
    "NoNumber",
    "Notification",
    "PlaceOfDeath",
    "ReviewMeeting",
    "ScopeDecision",
    "Situation",
    "SituationAnswer",
    "SituationTold",
    "TimeSpent",
    "TriggerConsidered",
    "WrittenAccount",
    "YesNo",
]
