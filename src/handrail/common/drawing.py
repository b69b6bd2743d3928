"""How a page is drawn, whichever process draws it: GOV.UK's components, and dates written "24 May 2018"."""

from __future__ import annotations

from collections.abc import MutableMapping
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, PrefixLoader, Template

LONDON = ZoneInfo("Europe/London")
COMPONENTS = "govuk_frontend_jinja"


class OurEnvironment(Environment):
    """Strict for our own pages, while GOV.UK's components, which lean on missing names, are read leniently."""

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,
    ) -> Template:
        if isinstance(name, str) and name.startswith(f"{COMPONENTS}/"):
            return components().get_template(name)
        return super().get_template(name, parent, globals)


@cache
def components() -> Environment:
    """The environment in which GOV.UK's components are read."""
    loader = PrefixLoader({COMPONENTS: PackageLoader(COMPONENTS)})
    return Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, auto_reload=False)


def in_words(day: date | None) -> str:
    """24 May 2018; an instant is placed on its London day, and no day is no words."""
    if day is None:
        return ""
    if isinstance(day, datetime):
        day = day.astimezone(LONDON)
    return f"{day.day} {day:%B %Y}"


def until_in_words(at: datetime) -> str:
    """Until the end of 24 May 2018, for what ends at midnight; else until the hour."""
    local = at.astimezone(LONDON)
    if local.hour == local.minute == 0:
        return f"until the end of {in_words(local.date() - timedelta(days=1))}"
    return f"until {in_words_with_time(at)}"


def in_words_with_time(at: datetime | None) -> str:
    """24 May 2018 at 3:05pm, by the clock in London."""
    if at is None:
        return ""
    local = at.astimezone(LONDON)
    return f"{in_words(local)} at {local.hour % 12 or 12}:{local:%M}{'am' if local.hour < 12 else 'pm'}"
