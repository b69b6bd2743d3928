"""What may be done with the reports on child deaths, and with the partnership's yearly report."""

from handrail.service.reports.actions.deaths import (
    approve_report,
    begin_report,
    count_anew,
    load_counts,
    write_report,
)
from handrail.service.reports.models.deaths import PARTS

__all__ = ["PARTS", "approve_report", "begin_report", "count_anew", "load_counts", "write_report"]
