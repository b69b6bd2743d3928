"""The answers that a page shows in its form, as a browser would post them."""

from __future__ import annotations

from html.parser import HTMLParser


class _Answers(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {}
        self.asked: set[str] = set()
        self._writing = self._list = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        name, kind = said.get("name", ""), said.get("type", "text")
        if tag == "textarea":
            self._writing = name
            self.found[name] = [""]
        elif tag == "select":
            self._list = name
        elif tag == "option" and "selected" in said:
            self.found[self._list] = [said.get("value", "")]
        elif tag == "input" and (kind not in ("radio", "checkbox") or "checked" in said):
            self.found.setdefault(name, []).append(said.get("value", ""))
        self.asked |= {name} if name and tag in ("input", "textarea", "select") else set()

    def handle_data(self, data: str) -> None:
        if self._writing:
            self.found[self._writing][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.found[self._writing][0] = self.found[self._writing][0].removeprefix("\n")
            self._writing = ""


HOUSE = ("csrfmiddlewaretoken", "once", "q", "")


def answers_shown(page: str) -> dict[str, list[str]]:
    """By the name of the question, where something is answered."""
    shown = _Answers(page).found
    return {name: said for name, said in shown.items() if any(said) and name not in HOUSE}


def asked_on(page: str) -> set[str]:
    return _Answers(page).asked
