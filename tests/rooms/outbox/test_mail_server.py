"""The mail server is named in the environment; what cannot be used is refused with a sentence that mends it."""

from __future__ import annotations

import pytest

from handrail.service.outbox.mail_server import MailServerNotUnderstood, mail_server

SENDER = "handrail@wendvalley.example"


@pytest.mark.parametrize(
    ("address", "port", "tls", "over_tls"),
    [
        ("smtp://localhost", 25, False, False),
        ("smtp://mail.wendvalley.example?tls=yes", 587, True, False),
        ("smtp://mail.wendvalley.example:2525?tls=no", 2525, False, False),
        ("smtps://mail.wendvalley.example", 465, False, True),
    ],
)
def test_an_address_says_where_and_how(address: str, port: int, tls: bool, over_tls: bool) -> None:
    server = mail_server({"HANDRAIL_SMTP": address, "HANDRAIL_MAIL_FROM": SENDER})
    assert server is not None
    assert (server.port, server.tls, server.over_tls) == (port, tls, over_tls)


def test_a_password_may_hold_any_letter() -> None:
    address = "smtp://wend%40valley:p%2Fss%40@mail.wendvalley.example:587?tls=yes"
    server = mail_server({"HANDRAIL_SMTP": address, "HANDRAIL_MAIL_FROM": SENDER})
    assert server is not None
    assert (server.user, server.password) == ("wend@valley", "p/ss@")


def test_no_address_is_no_mail_server() -> None:
    assert mail_server({}) is None


@pytest.mark.parametrize(
    ("address", "sender", "says"),
    [
        ("mail.wendvalley.example", SENDER, "must begin with smtp://"),
        ("smtp://mail.wendvalley.example:mail", SENDER, "not understood"),
        ("smtp://mail.wendvalley.example?tsl=yes", SENDER, "only tls=yes or tls=no"),
        ("smtp://user:secret@mail.wendvalley.example", SENDER, "unencrypted; add"),
        ("smtp://localhost", "", "HANDRAIL_MAIL_FROM"),
    ],
)
def test_what_cannot_be_used_is_refused_and_the_password_is_not_repeated(address: str, sender: str, says: str) -> None:
    with pytest.raises(MailServerNotUnderstood, match=says) as refused:
        mail_server({"HANDRAIL_SMTP": address, "HANDRAIL_MAIL_FROM": sender})
    assert "secret" not in str(refused.value)
