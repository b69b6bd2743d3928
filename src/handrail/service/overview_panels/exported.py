"""The analysis form of a death as its folder holds it, for what leaves for the national database.

The words are the form's own: what a partnership calls modifiable factors beside them stays here.
"""

from __future__ import annotations

from collections.abc import Iterator

from handrail.guidance.edition import Contents, Edition, Seen
from handrail.service.child_deaths.form_editions import WHOLE, edition_called, form_called
from handrail.service.child_deaths.models import Death
from handrail.service.overview_panels.models import PanelPack
from handrail.service.reporting_forms.national import OF_PANEL, Item
from handrail.service.reporting_forms.written import Form, Kind, Question, Section, Use

FORM = "Analysis form"
KEPT = frozenset(
    {
        "identification", "agencies", "documents", "cause", "summary", "factors", "category", "modifiable", "learning",
        "recommendations",
    }
)  # fmt: skip
"""What the form asks and the panel's answers hold; the rest has to be entered on the national site."""


def analysis_of(death: Death) -> Iterator[Item]:
    """Each answer of the panel that completed the death last; nothing until one has."""
    packs = PanelPack.objects.filter(case=death.case_id, about=str(death.pk), completed_on__isnull=False)
    pack = packs.order_by("completed_on", "recorded_at").last()
    if pack is None:
        return
    edition = edition_called(pack.form_edition)
    section = Section("analysis", FORM, ())
    form = Form("analysis", FORM, Use.ANALYSIS, edition.contents[f"child_death_{WHOLE}"].seen, edition.title, ())
    for question, value in (*_found(pack, edition), *_graded(pack, edition), *_not_kept(edition)):
        yield Item(form, section, question, 0, OF_PANEL, value)


def _found(pack: PanelPack, edition: Edition) -> Iterator[tuple[Question, str]]:
    asked = edition.contents[f"child_death_{WHOLE}"]
    assert pack.completed_on is not None
    yield _question("reviewed_on", "The date of the review", Kind.DAY, asked.seen), pack.completed_on.isoformat()
    yield from _of_the_meeting(pack, edition)
    for key, title, value in (
        ("cause", "The cause of death as the panel understands it", pack.cause),
        ("learning", "Issues, learning points, and good practice", _learnt(pack)),
    ):
        yield _question(key, title, Kind.TEXT, _seen(asked, key)), value
    if any(item.key == "recommendations" for item in asked.items):
        question = _question(
            "recommendations", "Recommendations, and actions each with an owner", Kind.TEXT,
            _seen(asked, "recommendations"), needed=True,
        )  # fmt: skip
        yield question, "\n".join(pack.actions)
    for key, listed, chosen in (
        ("category", edition.contents["child_death_category"], pack.category),
        ("modifiable", edition.contents["child_death_modifiable_outcome"], pack.modifiable),
    ):
        yield _question(key, listed.title, Kind.ONE_OF, _seen(listed, chosen)), _chosen(listed, chosen)


def _learnt(pack: PanelPack) -> str:
    """The form asks for the three together."""
    return "\n".join(one for one in (pack.issues, *pack.learning, pack.good_practice) if one)


def _of_the_meeting(pack: PanelPack, edition: Edition) -> Iterator[tuple[Question, str]]:
    """What the form to March 2019 asks of those who met and what was before them, and of the case."""
    asked = edition.contents[f"child_death_{WHOLE}"]
    form = form_called(edition.key)
    there = "; ".join(words for key, words in form.agencies if key in pack.agencies)
    values = {"agencies": there, "documents": pack.documents, "summary": pack.summary}
    for item in asked.items:
        if item.key in values:
            question = _question(item.key, item.says.rstrip("."), Kind.TEXT, _seen(asked, item.key), needed=True)
            yield question, values[item.key]


def _graded(pack: PanelPack, edition: Edition) -> Iterator[tuple[Question, str]]:
    domains, scale = (edition.contents[f"child_death_factor_{name}"] for name in ("domain", "scale"))
    titles = {item.key: item.says.rstrip(".") for item in domains.items}
    for factor in pack.factors:
        key, seen = factor["domain"], _seen(domains, factor["domain"])
        title = titles.get(key, key)
        yield (
            _question(f"grade_{key}", title, Kind.ONE_OF, _seen(scale, factor["grade"])),
            _chosen(scale, factor["grade"]),
        )
        yield _question(f"contributed_{key}", f"{title}: what contributed", Kind.TEXT, seen), factor["text"]
        yield (
            _question(f"changeable_{key}", f"{title}: what of that could be changed", Kind.TEXT, seen),
            factor["modifiable"],
        )


def _not_kept(edition: Edition) -> Iterator[tuple[Question, str]]:
    """What the form asks besides: without an answer, so that the report names it."""
    asked = edition.contents[f"child_death_{WHOLE}"]
    for item in asked.items:
        if item.key not in KEPT:
            yield _question(item.key, item.says.rstrip("."), Kind.TEXT, _seen(asked, item.key), needed=True), ""


def _question(key: str, asks: str, kind: Kind, seen: Seen, *, needed: bool = False) -> Question:
    return Question(key, asks, kind, seen, needed=needed, cite=FORM)


def _seen(listed: Contents, key: str) -> Seen:
    return next((item.seen for item in listed.items if item.key == key and item.seen), None) or listed.seen


def _chosen(listed: Contents, key: str) -> str:
    """With its number or key, as the form itself has it."""
    says = next((item.says.rstrip(".") for item in listed.items if item.key == key), "")
    return f"{key}: {says}" if key[:1].isdigit() else says
