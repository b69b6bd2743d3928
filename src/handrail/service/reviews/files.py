"""A structured paper as a file that somebody takes away: Word or PDF."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from handrail.service.reviews.blocks import Whole
from handrail.service.reviews.pdf import pdf_of
from handrail.service.reviews.word import word_of

FILES = {
    "word": (word_of, "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (pdf_of, "pdf", "application/pdf"),
}


def answer_file(slug: str, whole: Whole, name: str) -> HttpResponse:
    """The file of this sort; `name` is without its ending. Http404 where there is no such sort."""
    if slug not in FILES:
        raise Http404
    draw, ending, kind = FILES[slug]
    headers = {"Content-Disposition": f'attachment; filename="{name}.{ending}"'}
    return HttpResponse(draw(whole), content_type=kind, headers=headers)
