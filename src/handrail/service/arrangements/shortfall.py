"""What a shortfall would take from whom, by shares that people choose between. None of them is the law's."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from handrail.analysis.shares import in_shares
from handrail.common.pounds import in_pence, of_pence
from handrail.service.partnerships.models import Body


@dataclass(frozen=True, slots=True)
class Way:
    """One way of sharing, and what it would take from each body; `lacks` says why there is no answer."""

    title: str
    says: str
    takes: Mapping[uuid.UUID, Decimal]
    lacks: str = ""


def ways_of(
    amount: Decimal, bodies: Sequence[Body], *, children: Mapping[uuid.UUID, int],
    last_year: Mapping[uuid.UUID, Decimal], agreed: Mapping[uuid.UUID, Decimal],
) -> list[Way]:  # fmt: skip
    """Each shares the whole amount, to the penny, among these bodies."""
    unknown = [body.name for body in bodies if body.pk not in children]
    return [
        _way(amount, bodies, "Equally", "The same from each.", {body.pk: 1 for body in bodies}),
        _way(
            amount, bodies, "By children served", "By how many children of the area each serves.", children,
            f"Nothing says how many children are served by {_listed(unknown)}." if unknown else "",
        ),
        _way(
            amount, bodies, "As last year", "By what each agreed the year before; what it paid, where nothing was "
            "agreed.", _pence(last_year), "" if any(last_year.values()) else "Nothing of the year before is recorded.",
        ),
        _way(
            amount, bodies, "As agreed this year", "By what each agreed for this year.", _pence(agreed),
            "" if any(agreed.values()) else "None of these bodies has agreed anything for this year.",
        ),
    ]  # fmt: skip


def _way(
    amount: Decimal, bodies: Sequence[Body], title: str, says: str, weights: Mapping[uuid.UUID, int], lacks: str = ""
) -> Way:
    weighed = [weights.get(body.pk, 0) for body in bodies]
    if not lacks and not any(weighed):
        lacks = "All of their shares would be nothing."
    if lacks:
        return Way(title, says, {}, lacks)
    parts = in_shares(in_pence(amount), weighed)
    return Way(title, says, {body.pk: of_pence(part) for body, part in zip(bodies, parts, strict=True)})


def _pence(amounts: Mapping[uuid.UUID, Decimal]) -> dict[uuid.UUID, int]:
    return {key: in_pence(amount) for key, amount in amounts.items()}


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)
