"""What may be done to a rapid review, in the dialogue about it, and to a practice review: all that this room writes."""

from handrail.service.reviews.actions.calling import (
    call_review,
    cover_folder,
    let_folder_go,
    plan_panel_meeting,
    set_called_aside,
)
from handrail.service.reviews.actions.contents import consider_contents, set_contents_aside
from handrail.service.reviews.actions.dialogue import (
    answer_panel,
    decide_local_review_again,
    record_panel_message,
    tell_panel_decision,
)
from handrail.service.reviews.actions.parts import set_part_aside, write_of, write_under
from handrail.service.reviews.actions.practice import (
    give_report,
    plan_publication,
    record_published,
    record_taken_down,
    record_withholding_told,
    set_step_aside,
)
from handrail.service.reviews.actions.reviewer import (
    appoint_from_register,
    appoint_reviewer,
    check_progress,
    receive_report,
)
from handrail.service.reviews.actions.sending import add_addendum, make_documents, record_addendum_sent, record_sent
from handrail.service.reviews.actions.sending_through import send_through, words_of
from handrail.service.reviews.actions.serious_case import (
    record_decision_told,
    record_serious_case_decision,
    set_decision_aside,
)
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
    "add_addendum", "answer_panel", "appoint_from_register", "appoint_reviewer", "approve", "begin_rapid_review",
    "bring_in", "call_review", "check_progress", "complete_rapid_review", "consider_contents", "cover_folder",
    "decide_local_review_again", "give_report", "let_folder_go", "make_documents", "plan_panel_meeting",
    "plan_publication", "receive_report", "record_addendum_sent", "record_decision_told", "record_panel_message",
    "record_published", "record_sent", "record_serious_case_decision", "record_taken_down", "record_withholding_told",
    "reopen_rapid_review", "send_through", "set_called_aside", "set_contents_aside", "set_decision_aside",
    "set_part_aside", "set_step_aside", "take_in_incident", "tell_panel_decision", "words_of", "write_of", "write_page",
    "write_under",
]  # fmt: skip
