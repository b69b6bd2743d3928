"""What an agency fills in that is asked for information in writing, or shown a draft of a report."""

from __future__ import annotations

from handrail.service.cases.journey import Journey, Page
from handrail.service.fields import OneOf, TextField
from handrail.service.requests.models import Request
from handrail.service.requests.sheets import Sheet
from handrail.service.requests.summary import Attached
from handrail.service.reviews.actions.sending_through import MAY_ANSWER


class Information(Page):
    slug = "answer"
    title = "Your agency’s answer"
    hint = "Take advice before you claim or refuse. The one who asked may dispute it, and may apply to a court."
    came = OneOf(label="What is your answer?", choices=MAY_ANSWER, missing="Say what your answer is")
    words = TextField(
        label="What you give, or the grounds on which you claim or refuse", rows=12,
        hint="A file can be added on the next page.", missing="Enter what you give, or the grounds",
    )  # fmt: skip


class Reply(Page):
    slug = "reply"
    title = "Your agency’s reply"
    reply = TextField(
        label="What do you say to what you were shown?", rows=14,
        hint="What is wrong or left out, what is unfair, what you would say otherwise and why. Name no practitioner.",
        missing="Enter your reply. If you have nothing to say to it, say so.",
    )  # fmt: skip


class Agreed(Page):
    slug = "approved"
    title = "Who agreed it"
    approved_by = TextField(
        label="Who in the agency agreed this, and their job", hint="Someone senior, other than its author.",
        missing="Give the name and job of the person who agreed it", max_length=200,
    )  # fmt: skip


def sheet_put(asked: Request) -> Sheet:
    page = Information if asked.of == Request.Of.INFORMATION else Reply
    return Sheet(Journey(asked.drafted_as, (page, Attached, Agreed)))
