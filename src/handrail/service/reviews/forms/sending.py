"""What is asked when a rapid review is made into documents, sent, and added to."""

from __future__ import annotations

from django import forms

from handrail.service.fields import OneOf, TextField
from handrail.service.reviews.forms.shared import MomentForm
from handrail.service.reviews.whole import Naming


class MakeDocuments(forms.Form):
    naming = OneOf(
        label="How are children named in it?",
        choices=Naming.choices,
        hints={
            Naming.INITIALS: "Other names, addresses and NHS numbers are left out too; names typed in the text stay."
        },
        missing="Choose how children are named",
        initial=Naming.NAMES,
    )


class Sent(MomentForm):
    sent_by_name = TextField(label="Who sent it", missing="Enter the name of the person who sent it", max_length=200)
    how = TextField(
        label="How it was sent",
        hint="For example, by secure e-mail to the Panel's mailbox.",
        missing="Say how it was sent",
        max_length=200,
    )
    field_order = ("done_on", "done_time", "sent_by_name", "how")


class SentReview(Sent):
    late_reason = TextField(label="If it went late, why", hint="Not needed where a reason was given before.", rows=3)


class AddAddendum(forms.Form):
    reason = TextField(
        label="Why it is added", hint="For example, a date was wrong.", missing="Say why it is added", max_length=300
    )
    text = TextField(label="What is added or corrected", rows=10, missing="Write what is added or corrected")
