"""What the partnership has agreed: a version that stands, and a draft of the next that waits for its partners."""

from __future__ import annotations

from datetime import date, timedelta

from handrail.demonstration.arranging import (
    agreed_by_all,
    give_codes,
    load_the_schools,
    section_of,
    tried,
    write_it_all,
)
from handrail.demonstration.telling import Telling
from handrail.service.arrangements import actions as act
from handrail.service.arrangements.actions.writing import as_read
from handrail.service.arrangements.models import Arrangements
from handrail.service.audit.actions import Job, name_actor


def a_version_stands_and_the_next_is_drafted(wv: Telling) -> Arrangements:
    """Highstoke House does not answer. The draft settles disagreements sooner, and waits for the partners’ word."""
    name_actor(Job("demonstration"))
    give_codes(wv.cast)
    written = wv.today - timedelta(days=320)
    with wv.acting("coordinator", written, "10:00") as by:
        first = act.begin(wv.cast.partnership, title="Arrangements after the change of guidance", by=by)
        write_it_all(wv.cast, first, begins_on=written + timedelta(days=30), by=by)
        load_the_schools(wv.cast, by)
        tried(wv.cast, by, written - timedelta(days=20), written - timedelta(days=6))
        agreed_by_all(first, written, by)
    with wv.acting("coordinator", written + timedelta(days=3), "11:30") as by:
        first.refresh_from_db()
        first = act.publish(first, by=by)
    with wv.acting("coordinator", written + timedelta(days=5), "09:20") as by:
        act.tell_secretary_of_state(
            first, told_on=written + timedelta(days=5), told_how="By e-mail to the Department’s mailbox", by=by
        )
    return _next_version(wv, wv.back(4))


def _next_version(wv: Telling, on: date) -> Arrangements:
    with wv.acting("coordinator", on, "14:10") as by:
        draft = act.begin(wv.cast.partnership, title="Yearly revision", by=by)
        act.set_first_day(
            draft, title=draft.title, begins_on=wv.today + timedelta(days=60), by=by,
            changed_why="Disagreements go to the delegated partners sooner. Done by the first day.",
        )  # fmt: skip
        held = section_of(draft, "disputes")
        act.write_section(
            draft, of_list=held.of_list, item="disputes", why_not="", read=as_read(held), by=by,
            text="Practitioner, then manager on the same day, then delegated partners within three working days. The "
            "scrutineer may be asked for a view.",
        )  # fmt: skip
    return draft
