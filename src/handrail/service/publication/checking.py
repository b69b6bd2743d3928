"""Holding a version against what the case knows, and whether that has been done of all it knows now."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from handrail.analysis.identity import Flag, Known, check
from handrail.service.publication.knowing import known_of
from handrail.service.publication.models import Check, Mark, Version
from handrail.service.publication.written import read


def found_in(version: Version, known: Known) -> Iterator[tuple[str, Flag]]:
    for part, words in read(version.text).parts():
        for flag in check(words, known):
            yield part, flag


def whole(version: Version) -> str:
    """All its words, each part a paragraph by itself."""
    return "\n\n".join(words for _, words in read(version.text).parts() if words)


def knew(known: Known) -> str:
    return hashlib.sha256(repr(known).encode()).hexdigest()


def hold_against_case(version: Version) -> int:
    """Mark what this version would tell by what the case knows now. Gives how many marks are new."""
    known = known_of(version.publication, whole(version))
    new = [
        Mark(
            version=version, part=part, begins=flag.begins, ends=flag.ends, words=flag.words, kind=flag.kind.value,
            reveals=flag.reveals, surety=flag.surety.value, why=flag.why,
        )
        for part, flag in _not_marked_yet(version, known)
    ]  # fmt: skip
    Mark.objects.bulk_create(new)
    Check.objects.create(version=version, knew=knew(known))
    return len(new)


def _not_marked_yet(version: Version, known: Known) -> Iterator[tuple[str, Flag]]:
    marked = {(one.part, one.begins, one.ends, one.kind) for one in version.marks.all()}
    for part, flag in found_in(version, known):
        if (part, flag.begins, flag.ends, flag.kind.value) not in marked:
            yield part, flag


def checked_of_all(version: Version) -> bool:
    """Whether nothing more would be marked by what the case knows now. That staff come and go alters nothing."""
    known = known_of(version.publication, whole(version))
    last = version.checks.order_by("-checked_at", "-pk").first()
    if last is None:
        return False
    return last.knew == knew(known) or next(_not_marked_yet(version, known), None) is None


def open_marks(version: Version) -> int:
    return version.marks.filter(resolved_at__isnull=True).count()


def around(mark: Mark, words: str, room: int = 60) -> tuple[str, str]:
    """What stands before and after the marked words, so that they are read in their sentence."""
    before, after = words[max(0, mark.begins - room) : mark.begins], words[mark.ends : mark.ends + room]
    return ("…" if mark.begins > room else "") + before, after + ("…" if mark.ends + room < len(words) else "")


def answered_before(version: Version) -> dict[object, Mark]:
    """By the key of an open mark, how the same words in the same surroundings were resolved in an earlier version."""
    earlier: dict[tuple[str, str, str, str], Mark] = {}
    resolved = Mark.objects.filter(
        version__publication=version.publication, version__number__lt=version.number, resolved_at__isnull=False
    )
    for mark in resolved.select_related("version", "resolved_by").order_by("version__number"):
        earlier[_alike(mark)] = mark
    open_ = version.marks.filter(resolved_at__isnull=True).select_related("version")
    return {mark.pk: earlier[_alike(mark)] for mark in open_ if _alike(mark) in earlier}


def _alike(mark: Mark) -> tuple[str, str, str, str]:
    words = dict(read(mark.version.text).parts()).get(mark.part, "")
    return (mark.kind, mark.words, *around(mark, words))
