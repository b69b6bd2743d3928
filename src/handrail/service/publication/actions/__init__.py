"""What may be done towards a publication and after it: the only place of this room that writes."""

from handrail.service.publication.actions.approving import approve, lift_hold, put_on_hold, record_family, take_back
from handrail.service.publication.actions.leaving import give_up, release, set_to_leave, stop_leaving
from handrail.service.publication.actions.marking import check_again, let_stay, let_stay_again
from handrail.service.publication.actions.withdrawing import replace_reason, withdraw
from handrail.service.publication.actions.writing import add_known, begin, remove_known, write

__all__ = [
    "add_known", "approve", "begin", "check_again", "give_up", "let_stay", "let_stay_again", "lift_hold", "put_on_hold",
    "record_family", "release", "remove_known", "replace_reason", "set_to_leave", "stop_leaving", "take_back",
    "withdraw", "write",
]  # fmt: skip
