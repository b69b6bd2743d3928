"""The forms of a page as a browser finds them: what each field is called, what kind it is, what may be chosen."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class FieldShown:
    """One name under which a form sends something."""

    name: str
    kind: str
    choices: list[str] = field(default_factory=list)

    @property
    def takes_words(self) -> bool:
        return self.kind in ("text", "textarea", "search", "email", "tel", "password")


@dataclass
class FormShown:
    """One form: where it is sent (empty for the page itself), how, and its fields by name."""

    action: str
    method: str
    fields: dict[str, FieldShown] = field(default_factory=dict)


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[FormShown] = []
        self.inside: FormShown | None = None
        self.select: FieldShown | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: words or "" for name, words in attrs}
        if tag == "form":
            self.inside = FormShown(told.get("action", ""), told.get("method", "get").lower())
            self.forms.append(self.inside)
        elif tag == "option" and self.select is not None:
            self.select.choices.append(told.get("value", ""))
        elif self.inside is not None and tag in ("input", "textarea", "select", "button") and told.get("name"):
            kind = told.get("type", "text") if tag == "input" else tag
            one = self.inside.fields.setdefault(told["name"], FieldShown(told["name"], kind))
            if kind in ("radio", "checkbox", "hidden", "button"):
                one.choices.append(told.get("value", ""))
            self.select = one if tag == "select" else None

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = None
        elif tag == "select":
            self.select = None


def forms_on(page: str) -> list[FormShown]:
    reader = _Forms()
    reader.feed(page)
    return reader.forms
