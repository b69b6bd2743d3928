"""What a new user finds of the partnership's meetings in Wend Valley."""

from __future__ import annotations

import re

from django.test import Client
from django.utils import timezone

from handrail.demonstration.stories import meeting_together
from handrail.demonstration.telling import Telling
from handrail.service.audit.actions import name_actor
from handrail.service.meetings.models import Group, Meeting
from tests.rooms.cast import Cast


def test_the_next_meeting_of_the_executive_has_a_late_action_and_one_that_is_open(cast: Cast, client: Client) -> None:
    wv = Telling(cast, timezone.localdate())
    meeting_together.groups_are_begun(wv)
    meeting_together.the_partners_meet(wv)
    name_actor(cast["coordinator"])
    executive = Group.objects.get(under=None)
    coming = Meeting.objects.get(group=executive, held_at__isnull=True)
    client.force_login(cast["coordinator"])
    page = client.get(f"/cases/{coming.case_id}/meetings/{coming.pk}/").content.decode()
    arising = page.partition("Matters arising")[2]
    assert "Say by when all supervisors will be trained" in arising
    assert re.search(r"govuk-tag--red[^>]*>Late", arising)
    held = client.get(f"/cases/{coming.case_id}/meetings/groups/{executive.pk}/").content.decode()
    assert "with a quorum: 1" in held or "with a quorum: 0" in held
    due = client.get("/").content.decode()
    assert "Hold the meeting: Executive of the safeguarding partners" in due
