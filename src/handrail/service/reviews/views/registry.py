"""The parts of a practice review, each as it is listed, read and written. The pages for them are all of one pattern."""

from __future__ import annotations

from dataclasses import dataclass

from handrail.service.reviews.doors import HEAR, WORK, WRITE
from handrail.service.reviews.forms import hindrances, parts
from handrail.service.reviews.forms.gentle import PartForm
from handrail.service.reviews.models import (
    Delay,
    DelayTold,
    DraftAnswer,
    DraftShown,
    FamilyContact,
    FamilyMember,
    FinalReport,
    GoodFaith,
    InformationAnswer,
    InformationRequest,
    Kept,
    MediaPlan,
    OfReview,
    Proceeding,
    ProceedingNews,
    ReportDraft,
    ReviewPanelMember,
    Terms,
)


@dataclass(frozen=True, slots=True)
class Under:
    """What is written of one thing of a part, one after the other. `field` points to that thing."""

    key: str
    title: str
    add: str
    model: type[Kept]
    form: type[PartForm]
    field: str


@dataclass(frozen=True, slots=True)
class Part:
    """`columns` are what the list shows of each; `may` is the permission to write, `reads` the one to read, if any.
    `kept_as` is the journey under which its text is kept as it is typed."""

    key: str
    slug: str
    title: str
    add: str
    empty: str
    model: type[OfReview]
    form: type[PartForm]
    columns: tuple[str, ...]
    may: str = WRITE
    reads: str | None = None
    says: tuple[str, ...] = ()
    under: Under | None = None
    kept_as: str = ""


STANDS = "stands"
"""The column of how a thing stands now: it is no field, see `stands.how_it_stands`."""

PARTS: tuple[Part, ...] = (
    Part(
        "terms", "terms", "Terms of reference", "Write a version of the terms of reference",
        "No terms of reference are written yet. Write what the review is to find out, and have the partners agree it.",
        Terms, parts.TermsForm, ("version", "agreed_on", "agreed_by_name", "changed"), may=WORK,
        says=("A new version stands in place of the one before, which can still be read.",),
        kept_as="terms of reference",
    ),
    Part(
        "panel", "panel", "Review panel", "Add somebody to the panel",
        "Nobody is on the review’s panel yet. Add its chair and a member for each agency.",
        ReviewPanelMember, parts.PanelMemberForm, ("body", "name", "job", "chair", "interest"),
        says=("Somebody who leaves the panel is set aside with the reason, and stays to be read.",),
    ),
    Part(
        "family", "family", "The child and family", "Add one of the family",
        "Nobody of the family is recorded yet. Begin with the child.",
        FamilyMember, parts.FamilyMemberForm, ("name", "relation", "takes_part", STANDS), may=WORK,
        says=("Each is recorded for themselves: what they were told, what they said, and what they wish.",),
        under=Under(
            "family_contact", "Contacts", "Record a contact", FamilyContact, parts.FamilyContactForm, "member"
        ),
    ),
    Part(
        "good_faith", "good-faith", "Said in good faith", "Keep what was said in good faith",
        "Nothing is kept here yet.",
        GoodFaith, parts.GoodFaithForm, ("on", "role", "body", "used"), may=HEAR, reads=HEAR,
        says=(
            "What practitioners say to the review so that others may learn is kept apart: the partnership’s "
            "coordinators and the reviewer alone see it, and nobody who asks for records is given it unless a person "
            "decides so.",
            "It is not beyond the reach of a court. Say so to whoever speaks.",
        ),
    ),
    Part(
        "information", "information", "Information asked for in writing", "Record a request",
        "Nothing is recorded as asked for in writing.",
        InformationRequest, hindrances.InformationRequestForm, ("on", "whom", "what", "wanted_by", STANDS),
        says=(
            "Whoever is asked under the Act must comply. The Act gives no number of days, so the letter says by when.",
            "Legal professional privilege and medical confidence may be claimed. Take advice before you dispute a "
            "claim: only the one who asked may apply to the High Court or the county court.",
        ),
        under=Under(
            "information_answer", "What came of it", "Record what came of it", InformationAnswer,
            hindrances.InformationAnswerForm, "request",
        ),
    ),
    Part(
        "proceedings", "proceedings", "Other proceedings", "Record other proceedings",
        "No other proceedings are recorded. Ask the police, the coroner and the council’s lawyers.",
        Proceeding, hindrances.ProceedingForm, ("kind", "led_by", STANDS),
        says=("When something becomes known, open it and record the news: the list shows what it holds up now.",),
        under=Under(
            "proceeding_news", "What became known since", "Record what is known now", ProceedingNews,
            hindrances.ProceedingNewsForm, "proceeding",
        ),
    ),
    Part(
        "delays", "delays", "Delay", "Record a delay", "No delay is recorded.",
        Delay, hindrances.DelayForm, ("on", "expected_on", "because", "reasons", STANDS),
        says=(
            "Of a local review that will be late the Panel and the Secretary of State are told, with the reasons. "
            "We have not been able to check that against the published guidance. Tell the family too.",
        ),
        under=Under("delay_told", "Who was told", "Record who was told", DelayTold, hindrances.DelayToldForm, "delay"),
    ),
    Part(
        "drafts", "drafts", "The report: versions", "Keep a version",
        "No version of the report is kept yet.",
        ReportDraft, parts.DraftForm, ("version", "dated_on", "changed"), may=WORK,
        says=("A version is never changed: keep the next one beside it.",), kept_as="report of a review",
    ),
    Part(
        "shown", "shown", "Who saw which version, and their reply", "Record that a version was shown",
        "No version is recorded as shown to anybody.",
        DraftShown, parts.DraftShownForm, ("draft", "on", "whom", "reply_by", STANDS), may=WORK,
        says=("Whoever is spoken of may reply before the report is finished. Keep the reply, and what came of it.",),
        under=Under("draft_answer", "Replies", "Record a reply", DraftAnswer, parts.DraftAnswerForm, "shown"),
    ),
    Part(
        "final", "final", "The report as agreed", "Record that it was agreed",
        "The partners have not agreed a version as the report.",
        FinalReport, parts.FinalForm, ("draft", "agreed_on", "agreed_by_name"),
        says=("Before it is agreed, go through what the report must and should hold, at the version itself.",),
    ),
    Part(
        "media", "media", "Media plan", "Write a version of the media plan",
        "There is no media plan yet.",
        MediaPlan, parts.MediaPlanForm, ("spokesperson", "family_told", "agreed_by_name"),
        says=("The last one that was not set aside stands.",),
    ),
)  # fmt: skip
BY_KEY = {part.key: part for part in PARTS}

LABELS = {
    "stands": "How it stands", "through": "Put to its people here",
    "whom": "Whom", "InformationRequest.whom": "Asked of", "DraftShown.whom": "Shown to",
    "InformationRequest.on": "Asked on", "DraftShown.on": "Shown on",
    "on": "Day", "body": "Agency", "of_body": "Asked of", "of_name": "Asked of", "by_body": "Asked by",
    "to_body": "Shown to", "to_member": "Shown to", "draft": "Version", "under": "How it was asked for",
    "letter": "Letter", "document": "File", "because": "Because of", "text": "In words", "what": "What",
    "dated_on": "Dated", "kind": "Kind", "agreed_on": "Agreed on", "agreed_by_name": "Agreed by", "to": "Told",
    "takes_part": "Takes part", "wanted_by": "Wanted by", "changed": "What changed", "purpose": "What for",
    "ReportDraft.text": "The report", "GoodFaith.text": "What was said", "ProceedingNews.text": "What is known",
    "method": "How, and who is heard", "lines": "What is said, and what is not", "email": "E-mail address",
}  # fmt: skip
"""What a field is called where it is read, if not by the name that the model gives it."""
