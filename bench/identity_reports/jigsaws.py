"""Unusual combinations: facts that are harmless one by one and point to a single child when put together."""

from __future__ import annotations

import random
from dataclasses import dataclass

# what the case would record -> ways to put it, as a noun with its adjectives
WHO: dict[str, tuple[str, ...]] = {
    "one of twins": ("twin", "surviving twin", "older twin", "one of twins"),
    "one of triplets": ("triplet", "one of triplets", "middle triplet"),
    "the youngest of nine children": ("youngest of nine", "ninth child in the family", "last of nine siblings"),
    "adopted, and an only child": ("adopted only child", "only child, adopted from abroad"),
    "a foster child": ("foster child", "looked after child in the village"),
    "conjoined at birth and separated": ("formerly conjoined twin",),
    "a wheelchair user": ("wheelchair-user", "pupil who uses a powered chair"),
    "transgender": ("transgender pupil", "trans young person"),
    "a teenage parent": ("fourteen-year-old parent", "school-age parent of two"),
    "a choral scholar": ("chorister", "head chorister"),
    "a young carer": ("young carer of both parents", "carer for two blind parents"),
    "a child actor": ("child actor", "youngster known from a television advertisement"),
}
TRAITS: dict[str, tuple[str, ...]] = {
    "speaks Welsh": ("Welsh-speaking", "whose first language is Welsh"),
    "speaks Icelandic": ("Icelandic-speaking", "who speaks Icelandic at home"),
    "born in Tonga": ("Tongan-born", "who came from Tonga as a baby"),
    "has albinism": ("with albinism", "who has albinism"),
    "lost a leg to meningitis": ("who lost a leg to meningitis", "with a prosthetic leg"),
    "uses an eye-gaze computer": ("who speaks by eye-gaze computer", "using an eye-gaze device"),
    "has a cochlear implant": ("with a cochlear implant", "who is deaf and has an implant"),
    "a national champion at fencing": ("who was a national junior fencing champion", "fencing-champion"),
    "speaks Romani": ("Romani-speaking", "whose family speaks Romani"),
    "has narcolepsy": ("with narcolepsy", "who has narcolepsy"),
    "has brittle bones": ("with brittle bones", "who has osteogenesis imperfecta"),
    "raised as a Jain": ("Jain", "brought up as a Jain"),
    "has a port-wine stain": ("with a port-wine stain over half the face", "who has a large facial birthmark"),
    "plays the harp": ("harp-playing", "who plays the harp for a county orchestra"),
    "had a heart transplant": ("with a transplanted heart", "who had a heart transplant at six"),
    "very tall": ("six foot five at thirteen", "already taller than the teachers"),
    "blind": ("blind", "registered blind"),
    "rides as a jockey": ("apprenticed as a jockey", "who rode out for a racing stable"),
}
SETTINGS: dict[str, tuple[str, ...]] = {
    "once a pupil at a school for the deaf": ("at a school for the deaf", "boarding at a school for deaf children"),
    "father keeps the lighthouse": ("whose father keeps the lighthouse", "from the lighthouse keeper's family"),
    "lives on a narrowboat": ("living on a narrowboat", "whose home is a barge on the canal"),
    "taught at home on a sheep farm": ("home-schooled on a hill farm", "taught at home among the sheep pens"),
    "mother is the vet": ("whose mother is the only vet for miles", "the vet's child"),
    "family runs a travelling fair": ("from a family of fairground showmen", "travelling with a fair"),
    "village of ninety people": ("in a village of ninety people", "from a hamlet with eleven houses"),
    "father is a bishop": ("whose father is a bishop", "growing up in the bishop's house"),
    "family runs the last working windmill": ("whose parents run the windmill", "living at the windmill"),
    "parent killed in a mountain rescue": ("whose father died in a mountain rescue", "bereaved by a mountain rescue"),
    "mother drives the island ferry": ("whose mother skippers the island ferry", "from the ferry skipper's house"),
    "lives over a funeral parlour": ("living above a funeral parlour", "the undertaker's youngest"),
    "grandmother was the mayor": ("brought up by a former mayor", "in the care of the town's ex-mayor"),
    "family keeps ostriches": ("from the ostrich farm", "whose family keeps ostriches"),
    "father plays for a county": ("whose father is a county cricketer", "with a father in county cricket"),
    "lives in a convent guest house": ("lodging with nuns", "housed by an order of nuns"),
    "parents were refugees from Bhutan": ("whose parents fled Bhutan", "from the county's one Bhutanese family"),
    "household of seventeen": ("in a household of seventeen", "one of seventeen under the same roof"),
}


@dataclass(frozen=True)
class Jigsaw:
    who: str
    trait: str
    setting: str

    @property
    def circumstances(self) -> tuple[str, str, str]:
        return self.who, self.trait, self.setting


def a_jigsaw(dice: random.Random, *, girl: bool) -> Jigsaw:
    people = [who for who in WHO if not (girl and who == "a choral scholar")]
    return Jigsaw(dice.choice(people), dice.choice(list(TRAITS)), dice.choice(list(SETTINGS)))


def in_front(trait: str) -> bool:
    """Whether the trait stands before its noun, as an adjective does."""
    return trait.split()[0] not in {"who", "whose", "with", "using", "brought", "six", "already", "apprenticed"}


def phrase(jigsaw: Jigsaw, dice: random.Random) -> tuple[str, str]:
    """The combination in words, and which of its parts were used: always two, often three."""
    who, trait, setting = (
        dice.choice(p[k]) for p, k in zip((WHO, TRAITS, SETTINGS), jigsaw.circumstances, strict=True)
    )
    parts = dice.choice(("all", "all", "who and trait", "who and setting"))
    noun = who
    if parts != "who and setting":
        noun = f"{trait} {who}" if in_front(trait) and not who.startswith("one of") else f"{who} {trait}"
    if parts != "who and trait":
        noun += dice.choice((" ", ", ", " ")) + setting
    return f"{lead(who, noun, dice)}{noun}", parts


def lead(who: str, noun: str, dice: random.Random) -> str:
    """The article or stronger word that the noun will bear."""
    first = who.split()[0]
    if first == "one":
        return ""
    if first in {"youngest", "last", "ninth", "surviving", "older", "middle", "head", "only"}:
        return "the "
    plain = "an " if noun[0].lower() in "aeiou" and not noun.startswith(("one", "eu", "u")) else "a "
    return dice.choice(("the only ", "the only ", "the area's one ", "the one ", "the first ", plain, plain))
