"""What may be done with people: signing in and out, and keeping people, their posts and their passwords."""

from handrail.service.access.actions.people import (
    add_person,
    begin_partnership,
    change_own_password,
    change_person,
    change_post,
    give_new_password,
    give_post,
    let_sign_in,
    set_digest,
    stop_signing_in,
)

__all__ = [
    "add_person",
    "begin_partnership",
    "change_own_password",
    "change_person",
    "change_post",
    "give_new_password",
    "give_post",
    "let_sign_in",
    "set_digest",
    "stop_signing_in",
]
