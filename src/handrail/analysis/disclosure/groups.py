"""Groups of those counted, and how a whole falls apart into its parts."""

from __future__ import annotations

from dataclasses import dataclass

Label = tuple[str, str]
"""A dimension and what is said of it: ("age", "1 to 4 years")."""
Group = frozenset[Label]
"""Everybody of whom all of these can be said; nobody is left out on account of a dimension that is not named."""
EVERYBODY: Group = frozenset()


@dataclass(frozen=True, slots=True)
class Split:
    """How a whole falls apart along one dimension, with nobody left over and nobody in two parts.

    `whole` is what the same dimension says of all of them together; empty where it then says nothing.
    """

    dimension: str
    parts: tuple[str, ...]
    whole: str = ""

    def whole_of(self, group: Group) -> Group | None:
        """The group that this one is a part of; None where it is not."""
        for label in group:
            if label[0] == self.dimension and label[1] in self.parts:
                return self._said(group - {label}, self.whole)
        return None

    def parts_of(self, group: Group) -> tuple[Group, ...]:
        """The groups into which this one falls; none where it does not."""
        if self.whole:
            if (self.dimension, self.whole) not in group:
                return ()
            group = group - {(self.dimension, self.whole)}
        elif any(dimension == self.dimension for dimension, _ in group):
            return ()
        return tuple(self._said(group, part) for part in self.parts)

    def _said(self, group: Group, said: str) -> Group:
        return group | {(self.dimension, said)} if said else group
