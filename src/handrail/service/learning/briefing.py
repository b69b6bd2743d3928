"""A briefing as one structured page, from which Word, PDF and the page on screen are drawn."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader

from handrail.guidance import spoken
from handrail.service.learning.models import Briefing
from handrail.service.partnerships.models import Body
from handrail.service.reviews.blocks import Block, Bullets, Heading, Paragraph, Whole
from handrail.service.reviews.pdf import pdf_of

PARTS = (
    ("why_it_matters", "Why it matters"),
    ("happened", "What happened"),
    ("learnt", "What was learnt"),
    ("asked", "What is asked of you"),
    ("talk_about", "To talk about in your team"),
)
MINUTES = 7


def whole_of(briefing: Briefing, partnership: Body) -> Whole:
    return Whole(
        title=briefing.title,
        whose=f"A {MINUTES}-minute briefing of {partnership}",
        reference="Briefing",
        made=_stands(briefing),
        blocks=tuple(block for name, title in PARTS for block in _part(title, getattr(briefing, name))),
    )


def _stands(briefing: Briefing) -> str:
    if briefing.withdrawn_at:
        return f"Withdrawn on {spoken(briefing.withdrawn_at)}: it is not to be passed on."
    return f"Sent on {spoken(briefing.sent_at)}." if briefing.sent_at else "A draft."


def _part(title: str, text: str) -> tuple[Block, ...]:
    """A heading and its words: lines that begin with a dash as bullets, the others as paragraphs."""
    if not text.strip():
        return ()
    said, listed = said_and_listed(text)
    return (Heading(1, title), *map(Paragraph, said), *((Bullets(tuple(listed)),) if listed else ()))


def said_and_listed(text: str) -> tuple[list[str], list[str]]:
    """The lines that are paragraphs, and those that begin with a dash, without it."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    listed = [line.lstrip("-•– ") for line in lines if line[0] in "-•–"]
    return [line for line in lines if line[0] not in "-•–"], listed


def pages_of(briefing: Briefing, partnership: Body) -> int:
    return len(PdfReader(BytesIO(pdf_of(whole_of(briefing, partnership)))).pages)


def drafted(briefing: Briefing) -> dict[str, str]:
    """What the findings and recommendations it is made from say already, for a person to make readable."""
    findings, recommended = list(briefing.findings.all()), list(briefing.recommendations.all())
    return {
        "why_it_matters": "\n".join(f"{found.title.rstrip('.')}." for found in findings),
        "happened": "\n".join(found.what_happened for found in findings),
        "learnt": "\n".join(" ".join(filter(None, (found.why, found.again, found.conditions))) for found in findings),
        "asked": "\n".join(f"- {made.text}" for made in recommended),
        "talk_about": "- Could this happen here?\n- What would make it easier to do otherwise?",
    }
