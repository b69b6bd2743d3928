"""The three ways in which a journey is made: as most do, with the keyboard alone, and in a browser that runs no script.

A journey's text is the same each time. By keyboard, whatever it clicks, ticks, chooses or fills in is reached with Tab
and the arrows, as it would be by somebody who cannot use a mouse, and no element is focused from outside the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from playwright.sync_api import Locator, Page

BY_MOUSE, BY_KEYBOARD, WITHOUT_SCRIPT = "by mouse", "by keyboard", "without script"
FURTHEST = 400
"""Key presses after which something on a page counts as out of reach."""

IS_REACHED = "element => element === document.activeElement"
IN_ITS_GROUP = "element => document.activeElement.type === 'radio' && document.activeElement.name === element.name"


def runs_script(page: Page) -> bool:
    return bool(page.evaluate("matchMedia('(scripting: enabled)').matches"))


def lay_the_mouse_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Until the end of the test every hand is on the keyboard."""
    for name, by_keyboard in (
        ("click", click),
        ("check", check),
        ("fill", fill),
        ("select_option", select_option),
        ("set_input_files", set_input_files),
    ):
        monkeypatch.setattr(Locator, name, by_keyboard)


def reach(wanted: Locator, reached: str = IS_REACHED) -> None:
    """Press Tab until it is reached."""
    page = wanted.page
    element = wanted.element_handle()
    for _ in range(FURTHEST):
        if element.evaluate(reached):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"No number of presses on Tab leads to {wanted}.")


def click(wanted: Locator, **others: Any) -> None:
    """Enter follows a link and presses a button; what hides more opens by its line."""
    if wanted.evaluate("element => element.closest('summary') !== null"):
        wanted = wanted.locator("xpath=ancestor-or-self::summary")
    reach(wanted)
    wanted.page.keyboard.press("Enter")


def check(wanted: Locator, **others: Any) -> None:
    """A tick with the space bar; one of several with the arrows, from the one that Tab leads to."""
    if wanted.is_checked():
        return
    keys = wanted.page.keyboard
    if wanted.evaluate("element => element.type") == "checkbox":
        reach(wanted)
        keys.press("Space")
    else:
        reach(wanted, IN_ITS_GROUP)
        for _ in range(FURTHEST):
            if wanted.evaluate(IS_REACHED):
                break
            keys.press("ArrowDown")
        if not wanted.is_checked():
            keys.press("Space")
    assert wanted.is_checked(), f"{wanted} is not chosen from the keyboard"


def fill(wanted: Locator, words: str, **others: Any) -> None:
    """What stood there is replaced."""
    reach(wanted)
    keys = wanted.page.keyboard
    keys.press("ControlOrMeta+A")
    keys.press("Delete")
    keys.insert_text(words)


def select_option(wanted: Locator, value: str | None = None, *, label: str | Sequence[str] | None = None) -> list[str]:
    """Along the list with the arrows, from its top."""
    reach(wanted)
    keys = wanted.page.keyboard
    keys.press("Home")
    chosen = "element => [element.value, element.selectedOptions[0]?.label]"
    for _ in range(FURTHEST):
        if (label if value is None else value) == wanted.evaluate(chosen)[1 if value is None else 0]:
            return [wanted.evaluate(chosen)[0]]
        keys.press("ArrowDown")
    pytest.fail(f"The arrows lead to no {label or value!r} in {wanted}.")


def set_input_files(wanted: Locator, files: Any, **others: Any) -> None:
    """The machine's own window for choosing files opens from the keyboard; it is no part of the page."""
    reach(wanted)
    with wanted.page.expect_file_chooser() as chooser:
        wanted.page.keyboard.press("Enter")
    chooser.value.set_files(files)
