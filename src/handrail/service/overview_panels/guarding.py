"""What is typed at a panel is held against what its folders know; the pages are given that list sealed.

Whoever sits on a panel reaches no folder, and no page may act as a job. So a job seals what each folder knows, under a
key that stands outside the database, and the page that is given the row opens it for a moment, in memory alone.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from cryptography.fernet import Fernet
from django.conf import settings

from handrail.analysis.identity import (
    Flag,
    Kind,
    Known,
    KnownDay,
    KnownPerson,
    Role,
    Surety,
    check,
    may_be_names,
    told,
)
from handrail.service.cases.models import Case
from handrail.service.overview_panels.knowing import known_of, names_written, together
from handrail.service.overview_panels.models import Guard, Member, PanelDeath, Withdrawal
from handrail.service.partnerships.actions import NotDone
from handrail.service.partnerships.models import Body

WRITE: Mapping[Kind, str] = {
    Kind.NAME: "names somebody. Write “the child”, “the mother” or “a brother”.",
    Kind.PRACTITIONER: "names somebody. Write “a nurse” or “a social worker”.",
    Kind.MENTIONED: "is written like a name, and the folder has such a name too. Write “a relative” or “a nurse”.",
    Kind.DAY: "tells a day. Write how long before or after, or the season.",
    Kind.ADDRESS: "tells where somebody lives. Write “at home”.",
    Kind.ORGANISATION: "tells which school or service it was. Write “a school” or “a hospital”.",
    Kind.PLACE: "tells where it was. Write “in a town” or “at a hospital”.",
    Kind.NUMBER: "is a number or a reference that leads to a record. Leave it out.",
    Kind.COMBINATION: "may tell who it is, since few people share all of it. Say less.",
}
"""Never what a flag says itself: that tells a reader which day or whose name it was."""


@dataclass(frozen=True, slots=True)
class Told:
    """Words that would tell whose death it is: in which answer they stand, in a sentence that says how to mend it."""

    part: str
    words: str
    sentence: str
    refuses: bool


class WouldTell(NotDone):
    """Nothing was kept: words in it would tell whose death it is, or may."""

    def __init__(self, told: Iterable[Told]) -> None:
        self.told = tuple(told)
        super().__init__(" ".join(dict.fromkeys(one.sentence for one in self.told)))


def hold(death: PanelDeath, typed: Mapping[str, str], *, let_stand: bool) -> None:
    """Raise WouldTell for words that its folder knows, and for those of any other death before the panel.

    That the others count as well means that a refusal does not say whose name it was. What only may tell is this
    death's alone, and may be let stand.
    """
    guards = {guard.death_id: unsealed(guard.sealed) for guard in Guard.objects.filter(death__panel=death.panel_id)}
    if death.pk not in guards:
        raise NotDone("What may not be typed about this death is still being gathered. Keep it again in a minute.")
    own, written = guards.pop(death.pk)
    named = told(may_be_names("\n\n".join(typed.values())), written)
    own = replace(own, published=tuple(_sitting(death)), mentioned=named.so, nearly=named.otherwise)
    others = _of_others((known for known, _ in guards.values()), own.published)
    _refuse(typed, own, others, let_stand=let_stand)


def hold_for_panel(panel: Body, typed: Mapping[str, str]) -> None:
    """Of what is said of no one death, such as the theme of a meeting."""
    guards = [unsealed(one)[0] for one in Guard.objects.filter(death__panel=panel).values_list("sealed", flat=True)]
    names = tuple(Member.objects.filter(panel=panel).values_list("name", flat=True))
    _refuse(typed, Known(), _of_others(guards, names), let_stand=True)


def _refuse(typed: Mapping[str, str], own: Known, others: Known, *, let_stand: bool) -> None:
    found = [one for part, text in typed.items() if text for one in _told(part, text, own, others)]
    stands = [one for one in found if one.refuses or not let_stand]
    if stands:
        raise WouldTell(stands)


def _told(part: str, text: str, own: Known, others: Known) -> Iterator[Told]:
    seen: set[str] = set()
    flags = [*check(text, own), *(flag for flag in check(text, others) if flag.surety is not Surety.POSSIBLE)]
    for flag in sorted(flags, key=lambda one: (one.begins, one.surety.rank)):
        if flag.words.casefold() not in seen:
            seen.add(flag.words.casefold())
            yield Told(part, flag.words, sentence_of(flag), flag.surety is not Surety.POSSIBLE)


def sentence_of(flag: Flag) -> str:
    says = f"“{flag.words}” {WRITE[flag.kind]}"
    return f"{says} Or, once you have read it, say below that it tells nobody." if _may_stand(flag) else says


def _may_stand(flag: Flag) -> bool:
    return flag.surety is Surety.POSSIBLE


def _sitting(death: PanelDeath) -> Iterator[str]:
    """Names that may be written: of those who sit on the panel and take part."""
    gone = Withdrawal.objects.filter(death=death.pk, taken_back_at=None).values("member")
    yield from Member.objects.filter(panel=death.panel_id).exclude(pk__in=gone).values_list("name", flat=True)


def _of_others(several: Iterable[Known], published: tuple[str, ...]) -> Known:
    """What is rare of a child is left: it tells of one death, and only beside other things."""
    return replace(together(several), traits=(), published=published)


def sealed_of(case: Case) -> str:
    return sealed(known_of(case), names_written(case))


def sealed(known: Known, written: Iterable[str]) -> str:
    kept: dict[str, Any] = {one.name: list(getattr(known, one.name)) for one in fields(Known)}
    kept["people"] = [[one.role.name, one.given, one.family, list(one.also)] for one in known.people]
    kept["days"] = [[one.on.isoformat(), one.birth] for one in known.days]
    return _sealer().encrypt(json.dumps(kept | {"written": sorted(written)}).encode()).decode()


def unsealed(text: str) -> tuple[Known, list[str]]:
    """What it knows, and the words that the folder's papers have as names are written."""
    kept: dict[str, Any] = json.loads(_sealer().decrypt(text.encode()))
    written = kept.pop("written", [])
    people = tuple(
        KnownPerson(Role[role], given, family, tuple(also)) for role, given, family, also in kept.pop("people")
    )
    days = tuple(KnownDay(date.fromisoformat(on), "a day", birth=birth) for on, birth in kept.pop("days"))
    return Known(people=people, days=days, **{name: tuple(words) for name, words in kept.items()}), written


def _sealer() -> Fernet:
    key = hashlib.blake2b(settings.SECRET_KEY.encode(), digest_size=32, person=b"overview guard").digest()
    return Fernet(base64.urlsafe_b64encode(key))
