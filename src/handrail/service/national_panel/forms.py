"""What is asked on the pages of those outside a partnership."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from handrail.service.fields import Chosen
from handrail.service.national_panel.models import Told
from handrail.service.partnerships.models import Body


class Narrow(forms.Form):
    """Which of what was told is shown."""

    what = Chosen(label="What", choices=Told.What.choices, empty="Everything")
    partnership = Chosen(label="Partnership", choices=(), empty="Every partnership")

    def __init__(self, *args: Any, partnerships: Iterable[Body], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["partnership"].choices = [  # type: ignore[attr-defined]
            (str(one.pk), one.name) for one in partnerships
        ]
