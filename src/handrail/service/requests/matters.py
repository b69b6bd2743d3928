"""What on a folder a request or a meeting can be about. The rooms above name their papers through `cases`."""

from __future__ import annotations

from handrail.guidance import spoken
from handrail.service.cases.models import Case, PaperLine


def matters(case: Case) -> list[tuple[str, str]]:
    """The folder's incidents, oldest first, by id with words; where there is none, the folder itself."""
    lines = PaperLine.objects.filter(case=case, room="incidents", url_name="incidents:incident").order_by("filed_at")
    found = [(str(line.paper_id), f"{line.title}, recorded on {spoken(line.filed_at)}") for line in lines]
    return found or [(str(case.pk), f"The folder {case.reference}")]


def review_is_complete(case: Case, about: str) -> bool:
    """Whether the rapid review of this matter has been completed or sent, or the review meeting on this death held."""
    kinds = ("rapid_review_completed", "rapid_review_sent", "child_death_review_meeting_held")
    return case.facts.filter(kind__in=kinds, about=about, replaced_at__isnull=True).exists()
