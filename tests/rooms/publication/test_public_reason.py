"""Why something was withdrawn is read by everyone: it names nobody, and wrong words can be replaced."""

from __future__ import annotations

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from handrail.service.audit.actions import name_actor
from handrail.service.audit.models import Entry
from handrail.service.cases.actions import NotDone
from handrail.service.incidents.models import Incident
from handrail.service.publication import actions
from handrail.service.publication.bundle import manifest_of, released
from handrail.service.publication.models import Publication, PublicReason, Withdrawal
from handrail.service.publication.rounds import release_due
from tests.rooms.cast import Cast
from tests.rooms.publication.publishing import LEAVES, NOW, set_to_leave

NAMING = "Her grandmother Philippa Oakhurst of 12 Rowan Close, AB1 2CD, asked for it."
PLAIN = "A paragraph was wrong."


@pytest.fixture(autouse=True)
def monday() -> object:
    with time_machine.travel(NOW, tick=False):
        yield


def published(cast: Cast) -> Publication:
    """Of a folder whose papers speak of a grandmother."""
    publication = set_to_leave(cast)
    with time_machine.travel(LEAVES, tick=False):
        assert release_due() == 1
    name_actor(cast["coordinator"])
    Incident.objects.filter(case=publication.case).update(
        what_is_known="He lived with his grandmother, Philippa Oakhurst, at 12 Rowan Close."
    )
    return publication


def withdrawn(cast: Cast) -> Publication:
    publication = published(cast)
    actions.withdraw(publication, reason=PLAIN, by=cast["coordinator"])
    return publication


def test_a_reason_that_may_name_a_relative_is_refused_until_somebody_says_why_it_stays(cast: Cast) -> None:
    publication, by = published(cast), cast["coordinator"]
    with pytest.raises(NotDone, match="may tell who it is about: .*Oakhurst"):
        actions.withdraw(publication, reason=NAMING, by=by)
    with pytest.raises(NotDone, match="12 Rowan Close"):
        actions.withdraw(publication, reason="12 Rowan Close was named.", by=by)
    assert not Withdrawal.objects.exists()
    assert not PublicReason.objects.exists()
    actions.withdraw(publication, reason="12 Rowan Close was named.", stays_because="It is a hostel’s.", by=by)
    kept = PublicReason.objects.get()
    assert "12 Rowan Close" in kept.marked
    assert (kept.stays_because, kept.given_by) == ("It is a hostel’s.", by)


def test_a_child_is_not_named_in_it_for_any_reason(cast: Cast) -> None:
    with pytest.raises(NotDone, match="“Jasper”.*Say it without them"):
        actions.withdraw(published(cast), reason="Jasper was named.", stays_because="It is so.", by=cast["coordinator"])


def test_a_plain_reason_asks_for_nothing_more(cast: Cast) -> None:
    withdrawn(cast)
    kept = PublicReason.objects.get()
    assert (kept.reason, kept.marked, kept.stays_because) == (PLAIN, "", "")


def test_the_reason_can_be_replaced_and_what_the_public_read_stays_in_the_folder(cast: Cast) -> None:
    publication, by = withdrawn(cast), cast["coordinator"]
    with pytest.raises(NotDone, match="reads these words already"):
        actions.replace_reason(publication, reason=PLAIN, by=by)
    with pytest.raises(NotDone, match="Oakhurst"):
        actions.replace_reason(publication, reason=NAMING, by=by)
    actions.replace_reason(publication, reason="A figure was wrong.", by=by)
    (told,) = manifest_of(released(), list(Withdrawal.objects.all()))["withdrawn"]
    assert told["reason"] == "A figure was wrong."
    assert [one.reason for one in publication.public_reasons.all()] == [PLAIN, "A figure was wrong."]
    assert Entry.objects.filter(did="replaced the public reason of a withdrawal").exists()


def test_of_what_was_withdrawn_before_reasons_were_kept_the_first_is_kept_too(cast: Cast) -> None:
    publication = withdrawn(cast)
    PublicReason.objects.all().delete()
    actions.replace_reason(publication, reason="A figure was wrong.", by=cast["coordinator"])
    assert [one.reason for one in publication.public_reasons.all()] == [PLAIN, "A figure was wrong."]


def test_what_was_not_withdrawn_has_no_reason_to_replace(cast: Cast) -> None:
    with pytest.raises(NotDone, match="Nothing of this was withdrawn"):
        actions.replace_reason(published(cast), reason=PLAIN, by=cast["coordinator"])


@pytest.mark.parametrize(
    "change",
    [
        lambda: Withdrawal.objects.update(address="reviews/another"),
        lambda: Withdrawal.objects.update(reason="Other words.", on=NOW.date().replace(year=2020)),
        lambda: Withdrawal.objects.all().delete(),
        lambda: PublicReason.objects.update(reason="Other words."),
    ],
)
def test_the_database_lets_nothing_else_of_a_withdrawal_change(cast: Cast, change) -> None:  # type: ignore[no-untyped-def]
    withdrawn(cast)
    with pytest.raises(DatabaseError, match="stands as it was"), transaction.atomic():
        change()


def test_on_the_page_it_is_answered_and_replaced(cast: Cast, client: Client) -> None:
    publication = published(cast)
    ways = {name: reverse(f"publication:{name}", args=[publication.case_id, publication.pk])
            for name in ("withdraw", "reason", "gate")}  # fmt: skip
    client.force_login(cast["senior officer"])
    assert "Why may these words stay?" not in client.get(ways["withdraw"]).content.decode()
    asked = client.post(ways["withdraw"], {"why": "12 Rowan Close was named."})
    assert asked.status_code == 200
    assert "Why may these words stay?" in asked.content.decode()
    said = {"why": "12 Rowan Close was named.", "stays_because": "It is a hostel’s."}
    assert client.post(ways["withdraw"], said).status_code == 302
    assert client.post(ways["reason"], {"why": PLAIN}).status_code == 302
    page = client.get(ways["gate"]).content.decode()
    assert f"The public reads: “{PLAIN}”" in page
    assert "Until it was replaced the public read" in page
    assert "12 Rowan Close was named." in page
