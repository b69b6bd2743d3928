"""The ways through scrutiny that stand at the head of its pages."""

from __future__ import annotations

from django.urls import reverse

from handrail.service.scrutiny.models import Activity, Finding, Indicator


def trail(*further: tuple[str, str]) -> list[tuple[str, str]]:
    return [("Scrutiny", reverse("scrutiny:scrutiny")), *further]


def asked_of_us() -> list[tuple[str, str]]:
    """For people of a body that is asked, who do not come through scrutiny."""
    return [("Asked of us", reverse("requests:asked_of_us")), ("Our returns", reverse("scrutiny:ours"))]


def to_activity(activity: Activity) -> tuple[str, str]:
    return (activity.title, reverse("scrutiny:activity", args=[activity.pk]))


def to_finding(finding: Finding) -> tuple[str, str]:
    return ("Finding", reverse("scrutiny:finding", args=[finding.pk]))


def to_outcomes() -> tuple[str, str]:
    return ("Outcomes", reverse("scrutiny:outcomes"))


def to_indicator(indicator: Indicator) -> tuple[str, str]:
    return (indicator.outcome, reverse("scrutiny:indicator", args=[indicator.pk]))
