"""The agency summary as a journey: what is asked of an agency, page by page."""

from __future__ import annotations

from collections.abc import Iterator

from handrail.service.cases.journey import Journey, Page
from handrail.service.fields import DayField, TextField
from handrail.service.requests.actions import SUMMARY

DOCUMENT = "document"


class Involvement(Page):
    slug = "involvement"
    title = "The agency's involvement"
    involvement = TextField(
        label="The agency's part, in half a page",
        hint="Since when and why you knew the child or the family; whether you were still involved; who saw them last.",
        rows=10,
        missing="Describe your agency's involvement. If you hold nothing, go back and say so in one step.",
    )
    dates = TextField(
        label="The dates that matter",
        hint="A line for each: the day, what happened, what was done, and whether the child was seen.",
        rows=10,
    )
    searched = TextField(
        label="Which records were searched, and what could not be found",
        hint="Services and systems searched, names used, the period looked at, anything missing.",
        rows=4,
    )


class Episodes(Page):
    slug = "episodes"
    title = "Key practice episodes"
    hint = (
        "The few moments at which things could have gone another way. Write about the work, not about who is to blame."
    )
    episodes = TextField(
        label="What happened at each, what was expected, and why it went as it did",
        hint="For example workload, handover, what was known at the time, what other agencies had been told.",
        rows=14,
    )


class AtOnce(Page):
    slug = "at-once"
    title = "What was done at once"
    at_once = TextField(
        label="What the agency has done since, to keep this child and other children safe",
        rows=7,
        missing="Say what was done at once. If nothing was, say so and why.",
    )
    still_needed = TextField(
        label="What still has to be done now, by whom and by when",
        hint="Do not wait for the review: tell children's social care today if a child is at risk.",
        rows=5,
    )


class WorkedWell(Page):
    slug = "worked-well"
    title = "What worked well"
    worked_well = TextField(label="What worked well in the agency, and between agencies", rows=8)


class Improve(Page):
    slug = "improve"
    title = "What may be improved"
    improve = TextField(label="What may be improved, in the agency and between agencies", rows=8)
    seen_before = TextField(
        label="Has an earlier review found the same?", hint="Which one, and what was done about it then.", rows=4
    )


class Voices(Page):
    slug = "voices"
    title = "The child, the family, and their lives"
    voices = TextField(
        label="What the child and the family have said",
        hint="In their words where you have them. If the child could not say it: what those who knew them saw.",
        rows=7,
    )
    equality = TextField(
        label="How inequality and protected characteristics bore on their lives and on the help they were given",
        hint="Race, culture, faith, language and interpreters, disability, sex, sexuality, poverty, immigration.",
        rows=7,
    )


class Attached(Page):
    """The name of one file, kept beside what is typed; `views.attaching` draws this page."""

    slug = DOCUMENT
    title = "A document to go with it"
    document = TextField(label="Document", max_length=36)
    document_name = TextField(label="Attached", max_length=200)

    def in_words(self) -> Iterator[tuple[str, str]]:
        yield "Attached document", str(self.cleaned_data.get("document_name") or "None") if self.is_valid() else "None"


class Approved(Page):
    slug = "approved"
    title = "Who agreed it"
    approved_by = TextField(
        label="Who in the agency agreed this summary, and their job",
        hint="Someone senior, other than its author.",
        missing="Give the name and job of the person who agreed it",
        max_length=200,
    )
    approved_on = DayField(label="When they agreed it", what="The day it was agreed", past=True)
    written_by = TextField(label="Who wrote it, and how to reach them", rows=2)
    limits = TextField(
        label="What may not be shared further, and why",
        hint="For example while the police or a coroner are at work. Only the coordinator and the safeguarding"
        " partners see this answer. Leave empty if there is no limit.",
        rows=4,
    )


JOURNEY = Journey(SUMMARY, (Involvement, Episodes, AtOnce, WorkedWell, Improve, Voices, Attached, Approved))
