"""Whether one word may be another, misspelt: by the letters changed, or by the sound."""

from __future__ import annotations

import re
from functools import lru_cache

SOUNDS = (
    (r"^(kn|gn|pn)", "n"), (r"^wr", "r"), (r"^ps", "s"), (r"ph|ff", "f"), (r"gh(?=[^aeiouy]|$)", ""), (r"gh", "g"),
    (r"tch|ch|sch|sh", "x"), (r"dg|dj|j|g(?=[eiy])", "j"), (r"c(?=[eiy])|z", "s"), (r"ck|cc|[cqk]+|x", "k"),
    (r"th", "t"), (r"v|w", "v"), (r"mb$", "m"), (r"h", ""),
)  # fmt: skip


@lru_cache(maxsize=4096)
def sound(word: str) -> str:
    """The consonants as they are spoken, the first vowel standing for all at the beginning."""
    for pattern, spoken in SOUNDS:
        word = re.sub(pattern, spoken, word)
    word = re.sub(r"(.)\1+", r"\1", word)
    head = "a" if word[:1] in "aeiouy" else word[:1]
    return head + re.sub(r"[aeiouy]", "", word[1:])


@lru_cache(maxsize=65536)
def changed(one: str, other: str, most: int) -> int:
    """How many letters were left out, added, changed or swapped; `most` + 1 where it is more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        older, before, row = before, row, [i]
        for j, same in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != same))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == same:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


def may_be(written: str, name: str) -> bool:
    """Whether `written` may be a slip for `name`. Short words have no room for two slips."""
    if len(name) < 4 or len(written) < 3:
        return False
    most = 1 if len(name) <= 5 else 2
    if changed(written, name, most) <= most:
        return written[0] == name[0] or written[1:3] == name[1:3] or written[:2] == name[1::-1]
    alike = sound(written) == sound(name) and len(sound(name)) >= 3
    return alike and written[0] == name[0] and abs(len(written) - len(name)) <= 3
