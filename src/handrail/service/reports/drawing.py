"""A chart of a report: a title, and figures of which some are kept back."""

from __future__ import annotations

from collections.abc import Sequence

from handrail.common.charts import bars_of, in_words, svg_of
from handrail.service.reviews.blocks import Drawing


def chart(title: str, rows: Sequence[tuple[str, int | None]]) -> Drawing:
    bars = bars_of(rows)
    words = in_words(title, bars)
    return Drawing(title, svg_of(bars, words), words, bars)
