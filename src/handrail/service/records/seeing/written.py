"""The answer as a paper: written anew from what is given. What is withheld is never in it, covered or otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.utils import timezone

from handrail.guidance import spoken
from handrail.service.records.models.seeing import EXEMPTIONS, WITHHOLD, AccessRequest, Extract
from handrail.service.records.seeing.gathering import documents_of
from handrail.service.reviews.blocks import Block, Bullets, Heading, Paragraph, Whole, fit_to_print, table

NOTHING_ELSE = "Nothing was withheld."


def as_given(extract: Extract) -> str:
    """The text with each withheld passage replaced by one and the same word, however long it was."""
    given, place = [], 0
    for passage in extract.passages.all():
        if passage.decided == WITHHOLD:
            given += [extract.text[place : max(place, passage.begins)], "[withheld]"]
            place = max(place, passage.ends)
    return "".join([*given, extract.text[place:]])


def answer_of(request: AccessRequest) -> Whole:
    extracts = list(request.extracts.select_related("case").prefetch_related("passages"))
    blocks: list[Block] = [
        Paragraph("This is what we hold of you, as it stood when it was gathered. [withheld] marks what is left out."),
        *_by_folder(extracts), *_withheld(extracts), *_files(request), *_rights(),
    ]  # fmt: skip
    return Whole(
        title="What is held of you", whose=request.about_name, reference=f"Request of {spoken(request.received_on)}",
        made=f"Written on {spoken(timezone.localdate())} for {request.partnership}.", blocks=tuple(blocks),
    )  # fmt: skip


def _by_folder(extracts: list[Extract]) -> Iterator[Block]:
    for case in dict.fromkeys(extract.case for extract in extracts):
        yield Heading(1, f"Folder {case.reference}")
        rows = [(one.title, fit_to_print(as_given(one))) for one in extracts if one.case_id == case.pk]
        yield table(("What it is", "What is held"), rows, (1, 2))


def _withheld(extracts: list[Extract]) -> Iterator[Block]:
    """How often, and under what; neither where nor how long."""
    counted = Counter(
        passage.exemption for one in extracts for passage in one.passages.all() if passage.decided == WITHHOLD
    )
    yield Heading(1, "What was withheld, and why")
    if not counted:
        yield Paragraph(NOTHING_ELSE)
        return
    rows = [(EXEMPTIONS[key].title, EXEMPTIONS[key].cite, str(number)) for key, number in sorted(counted.items())]
    yield table(("Why", "Exemption", "Passages"), rows, (3, 3, 1))


def _files(request: AccessRequest) -> Iterator[Block]:
    cases = {
        match.child.folder_id: match.child.folder.case
        for match in request.matches.select_related("child__folder__case")
    }
    number = sum(len(documents_of(case)) for case in cases.values())
    if number:
        yield Heading(1, "Files")
        yield Paragraph(
            f"{number} {'file is' if number == 1 else 'files are'} held beside this. Each is read by somebody, and "
            "what may be given of it is sent apart."
        )


def _rights() -> Iterator[Block]:
    yield Heading(1, "If you disagree")
    yield Bullets(
        (
            "You may ask us to look at our decision again.",
            "You may complain to the Information Commissioner.",
            "You may ask a court to order us to give you what we hold.",
        )
    )
