"""What a review asks of an agency in writing, and a draft shown to it, is read and answered by its own people here."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.audit.actions import name_actor
from handrail.service.cases.actions import NotDone, open_case
from handrail.service.cases.models import KeptClock
from handrail.service.cases.rebuild import differs
from handrail.service.outbox.models import Message
from handrail.service.requests.models import Request
from handrail.service.reviews import actions
from handrail.service.reviews.models import DraftAnswer, DraftShown, InformationAnswer, InformationRequest
from tests.house.wall import acting_as
from tests.rooms.cast import Cast
from tests.rooms.reviews.in_full import draft, request, review_of, shown_to, write

What = InformationAnswer.What


def soon() -> date:
    return timezone.localdate() + timedelta(days=14)


def asked(cast: Cast, **more: object) -> tuple[InformationRequest, Request]:
    """The trust is asked for its notes under section 16H."""
    case, going = review_of(cast)
    said = {"on": timezone.localdate(), "wanted_by": soon()}
    row = write(cast, case, going, request(cast, **said | more))
    return row, actions.send_through(row, words=actions.words_of(row), by=cast["coordinator"])


def answer(client: Client, put: Request, **page: str) -> int:
    """The agency's own people, page by page, as a browser would."""
    here = {"case_id": put.case_id, "request_id": put.pk}
    client.post(reverse("requests:begin_summary", kwargs=here))
    first = "answer" if "came" in page else "reply"
    client.post(reverse("requests:summary", kwargs={**here, "slug": first}), page)
    agreed = {"approved_by": "Ada Fenwick, director"}
    client.post(reverse("requests:summary", kwargs={**here, "slug": "approved"}), agreed)
    return client.post(reverse("requests:check_summary", kwargs=here)).status_code


def test_the_agency_is_told_reads_what_is_asked_and_claims_privilege(cast: Cast, client: Client) -> None:
    row, put = asked(cast)
    contributor = cast["hospital lead"]
    assert Message.objects.filter(about__contains=[put.case_id], kind="request").exists()
    clock = KeptClock.objects.get(case=put.case, about=str(put.pk))
    assert (clock.owed_by, clock.due_on) == (cast.trust, soon())
    assert not KeptClock.objects.filter(case=put.case, about=f"request-{row.pk}", beside=True).exists()
    client.force_login(contributor)
    page = reverse("requests:request", args=[put.case_id, put.pk])
    read = client.get(page).content.decode()
    assert "By a safeguarding partner, under section 16H" in read
    assert "Legal professional privilege or medical confidence may be claimed" in read
    assert answer(client, put, came=What.LEGAL, words="Advice of our solicitors.") == 302
    name_actor(cast["coordinator"])
    (came,) = row.answers.all()
    assert (came.what, came.text, came.recorded_by) == (What.LEGAL, "Advice of our solicitors.", contributor)
    assert not differs(put.case_id)


def test_another_agency_finds_nothing_of_it_in_either_wall(cast: Cast, client: Client) -> None:
    row, put = asked(cast)
    client.force_login(cast["school lead"])
    assert client.get(reverse("requests:request", args=[put.case_id, put.pk])).status_code == 404
    with acting_as(cast["school lead"]):
        assert not Request.objects.filter(pk=put.pk).exists()
    with acting_as(cast["hospital lead"]):
        assert Request.objects.filter(pk=put.pk).exists()
        assert not InformationRequest.objects.filter(pk=row.pk).exists(), "its request, and nothing of the review"


def test_a_draft_shown_is_replied_to_by_whoever_was_shown_it(cast: Cast, client: Client) -> None:
    case, going = review_of(cast)
    shown = write(
        cast, case, going,
        shown_to(write(cast, case, going, draft()), on=timezone.localdate(), to_body=cast.trust, reply_by=soon()),
    )  # fmt: skip
    put = actions.send_through(shown, words="The ward did not ring back.", by=cast["coordinator"])
    client.force_login(cast["hospital lead"])
    assert (
        "The ward did not ring back."
        in client.get(reverse("requests:request", args=[case.pk, put.pk])).content.decode()
    )
    assert client.post(reverse("requests:holds_nothing", args=[case.pk, put.pk])).status_code == 200
    assert answer(client, put, reply="It rang back at nine.") == 302
    name_actor(cast["coordinator"])
    (reply,) = DraftAnswer.objects.filter(shown=shown)
    assert reply.response == "It rang back at nine."


def test_what_is_set_aside_is_no_longer_asked(cast: Cast) -> None:
    row, put = asked(cast)
    actions.set_part_aside(put.case, row.review, row, why="It was of another case.", by=cast["coordinator"])
    put.refresh_from_db()
    assert put.no_longer_needed_why == "It was of another case."


def test_nothing_is_put_without_a_day_a_listed_agency_or_of_several_folders(cast: Cast) -> None:
    case, going = review_of(cast)
    by = cast["coordinator"]
    nobody = write(cast, case, going, request(cast, of_body=None, of_name="A club"))
    with pytest.raises(NotDone, match="Only an agency of the list"):
        actions.send_through(nobody, words="Please.", by=by)
    undated = write(cast, case, going, request(cast, wanted_by=None))
    with pytest.raises(NotDone, match="by which day"):
        actions.send_through(undated, words="Please.", by=by)
    dated = write(cast, case, going, request(cast, on=timezone.localdate(), wanted_by=soon()))
    other = open_case(partnership=cast.partnership, authority=cast.council, by=by)
    actions.cover_folder(case, going, other, why="One household.", by=by)
    with pytest.raises(NotDone, match="several folders"):
        actions.send_through(dated, words="Please.", by=by)
    assert not DraftShown.objects.filter(through__isnull=False).exists()
