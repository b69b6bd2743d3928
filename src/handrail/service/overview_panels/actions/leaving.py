"""The one gate for words that leave a death's folder by way of the panel: none of them may tell whose it is."""

from __future__ import annotations

from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import Case
from handrail.service.overview_panels.knowing import marks_in


def refuse_what_tells(case: Case, parts: dict[str, str], *, let_stand: bool) -> None:
    """Raises NotDone for words that are sure or likely to tell; and for the others until somebody answered for them."""
    marks = marks_in(case, {name: text for name, text in parts.items() if text})
    surely = dict.fromkeys(mark.flag.words for mark in marks if mark.refuses)
    if surely:
        raise NotDone(f"This would tell whose death it is: {', '.join(surely)}. Write it without.", _first(parts))
    if marks and not let_stand:
        words = ", ".join(f"“{words}”" for words in dict.fromkeys(mark.flag.words for mark in marks))
        raise NotDone(
            f"These words may tell whose death it is: {words}. Write it without them, or tick that they tell nobody.",
            "let_stand",
        )


def _first(parts: dict[str, str]) -> str:
    return next(iter(parts))
