"""What a body fills in to answer a request: a summary's pages, or those that the room above puts which asks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

from django.apps import apps
from django.utils.module_loading import import_string

from handrail.guidance import spoken
from handrail.service.cases.journey import Answers, Journey, answer_in_words
from handrail.service.fields import as_typed
from handrail.service.requests.models import Request
from handrail.service.requests.summary import DOCUMENT, JOURNEY
from handrail.service.room import Room


@dataclass(frozen=True)
class Sheet:
    """The pages that one request puts. The last two are always the file that goes with it, and who agreed it."""

    journey: Journey
    begins_with: Answers = field(default_factory=dict)
    """What stands in the draft when it is begun, such as last year's answers."""

    @property
    def first(self) -> str:
        return self.journey.pages[0].slug

    def as_sent(self, answers: Answers) -> tuple[list[list[str]], dict[str, str]]:
        """Each question as it was put and each answer in words, in the order of the pages; the file is apart."""
        questions, words = [], {}
        for kind in self.journey.asked(answers):
            if kind.slug == DOCUMENT:
                continue
            page = kind(as_typed(answers.get(kind.slug, {})))
            page.is_valid()
            for put in page.applying():
                value = page.cleaned_data.get(put.name)
                questions.append([put.name, kind.title, str(put.label)])
                words[put.name] = answer_in_words(put, value) if value else ""
        return questions, words


def sheet_of(asked: Request) -> Sheet:
    """What is put to the body that was asked."""
    if asked.of == Request.Of.SUMMARY:
        return Sheet(JOURNEY)
    for room in apps.get_app_configs():
        if isinstance(room, Room) and asked.of in room.sheets:
            return cast(Sheet, import_string(room.sheets[asked.of])(asked))
    raise LookupError(f"No room says what is filled in for a {asked.called}.")


def is_filled_in(asked: Request) -> bool:
    """Whether an answer is written on pages here; a chronology is given in another way."""
    return asked.of != Request.Of.CHRONOLOGY


def title_of(asked: Request) -> str:
    """Over each page that is filled in."""
    return f"{asked.called.capitalize()} from {asked.body}, due {spoken(asked.due_on)}"
