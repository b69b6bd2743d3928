"""What Wend Valley shows of arrangements: a version that stands, and a draft that waits for its partners alone."""

from __future__ import annotations

from django.utils import timezone

from handrail.demonstration.stories.arranged import a_version_stands_and_the_next_is_drafted
from handrail.demonstration.telling import Telling
from handrail.service.arrangements.comparing import changes
from handrail.service.arrangements.gate import gate_of
from handrail.service.arrangements.models import Arrangements
from handrail.service.arrangements.saying import said_in, what_was_said
from tests.rooms.cast import Cast


def test_a_version_stands_and_the_draft_changes_one_thing_and_its_days(cast: Cast) -> None:
    draft = a_version_stands_and_the_next_is_drafted(Telling(cast, timezone.localdate()))
    stands = Arrangements.objects.published().get()
    assert stands.begins_on is not None
    assert stands.begins_on < timezone.localdate()
    draft.refresh_from_db()
    found = changes(what_was_said(stands), said_in(draft))
    assert [one.field for one in found] == ["begins_on", "changed_why", "text"]
    gate = gate_of(draft)
    assert gate.complete
    assert [one.go for one in gate.conditions if not one.met] == ["agree"]
