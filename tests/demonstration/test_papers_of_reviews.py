"""Each kind of paper of the rooms about reviews, learning and publication stands in the demonstration, and as told."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.utils import timezone

from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.chronologies.merging.gaps import gaps_of
from handrail.service.chronologies.models import Chronology, Line, Tie, Unread
from handrail.service.learning.lineage import line_of
from handrail.service.learning.models import Addressee, Briefing, Recommendation
from handrail.service.learning.standing import drift_of, standing_of
from handrail.service.publication.bundle import export, released
from handrail.service.publication.gate import conditions
from handrail.service.publication.models import Publication, Withdrawal
from handrail.service.reviewers.models import Commission, Reviewer
from handrail.service.reviews.models import DelayTold, FamilyMember, InformationAnswer
from handrail.service.reviews.waiting import standing_delays
from tests.demonstration.folders import folder_of
from tests.demonstration.people import person

pytestmark = pytest.mark.usefixtures("wend_valley")
ROOMS = ("reviews", "reviewers", "chronologies", "learning", "national_panel", "publication")
NONE_HERE = {
    "reviews.ReviewCalled": "a national review, or one of good practice, is called for by nobody here",
    "reviews.FolderCovered": "no review here is of two folders",
}
"""What this area has had no need of, and why."""


@pytest.mark.parametrize("room", ROOMS)
def test_each_kind_of_paper_of_the_room_stands_in_it(room: str) -> None:
    kinds: list[type[models.Model]] = list(apps.get_app_config(room).get_models())
    missing = {kind._meta.label for kind in kinds if not kind._default_manager.exists()}
    assert missing <= NONE_HERE.keys(), missing
