"""What may be done to a rapid review and in the dialogue about it: the only place of this room that writes."""

from handrail.service.reviews.actions.dialogue import (
    answer_panel,
    decide_local_review_again,
    record_panel_message,
    tell_panel_decision,
)
from handrail.service.reviews.actions.sending import add_addendum, make_documents, record_addendum_sent, record_sent
from handrail.service.reviews.actions.writing import (
    approve,
    begin_rapid_review,
    bring_in,
    complete_rapid_review,
    reopen_rapid_review,
    take_in_incident,
    write_page,
)

__all__ = [
    "add_addendum", "answer_panel", "approve", "begin_rapid_review", "bring_in", "complete_rapid_review",
    "decide_local_review_again", "make_documents", "record_addendum_sent", "record_panel_message", "record_sent",
    "reopen_rapid_review", "take_in_incident", "tell_panel_decision", "write_page",
]  # fmt: skip
