"""What is written down of reports: on child deaths, and on the partnership's year."""

from handrail.service.reports.models.deaths import AreaDeaths, CountsLoaded, DeathReport
from handrail.service.reports.models.years import YearAgreement, YearReport, YearSection, YearSent

__all__ = [
    "AreaDeaths", "CountsLoaded", "DeathReport", "YearAgreement", "YearReport", "YearSection", "YearSent",
]  # fmt: skip
