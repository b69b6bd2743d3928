"""Those who have something open by a code, and the browser of each: a form, an agency's chronology, what they tell."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from django.test import Client
from django.utils import timezone

from handrail.service.access import form_codes as codes
from handrail.service.access.practitioners import Practitioner, Teller
from handrail.service.audit.actions import name_actor
from handrail.service.cases.drafts import save_page
from handrail.service.documents.actions import store
from handrail.service.requests.drafting import begin
from handrail.service.requests.models import Request
from handrail.service.requests.naming import Named, ask_practitioner
from tests.house.oracle import BY_CODE, BY_TELLING, Row
from tests.house.scene import Scene
from tests.house.scene_chronologies import asked_for_lines_by_code
from tests.house.scene_tellings import one_who_writes


def asked_for_a_summary(scene: Scene) -> Practitioner:
    """Asked for what the hospital is asked, with something typed and a file attached."""
    asked = Request.objects.get(pk=scene.things["request_id"])
    coordinator = scene.cast["coordinator"]
    name_actor(coordinator)
    named = ask_practitioner(asked, Named("Bryony Sedge", "b@sedge.example", "Rang the ward."), by=coordinator)
    name_actor(named)
    held = store(asked.case.folder, "report.txt", b"A report.", by=named, opens="own contribution", for_body=asked.body)
    typed = {"document": [str(held.pk)], "document_name": [held.name]}
    save_page(begin(asked, by=named).pk, "document", typed, version=0, by=named)
    return _in_a_browser(named)


def asked_for_lines(scene: Scene) -> Practitioner:
    """Asked for the chronology that the hospital is asked for: it has lines, a file, and a row to be mended."""
    return _in_a_browser(asked_for_lines_by_code(scene))


def _in_a_browser(named: Practitioner) -> Practitioner:
    named.browser = uuid4()
    named.save()
    return named


def has_open(named: Practitioner) -> Client:
    """A browser in which the form is open."""
    return _browser("practitioner", named)


def writing_in(named: Teller) -> Client:
    """A browser in which somebody has open what they tell of a death."""
    return _browser("teller", named)


def _browser(kind: str, named: Practitioner | Teller) -> Client:
    client = Client(raise_request_exception=False)
    session, now = client.session, timezone.now().isoformat()
    session[codes.OPENED] = {kind: str(named.pk), "browser": str(named.browser), "since": now, "seen": now}
    session.save()
    return client


class Holders:
    """Who has open by a code what each address is of; each is asked once."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._known: dict[str, Practitioner | Teller] = {}

    def of(self, row: Row) -> Practitioner | Teller | None:
        """Nobody, for an address that opens to those with an account, or to everybody."""
        if row.signed_out not in (BY_CODE, BY_TELLING):
            return None
        if row.room not in self._known:
            asked: dict[str, Callable[[Scene], Practitioner | Teller]]
            asked = {"tellings": one_who_writes, "chronologies": asked_for_lines, "requests": asked_for_a_summary}
            self._known[row.room] = asked[row.room](self.scene)
        return self._known[row.room]

    def browser_for(self, row: Row) -> Client | None:
        holder = self.of(row)
        return writing_in(holder) if isinstance(holder, Teller) else has_open(holder) if holder else None
