"""What published reviews of a year found, brought together by what the words mean, on this machine.

Findings are joined two groups at a time, the nearest first, as long as those of the one are on average near to those of
the other. A theme is called by the finding nearest to its middle. It is a machine's order for people to read in, and
counts nothing that anybody decided.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from handrail.service.learning.meaning.vectors import LENGTH
from handrail.service.national_panel.models import PublishedFinding

NEAR = 0.55
"""The cosine above which two groups are one theme. Of the 768 labelled texts of bench/labels on 105 subjects, three in
four of those brought together are then of the subject of most of their group (0.73; at 0.45 it is 0.54), and most that
say the same in other words stay apart (of pairs labelled as the same, 0.14 stand together). So it is shown as an order
to read in, and never counted as what is true."""
Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Theme:
    """`before` are findings of earlier years that are near to the middle of this one, newest first."""

    findings: tuple[PublishedFinding, ...]
    before: tuple[PublishedFinding, ...] = ()

    @property
    def called(self) -> str:
        """Of the finding nearest to the middle, which stands first: its heading, or else its first sentence."""
        first = self.findings[0]
        return (first.heading or first.words.split(". ")[0]).rstrip(".")

    @property
    def reviews(self) -> int:
        return len({one.address for one in self.findings})

    @property
    def publishers(self) -> int:
        return len({one.publisher for one in self.findings})

    @property
    def since(self) -> int | None:
        """The earliest year in which it was found before."""
        return min((one.published_on.year for one in self.before), default=None)


@dataclass(frozen=True, slots=True)
class Found:
    """What a year's published reviews found: themes of two findings or more, and findings that stand alone."""

    reviews: int
    findings: int
    themes: tuple[Theme, ...]
    alone: tuple[Theme, ...]

    @property
    def in_words(self) -> str:
        found = "1 finding" if self.findings == 1 else f"{self.findings} findings"
        documents = "1 published document" if self.reviews == 1 else f"{self.reviews} published documents"
        return f"{found} in {documents}."


def found_in(year: int) -> Found:
    made = PublishedFinding.objects.filter(vector__isnull=False)
    these, earlier = list(made.filter(published_on__year=year)), list(made.filter(published_on__year__lt=year))
    themes = themes_of(these, earlier)
    return Found(
        len({one.address for one in these}), len(these),
        tuple(one for one in themes if len(one.findings) > 1), tuple(one for one in themes if len(one.findings) == 1),
    )  # fmt: skip


def themes_of(findings: Sequence[PublishedFinding], earlier: Sequence[PublishedFinding] = ()) -> list[Theme]:
    """Themes that most reviews share come first."""
    vectors, before = _matrix(findings), _matrix(earlier)
    themes = [_theme(group, findings, vectors, earlier, before) for group in grouped(vectors)]
    return sorted(themes, key=lambda one: (-one.reviews, -len(one.findings), one.called))


def grouped(vectors: Matrix) -> list[list[int]]:
    """The rows in groups: average linkage, until no two groups are near."""
    groups = [[row] for row in range(len(vectors))]
    near = vectors @ vectors.T
    np.fill_diagonal(near, -1.0)
    while len(groups) > 1:
        one, other = sorted(divmod(int(near.argmax()), len(groups)))
        if near[one, other] < NEAR:
            break
        here, there = len(groups[one]), len(groups[other])
        joined = (near[one] * here + near[other] * there) / (here + there)
        near[one], near[:, one] = joined, joined
        near[one, one] = -1.0
        near = np.delete(np.delete(near, other, 0), other, 1)
        groups[one] += groups.pop(other)
    return groups


def _theme(
    group: Sequence[int], findings: Sequence[PublishedFinding], vectors: Matrix, earlier: Sequence[PublishedFinding],
    before: Matrix,
) -> Theme:  # fmt: skip
    middle = vectors[list(group)].mean(axis=0)
    middle /= np.linalg.norm(middle) or 1.0
    order = sorted(group, key=lambda row: -float(vectors[row] @ middle))
    again = [row for row in range(len(earlier)) if float(before[row] @ middle) >= NEAR]
    again.sort(key=lambda row: earlier[row].published_on, reverse=True)
    return Theme(tuple(findings[row] for row in order), tuple(earlier[row] for row in again))


def _matrix(findings: Sequence[PublishedFinding]) -> Matrix:
    """The vectors, each of length one."""
    held = np.frombuffer(b"".join(bytes(one.vector or b"") for one in findings), dtype=np.int8)
    rows = held.reshape(-1, LENGTH).astype(np.float32)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-6), dtype=np.float32)
