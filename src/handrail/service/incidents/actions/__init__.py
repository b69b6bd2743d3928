"""What may be done about an incident: record, take up, correct, decide, notify, share."""

from handrail.service.incidents.actions.correct import correct, correct_child, set_child_right
from handrail.service.incidents.actions.decide import decide, give_view, sign_off
from handrail.service.incidents.actions.notify import Receipt, record_notice, set_aside
from handrail.service.incidents.actions.record import record_incident, take_up
from handrail.service.incidents.actions.share import end_sharing, share_with

__all__ = [
    "Receipt", "correct", "correct_child", "decide", "end_sharing", "give_view", "record_incident", "record_notice",
    "set_aside", "set_child_right", "share_with", "sign_off", "take_up",
]  # fmt: skip
