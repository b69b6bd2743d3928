"""Arrangements that a partnership published, as a document of the public bundle: to be read, and as data."""

from __future__ import annotations

import json
import secrets
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.arrangements.models import Arrangements
from handrail.service.arrangements.written import Part, parts_of
from handrail.service.audit import actions as audit
from handrail.service.audit.actions import Job, unit_of_work
from handrail.service.publication.models import Release, Withdrawal
from handrail.service.publication.rendering import SCHEMA, as_json, hash_of
from handrail.service.publication.written import blocks_of, on_one_line

KIND = "arrangements"


def release_arrangements(job: Job) -> int:
    """Each version that was published and is not released yet, the earliest first; and the newest anew once another of
    them is in force than the public reads. Gives how many left."""
    with unit_of_work(job):
        gone = Release.objects.filter(kind=KIND).values("publication_key")
        public = Arrangements.objects.published().filter(taken_down_at__isnull=True)
        waiting = list(public.exclude(pk__in=gone).order_by("published_at", "number"))
    for one in waiting:
        with unit_of_work(job):
            _release(Arrangements.objects.select_related("partnership").get(pk=one.pk), job)
    with unit_of_work(job):
        newest = public.select_related("partnership").order_by("partnership_id", "-number").distinct("partnership_id")
        turned = [one for one in newest if _reads(one) != [each.begins_on for each in until_it(one)]]
    for one in turned:
        with unit_of_work(job):
            _release(one, job)
    return len(waiting) + len(turned)


def until_it(one: Arrangements) -> list[Arrangements]:
    """The versions by which people act until this one begins, in turn: what is in force today first. Empty once it has
    begun. One that another overtook before its day is never in force."""
    public = Arrangements.objects.published().filter(
        partnership=one.partnership_id, taken_down_at__isnull=True, number__lt=one.number
    )
    found, following, today = [], _begins(one), timezone.localdate()
    for each in public:
        if following <= today:
            break
        if _begins(each) < following:
            found.append(each)
            following = _begins(each)
    return found[::-1]


def _begins(one: Arrangements) -> date:
    assert one.begins_on is not None
    return one.begins_on


def _reads(one: Arrangements) -> list[date]:
    """The first days of what the public reads beside it."""
    left = Release.objects.filter(kind=KIND, publication_key=one.pk).order_by("-number").first()
    beside = json.loads(left.document)["arrangements"].get("until_then", []) if left else []
    return [date.fromisoformat(row["begins_on"]) for row in beside]


def withdraw_arrangements(job: Job) -> int:
    """Each address of which every version was taken down, and which still says that it is there. Gives how many."""
    with unit_of_work(job):
        down = {one.pk: one for one in Arrangements.objects.published().filter(taken_down_at__isnull=False)}
        left = Release.objects.filter(kind=KIND, publication_key__in=down).exclude(
            address__in=Withdrawal.objects.values("address")
        )
        gone = {one.address: down[one.publication_key] for one in left.order_by("number")}
        for address, one in gone.items():
            assert one.taken_down_at is not None
            assert one.taken_down_by is not None
            Withdrawal.objects.create(
                address=address, kind=KIND, on=timezone.localdate(one.taken_down_at), withdrawn_by=one.taken_down_by,
                reason=on_one_line([one.taken_down_why]),
            )  # fmt: skip
            audit.record(job, "withdrew the arrangements from the public site", one)
    return len(gone)


def public_at(key: uuid.UUID) -> tuple[str, datetime] | None:
    left = Release.objects.filter(publication_key=key).order_by("-number").first()
    return (left.address, left.released_at) if left else None


def _release(one: Arrangements, job: Job) -> Release:
    """At the partnership's one address for its arrangements, as its next number there; what was taken down has left
    its address."""
    own = Arrangements.objects.filter(partnership=one.partnership_id, taken_down_at__isnull=True).values("pk")
    earlier = Release.objects.filter(kind=KIND, publication_key__in=own).order_by("-number").first()
    address = earlier.address if earlier else f"{KIND}/{secrets.token_hex(5)}"
    document = document_of(one, address, earlier)
    made = Release.objects.create(
        publication_key=one.pk, address=address, kind=KIND, number=(earlier.number + 1) if earlier else 1,
        document=document, sha256=hash_of(document), published_on=_first_day(one, earlier),
    )  # fmt: skip
    audit.record(job, f"released version {one.number} of the arrangements", one)
    return made


def _first_day(one: Arrangements, earlier: Release | None) -> date:
    assert one.published_at is not None
    return earlier.published_on if earlier else timezone.localdate(one.published_at)


def document_of(one: Arrangements, address: str, earlier: Release | None) -> str:
    assert one.published_at is not None
    assert one.begins_on is not None
    name, before = one.partnership.name, until_it(one)
    again = earlier is not None and earlier.publication_key == one.pk
    told: dict[str, Any] = {
        "schema_version": SCHEMA,
        "kind": KIND,
        "address": address,
        "title": on_one_line([f"Safeguarding arrangements: {name}"]),
        "summary": f"How {name} works together to keep children safe and well, from {spoken(one.begins_on)}."
        + (" What is in force until then comes first." if before else ""),
        "publisher": {"name": name},
        "published_on": _first_day(one, earlier).isoformat(),
        "version": (earlier.number + 1) if earlier else 1,
        "revised_on": timezone.localdate(None if again else one.published_at).isoformat() if earlier else None,
        "revised_why": _why_again(one, before) if again else on_one_line([one.changed_why]) if earlier else "",
        "available_until": None,
        "language": "en-GB",
        "sections": _sections([*before, one]),
        "arrangements": {**_as_data(one), "until_then": [_as_data(each) for each in before]},
    }
    return as_json(told)


def _why_again(one: Arrangements, before: list[Arrangements]) -> str:
    if before:
        return f"What is in force until {spoken(_begins(one))} stands beside what begins then."
    return f"These arrangements have been in force since {spoken(_begins(one))}. What stood until then is left out."


def _sections(versions: list[Arrangements]) -> list[dict[str, Any]]:
    """Of several that follow one another, under each heading until when it holds, or from when."""
    following = [*(_begins(one) for one in versions[1:]), None]
    parts = [part for one, ends in zip(versions, following, strict=True) for part in _parts(one, ends, versions)]
    return [
        {"id": f"s{place}", "heading": on_one_line([part.heading]), "level": part.level, "blocks": blocks_of(part.text)}
        for place, part in enumerate(parts, start=1)
    ]


def _parts(one: Arrangements, ends: date | None, versions: list[Arrangements]) -> Iterator[Part]:
    parts = parts_of(one.document["said"], one.document["schools"])
    if len(versions) == 1:
        yield from parts
        return
    begins = _begins(one)
    last = spoken(ends - timedelta(days=1)) if ends else ""
    if ends and begins <= timezone.localdate():
        when, says = f"until {last}", f"These arrangements are in force now, until {last}."
    elif ends:
        when = f"from {spoken(begins)} to {last}"
        says = f"These arrangements are in force {when}."
    else:
        when, says = f"from {spoken(begins)}", f"These arrangements begin on {spoken(begins)}."
    yield Part(f"The arrangements {when}", says)
    yield from (replace(part, heading=f"{part.heading} ({when})") if part.level == 2 else part for part in parts)


PRIVATE = ("line", "accepted_on", "accepted_by_name", "not_accepted")
"""Kept with the version, and nobody's business outside."""


def _as_data(one: Arrangements) -> dict[str, Any]:
    """The same for programs: who, with what authority, which agencies and why, which levels, which schools."""
    said = one.document["said"]
    lines = {
        many: [{name: value for name, value in row.items() if name not in PRIVATE} for row in said[sort]]
        for sort, many in (("partner", "partners"), ("agency", "relevant_agencies"), ("person", "people"),
                           ("level", "levels_of_need"), ("section", "sections"))
    }  # fmt: skip
    return {
        "begins_on": said["begins_on"],
        "areas": [row["body"]["name"] for row in said["partner"] if row["body"]["kind"] == "local authority"],
        **lines,
        "schools": one.document["schools"],
        "checked_against": sorted({source for item in one.document["items"] for source in item["asked_by"]}),
    }
