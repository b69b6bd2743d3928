"""Finds lines of two agencies that may tell of one event: their days near, their words alike. A person decides.

Words that few lines use count for more. Only lines that share some rare words are held against each other, so that
fifty thousand take seconds.
"""

from __future__ import annotations

import math
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from handrail.service.chronologies.merging.differ import differences
from handrail.service.chronologies.merging.order import Line, in_order

APART = timedelta(days=3)
"""The most days between two tellings of one event."""
ALIKE = 0.30
"""The least that two lines must have in common, from 0 to 1."""
RAREST, BEST_OF_EACH, MOST = 10, 3, 2_000
WORD = re.compile(r"[a-z][a-z'’]+|\d+")
COMMON = frozenset(
    "a about after all also an and any are as at be been before being both but by can could did do does for from had"
    " has have he her hers him his how i if in into is it its may more no nor not of off on or other our out over own s"
    " she so some such than that the their them then there these they this those to too under until up very"
    " was we were what when where which while who whom why will with would you your mr mrs ms miss dr re stated"
    " reported noted recorded advised informed record child".split()
)
SAME = {
    "phoned": "call", "phone": "call", "telephoned": "call", "telephone": "call", "rang": "call", "called": "call",
    "mum": "mother", "mummy": "mother", "mam": "mother", "mo": "mother", "dad": "father", "daddy": "father",
    "fa": "father", "hospital": "hospital", "ed": "emergency", "ae": "emergency", "casualty": "emergency",
    "attended": "attend", "came": "attend", "went": "attend", "seen": "see", "saw": "see", "told": "say", "said": "say",
    "bruising": "bruise", "bruised": "bruise", "gp": "doctor", "hv": "visitor", "sw": "worker", "pupil": "child",
    "baby": "baby", "infant": "baby", "boyfriend": "partner", "absent": "absence", "burnt": "burn", "burned": "burn",
    "taken": "take", "took": "take", "brought": "bring", "left": "leave", "gave": "give", "given": "give",
    "ct": "scan", "xray": "scan", "cot": "bed", "settee": "sofa", "couch": "sofa", "officers": "police",
    "officer": "police", "pc": "police", "constable": "police", "fell": "fall", "fallen": "fall",
    "intoxicated": "drunk", "drinking": "drunk", "alcohol": "drunk", "argument": "argue", "row": "argue",
    "altercation": "argue", "ambulance": "ambulance", "paramedics": "ambulance", "paramedic": "ambulance",
}  # fmt: skip
ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "edly", "ied", "ies", "ed", "es", "ly", "s", "e", "y")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two lines that may be of one event, the earlier first; what they say differently, if anything."""

    first: Line
    second: Line
    alike: float
    shared: tuple[str, ...]
    differ: tuple[str, ...]


def pairs(lines: Iterable[Line]) -> list[Pair]:
    """The likeliest first; at most `BEST_OF_EACH` for one line."""
    ordered = in_order(lines)
    held = [_words_of(line) for line in ordered]
    weights = _weights(held)
    found: list[Pair] = []
    for here, there in _near(ordered, held, weights):
        score = _alike(held[here], held[there], weights)
        if score >= ALIKE and _of_one_person(ordered[here], ordered[there]):
            both = sorted(held[here] & held[there], key=lambda word: (-weights[word], word))
            first, second = ordered[here], ordered[there]
            found.append(Pair(first, second, round(score, 3), tuple(both[:6]), differences(first, second)))
    return _best(found)


def _best(found: list[Pair]) -> list[Pair]:
    taken: Counter[str] = Counter()
    best = []
    for pair in sorted(found, key=lambda pair: (-pair.alike, pair.first.key, pair.second.key)):
        if max(taken[pair.first.key], taken[pair.second.key]) < BEST_OF_EACH:
            taken.update((pair.first.key, pair.second.key))
            best.append(pair)
    return best[:MOST]


def _near(ordered: list[Line], held: list[frozenset[str]], weights: dict[str, float]) -> Iterator[tuple[int, int]]:
    """Pairs of places whose days are near, of two agencies, that share at least two of their rare words."""
    window: deque[int] = deque()
    by_word: dict[str, list[int]] = {}
    for place, line in enumerate(ordered):
        while window and _latest(ordered[window[0]]) + APART < line.earliest:
            gone = window.popleft()
            for word in held[gone]:
                by_word[word] = [one for one in by_word.get(word, ()) if one != gone]
        rare = sorted(held[place], key=lambda word: (-weights[word], word))[:RAREST]
        met: Counter[int] = Counter(one for word in rare for one in by_word.get(word, ()))
        for one, count in met.items():
            other = ordered[one]
            if count >= min(2, len(rare)) and other.body != line.body and other.latest + APART >= line.earliest:
                yield one, place
        window.append(place)
        for word in held[place]:
            by_word.setdefault(word, []).append(place)


def _latest(line: Line) -> date:
    return line.latest


def _words_of(line: Line) -> frozenset[str]:
    return frozenset(stem(word) for word in WORD.findall(line.words.lower()) if word not in COMMON)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A word without its ending, roughly: enough to see that "bruises" and "bruising" are one word."""
    word = word.replace("’", "'").removesuffix("'s").replace("'", "")
    word = SAME.get(word, word)
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            short = word[: -len(ending)]
            return short[:-1] if short[-1:] == short[-2:-1] and len(short) > 4 else short
    return word


def _weights(held: list[frozenset[str]]) -> dict[str, float]:
    counts = Counter(word for words in held for word in words)
    return {word: 1 + math.log((len(held) + 1) / count) for word, count in counts.items()}


def _alike(one: frozenset[str], other: frozenset[str], weights: dict[str, float]) -> float:
    """How much of the shorter telling the two share, held down where the other is much longer."""
    both = sum(weights[word] for word in one & other)
    if not both:
        return 0.0
    sizes = sum(weights[word] for word in one), sum(weights[word] for word in other)
    return both / math.sqrt(sizes[0] * sizes[1])


def _of_one_person(one: Line, other: Line) -> bool:
    """Whether they may be about the same person: names that both give must have one in common."""
    names, others = people(one.about), people(other.about)
    return not names or not others or bool(names & others) or bool(_parts(names) & _parts(others))


def _parts(names: frozenset[str]) -> frozenset[str]:
    return frozenset(stem(part) for name in names for part in WORD.findall(name) if part not in COMMON)


def people(about: str) -> frozenset[str]:
    """Who a line is about, one by one."""
    return frozenset(
        " ".join(name.lower().split()) for name in re.split(r"[;,/&\n]|\band\b", about) if name.strip(" .-")
    )
