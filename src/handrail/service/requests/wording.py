"""What a coordinator may start from when asking. Every word can be changed before it goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handrail.guidance import spoken
from handrail.service.children.models import Child

ASKED = """\
Please keep safe every record you hold about the people named above, and search them. Look under every name, and \
in every service that your agency runs.

Then send a short summary of your agency's part:
- since when and why you knew the child or the family, and who saw them last
- the dates that matter
- the moments at which things could have gone another way, and what lay behind what was done
- what you have already done to keep this child and other children safe
- what worked well, and what may be improved
- what the child and the family have said, and what life was like for them
- how race, culture, faith, disability, sex or poverty bore on the help they were given.

If you hold nothing about any of them, say so: it takes one step.

Send what you know by the due day, even if it is not everything. You can add to it later. Someone senior in your \
agency has to agree it before it is sent."""

UNDER_16H = """\
This is a request for information under section 16H of the Children Act 2004, made for the safeguarding partners so \
that they can carry out their functions under that Act. Someone who is asked under that section has to comply."""


def who_it_is_about(children: Iterable[Child]) -> str:
    """The folder's children as an agency needs them to search its records, a line each."""
    return "\n".join(", ".join(_known_of(child)) for child in children)


def _known_of(child: Child) -> Iterator[str]:
    yield child.name
    if child.also_known_as:
        yield f"also known as {child.also_known_as}"
    if child.born_on:
        said = "expected" if child.unborn else "born"
        yield f"{said} {'about ' if child.born_on_is_estimated else ''}{spoken(child.born_on)}"
    if child.nhs_number:
        yield f"NHS number {child.nhs_number[:3]} {child.nhs_number[3:6]} {child.nhs_number[6:]}"
