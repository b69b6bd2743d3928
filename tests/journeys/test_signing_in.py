"""Coming in for the first time, and every day after: with an app and no script, and with a passkey alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.utils import timezone
from playwright.sync_api import Page, expect

from handrail.demonstration.wend_valley import PASSWORD
from handrail.service.access.actions.inviting import invite
from handrail.service.audit.actions import Job, unit_of_work
from tests.journeys.hands import expect_heading, expect_said, follow, press, sign_in, write
from tests.rooms.access.pages import code_sent_to
from tests.rooms.cast import Cast

EMAIL, OWN = "newland@wendvalley.example", "otter-lantern-gravel-9"
AUTHENTICATOR = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


def with_passkeys(page: Page) -> Page:
    """A window of a computer that has a place for passkeys and knows whose finger is on it."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return page


def app_shows(secret: str) -> str:
    counters = list(yield_hotp_counters_from_time())
    return str(format_hotp_value(hotp_value(secret.replace(" ", ""), counters[len(counters) // 2])))


def invited(cast: Cast) -> str:
    with unit_of_work(cast["administrator"]):
        _, word = invite(
            name="Newland Fisher", email=EMAIL, role="contributor", body=cast.school, by=cast["administrator"],
            partnership=cast.partnership, until_on=timezone.localdate() + timedelta(days=90),
        )  # fmt: skip
    return word


def test_somebody_invited_comes_in_with_an_app_and_without_any_script(
    new_window: Callable[..., Page], cast: Cast
) -> None:
    word, page = invited(cast), new_window(java_script_enabled=False)
    page.goto("/sign-in")
    follow(page, "I have been invited")
    write(page, "E-mail address", EMAIL)
    press(page, "Send me a code")
    with unit_of_work(Job("tests")):
        code = code_sent_to(EMAIL)
    write(page, "Code from the e-mail", code)
    write(page, "Word that your administrator told you", word)
    press(page, "Go on")
    write(page, "New password", OWN)
    write(page, "New password again", OWN)
    press(page, "Keep this password")
    expect_heading(page, "Set up a second way to show that it is you")
    page.goto("/")
    expect_heading(page, "Sign in")
    page.goto("/sign-in/set-up")
    page.get_by_role("button", name="Set up an app").click()
    expect(page.get_by_role("img", name="The square")).to_be_visible()
    secret = page.locator("code").inner_text()
    write(page, "Code that the app now shows", app_shows(secret))
    press(page, "Go on")
    expect_heading(page, "Your recovery codes")
    assert len(re.findall(r"\d{5} \d{5}", page.get_by_role("main").inner_text())) == 10
    page.get_by_role("button", name="I have them: go on").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def test_a_passkey_is_made_and_then_signs_in_alone_and_shows_again_that_it_is_she(
    new_window: Callable[..., Page], cast: Cast, accessible: Callable[[Page], None]
) -> None:
    page = with_passkeys(new_window())
    sign_in(page, cast["coordinator"])
    page.goto("/account/")
    accessible(page)
    follow(page, "Add a passkey")
    accessible(page)
    write(page, "What to call it", "Work laptop")
    press(page, "Make a passkey")
    expect_said(page, "It is added to your account.")
    expect(page.get_by_text("Work laptop", exact=True).first).to_be_visible()
    press(page, "Sign out")
    accessible(page)
    press(page, "Sign in with a passkey")
    expect_heading(page, "What is due")
    page.goto("/sign-in/again?next=/account/")
    accessible(page)
    press(page, "Use a passkey")
    expect_heading(page, "Your account")


def test_a_passkey_is_the_second_factor_after_a_password(new_window: Callable[..., Page], cast: Cast) -> None:
    page = with_passkeys(new_window())
    sign_in(page, cast["coordinator"])
    page.goto("/account/passkey")
    write(page, "What to call it", "Work laptop")
    press(page, "Make a passkey")
    press(page, "Sign out")
    write(page, "E-mail address", cast["coordinator"].email)
    write(page, "Password", PASSWORD)
    press(page, "Sign in")
    press(page, "Use a passkey")
    expect_heading(page, "What is due")


def test_a_passkey_of_nobody_here_is_refused_in_words(new_window: Callable[..., Page], cast: Cast) -> None:
    page = with_passkeys(new_window())
    page.goto("/sign-in")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert")).to_have_text("The passkey could not be used. Try again, or choose another way.")
