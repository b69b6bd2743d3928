"""Two answers compared without what is drawn anew for each: the key of every form, and the secret against forgery."""

from __future__ import annotations

import re

DRAWN_ANEW = re.compile(rb'name="(?:csrfmiddlewaretoken|once)" value="[^"]*"|(?:csrftoken|expires)=[^;\r\n]*')


def without_tokens(answer: bytes | str, *typed: str) -> bytes:
    """Without the words either that were typed or asked for, and that a page may repeat."""
    shown = DRAWN_ANEW.sub(b"", answer.encode() if isinstance(answer, str) else answer)
    for words in typed:
        shown = shown.replace(words.encode(), b"")
    return shown
