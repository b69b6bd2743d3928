"""Entries that are about no paper: a refusal, a search, a copy taken away, a round made. Each is written in one place.

An entry says what kind it is where the others name their paper's class, so that no column had to be added to what
the seals hash.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.utils.crypto import salted_hmac

from handrail.service.audit.actions import SIGNED_OUT, Actor
from handrail.service.audit.models import Entry
from handrail.service.audit.noticing import notice

REFUSAL, SEARCH, COPY, LIST, ROUND = "Refusal", "Search", "Copy", "List", "Round"
WORDS_KEPT, LETTERS_OF_DIGEST = 4, 14
"""Of a search: as many digests as the column holds."""


def refused(by: Actor | None, *, asked: str, room: str, thing: str = "", case_id: uuid.UUID | None = None) -> None:
    """Somebody was told that there is nothing there. It names what was asked for, never whether that exists."""
    _enter(by, f"was refused: {asked}", REFUSAL, room=room, about=thing, case_id=case_id, looked=False)


def searched(
    by: Actor | None, *, words: Iterable[str], found: int, room: str, of: tuple[str, str] = ("folder", "folders")
) -> None:
    """Somebody searched. What they typed may be a child's name, so only keyed digests of its words are kept."""
    told = f"searched, and was shown {found} {of[found != 1]}"
    digests = " ".join(digest_of(word) for word in list(dict.fromkeys(words))[:WORDS_KEPT])
    _enter(by, told, SEARCH, room=room, about=digests, looked=True)


def took_away(by: Actor | None, *, what: str, lines: int, room: str, case_id: uuid.UUID | None = None) -> None:
    """A file left for somebody's own machine; a file that is no list counts as one line."""
    told = f"took away a copy of {what}, {lines:,} {'line' if lines == 1 else 'lines'}"
    _enter(by, told, COPY, room=room, about=str(lines), case_id=case_id, looked=True)


def saw_a_list(by: Actor | None, *, what: str, room: str) -> None:
    """A page that shows a line of each of several folders. It is no read of any one of them."""
    _enter(by, f"looked at a list: {what}", LIST, room=room, about="", looked=True)


def made_a_round(by: Actor, *, did: str, room: str) -> None:
    """A job put away what nobody will ask for again: it is gone, so no paper can be named."""
    _enter(by, did, ROUND, room=room, about="", looked=False)


def digest_of(word: str) -> str:
    """The same for the same word, on this installation only; from it the word cannot be told without our secret."""
    return salted_hmac("handrail.searched", word, algorithm="sha256").hexdigest()[:LETTERS_OF_DIGEST]


def _enter(
    by: Actor | None, did: str, kind: str, *, room: str, about: str, looked: bool, case_id: uuid.UUID | None = None
) -> None:
    notice(case_id, looked=looked)
    Entry.objects.create(
        actor=by.actor_key if by else SIGNED_OUT,
        actor_name=by.name if by else SIGNED_OUT,
        looked=looked,
        did=did[:300],
        room=room,
        paper=kind,
        paper_id=about[:60],
        case_id=case_id,
    )
