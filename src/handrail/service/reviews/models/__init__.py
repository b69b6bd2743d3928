"""Rapid reviews and the dialogue about them; the practice reviews that follow, and everything written of them."""

from handrail.service.reviews.models.commission import MediaPlan, ReviewPanelMember, Terms
from handrail.service.reviews.models.hindrances import (
    Delay,
    DelayTold,
    InformationAnswer,
    InformationRequest,
    Proceeding,
    ProceedingNews,
)
from handrail.service.reviews.models.people import FamilyContact, FamilyMember, GoodFaith, Safe
from handrail.service.reviews.models.practice import (
    FolderCovered,
    PracticeReview,
    ReviewCalled,
    ReviewerCriterion,
    Step,
)
from handrail.service.reviews.models.rapid import (
    Addendum,
    Approval,
    Considered,
    CriterionConsidered,
    LocalReviewDecision,
    PanelMessage,
    RapidReview,
    SeriousCaseCriterion,
    SeriousCaseDecision,
)
from handrail.service.reviews.models.report import (
    ContentsConsidered,
    DraftAnswer,
    DraftShown,
    FinalReport,
    ReportDraft,
)
from handrail.service.reviews.models.written import Kept, OfReview

__all__ = [
    "Addendum", "Approval", "Considered", "ContentsConsidered", "CriterionConsidered", "Delay", "DelayTold",
    "DraftAnswer", "DraftShown", "FamilyContact", "FamilyMember", "FinalReport", "FolderCovered", "GoodFaith",
    "InformationAnswer", "InformationRequest", "Kept", "LocalReviewDecision", "MediaPlan", "OfReview", "PanelMessage",
    "PracticeReview", "Proceeding", "ProceedingNews", "RapidReview", "ReportDraft", "ReviewCalled",
    "ReviewPanelMember", "ReviewerCriterion", "Safe", "SeriousCaseCriterion", "SeriousCaseDecision", "Step", "Terms",
]  # fmt: skip
