"""Another process: Wend Valley moves in, with folders to write in and people who are signed in. Prints what a
writer needs to know, as JSON."""

from __future__ import annotations

import json
import sys
from datetime import timedelta

import django

FOLDERS = 24


def main() -> None:
    django.setup()
    from django.test import Client
    from django.utils import timezone

    from handrail.demonstration.wend_valley import wend_valley
    from handrail.service.access.factor import GIVEN_AT
    from handrail.service.access.sessions import BEGAN_AT
    from handrail.service.audit.actions import Job, name_actor, unit_of_work
    from handrail.service.children.actions import Known
    from handrail.service.incidents.actions import record_incident
    from handrail.service.incidents.models import Limb, Nature
    from handrail.service.incidents.told import Told, ToldChild

    job = Job("demonstration")
    with unit_of_work(job):
        cast = wend_valley()
    told = Told(
        nature=Nature.SERIOUS_HARM, what_is_known="A fall.", limb=Limb.IN_AREA,
        became_aware=timezone.localdate() - timedelta(days=2),
        children=(ToldChild(known=Known(given_names="Linnet", family_name="Under-Wend"), outcome=Nature.SERIOUS_HARM),),
    )  # fmt: skip
    cases = []
    for _ in range(FOLDERS):
        with unit_of_work(job):
            name_actor(cast["notifier"])
            made = record_incident(told, partnership=cast.partnership, authority=cast.council, by=cast["notifier"])
        cases.append(str(made.case_id))
    client = Client()
    with unit_of_work(job):  # the worker's login acts for nobody who is signed out
        client.force_login(cast["coordinator"])
    session, now = client.session, timezone.now().timestamp()
    session[BEGAN_AT] = session[GIVEN_AT] = now  # as if both factors had been given at the two pages
    session.save()
    ids = {name: str(cast[name].pk) for name in ("coordinator", "notifier")}
    bodies = {"partnership": str(cast.partnership.pk), "council": str(cast.council.pk)}
    json.dump({"cases": cases, "session": client.cookies["sessionid"].value, **ids, **bodies}, sys.stdout)


if __name__ == "__main__":
    main()
