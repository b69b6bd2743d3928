"""What is written down of reports: on child deaths, on the partnership's year, and of what is handed over."""

from handrail.service.reports.models.deaths import AreaDeaths, CountsLoaded, DeathReport, DeathReportSent
from handrail.service.reports.models.handover import HandoverLine, HandoverReceipt
from handrail.service.reports.models.marks import DeathMark, YearMark
from handrail.service.reports.models.years import (
    EarlierYear,
    YearAgreement,
    YearReport,
    YearSection,
    YearSent,
)

__all__ = [
    "AreaDeaths", "CountsLoaded", "DeathMark", "DeathReport", "DeathReportSent", "EarlierYear", "HandoverLine",
    "HandoverReceipt", "YearAgreement", "YearMark", "YearReport", "YearSection", "YearSent",
]  # fmt: skip
