"""How pages are drawn: Jinja2, a missing name is an error, and dates are written "24 May 2018"."""

from __future__ import annotations

from typing import Any

from django.template.backends.jinja2 import Jinja2
from django.templatetags.static import static
from django.urls import reverse
from django.utils.text import slugify
from jinja2 import Environment, StrictUndefined

from handrail.common.drawing import OurEnvironment, in_words, in_words_with_time, until_in_words
from handrail.service.web.navigation import everybodys, places_for, seldom_for, work_elsewhere


class Pages(Jinja2):
    """Finds each room's pages in its `templates` folder."""

    app_dirname = "templates"


def environment(**options: Any) -> Environment:
    """What Django's Jinja2 backend asks for; `options` are its own."""
    options.update(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    pages = OurEnvironment(**options)
    pages.globals.update(
        url=_url, static=static, places_for=places_for, everybodys=everybodys, seldom_for=seldom_for,
        work_elsewhere=work_elsewhere,
    )  # fmt: skip
    pages.filters.update(date=in_words, datetime=in_words_with_time, until=until_in_words, slugify=slugify)
    return pages


def _url(name: str, *args: object, **kwargs: object) -> str:
    return reverse(name, args=args or None, kwargs=kwargs or None)
