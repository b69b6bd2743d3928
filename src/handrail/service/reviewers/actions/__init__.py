"""What may be done to the register, to a commission, and to the book of its fees."""

from handrail.service.reviewers.actions.commissioning import (
    NotChosen,
    Weighed,
    appoint,
    let_go_of_folder,
    move_last_day,
    supervise,
    take_in_folder,
    to_weigh_first,
    weigh,
)
from handrail.service.reviewers.actions.ending import (
    end,
    end_with_the_appointment,
    end_with_the_review,
    remove,
)
from handrail.service.reviewers.actions.fees import agree_fee, record_invoice, record_payment, set_entry_aside
from handrail.service.reviewers.actions.register import (
    add_reviewer,
    change_reviewer,
    declare_interest,
    declare_nothing_more,
    set_interest_aside,
    take_off_register,
)

__all__ = [
    "NotChosen", "Weighed", "add_reviewer", "agree_fee", "appoint", "change_reviewer", "declare_interest",
    "declare_nothing_more", "end", "end_with_the_appointment", "end_with_the_review", "let_go_of_folder",
    "move_last_day", "record_invoice", "record_payment", "remove", "set_entry_aside", "set_interest_aside",
    "supervise", "take_in_folder", "take_off_register", "to_weigh_first", "weigh",
]  # fmt: skip
