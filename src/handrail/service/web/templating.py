"""How pages are drawn: Jinja2, a missing name is an error, and dates are written "24 May 2018"."""

from __future__ import annotations

from collections.abc import MutableMapping
from datetime import date, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from django.template.backends.jinja2 import Jinja2
from django.templatetags.static import static
from django.urls import reverse
from django.utils.text import slugify
from jinja2 import Environment, PackageLoader, PrefixLoader, StrictUndefined, Template

from handrail.service.web.navigation import places_for, seldom_for

LONDON = ZoneInfo("Europe/London")
COMPONENTS = "govuk_frontend_jinja"


class Pages(Jinja2):
    """Finds each room's pages in its `templates` folder."""

    app_dirname = "templates"


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


def environment(**options: Any) -> Environment:
    """What Django's Jinja2 backend asks for; `options` are its own."""
    options.update(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    pages = OurEnvironment(**options)
    pages.globals.update(url=_url, static=static, places_for=places_for, seldom_for=seldom_for)
    pages.filters.update(date=in_words, datetime=in_words_with_time, slugify=slugify)
    return pages


def in_words(day: date | None) -> str:
    """24 May 2018; an instant is placed on its London day, and no day is no words."""
    if day is None:
        return ""
    if isinstance(day, datetime):
        day = day.astimezone(LONDON)
    return f"{day.day} {day:%B %Y}"


def in_words_with_time(at: datetime | None) -> str:
    """24 May 2018 at 3:05pm, by the clock in London."""
    if at is None:
        return ""
    local = at.astimezone(LONDON)
    return f"{in_words(local)} at {local.hour % 12 or 12}:{local:%M}{'am' if local.hour < 12 else 'pm'}"


def _url(name: str, *args: object, **kwargs: object) -> str:
    return reverse(name, args=args or None, kwargs=kwargs or None)
