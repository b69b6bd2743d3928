"""Why something is given to another body, and what allows it: the purposes and lawful bases that a share is made under.

A citation that has been read in the text says so. One that is remembered says that too, and is to be checked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

NOT_RECORDED = "not recorded"
"""Stands only on what was shared before Handrail asked for a purpose and a basis."""

PURPOSES = {
    "review": "To review what happened and learn from it",
    "protect": "To keep a child safe now",
    "decide": "To decide whether the Panel is notified, or whether a review is held",
    "notify": "To tell somebody who must be told",
    "oversee": "To let a body answer for its own part in the work",
    "legal": "For a court, a coroner or a criminal investigation",
}


@dataclass(frozen=True, slots=True)
class Basis:
    """What allows a share. `seen` says how far the citation has been confirmed, in the words of the editions."""

    title: str
    cite: str
    seen: Literal["text", "restated", "recalled"]


BASES = {
    "16H": Basis("A safeguarding partner asks for information", "Children Act 2004 section 16H(1) and (2)", "text"),
    "16E": Basis("The safeguarding partners work together in their area", "Children Act 2004 section 16E(1)", "text"),
    "16C": Basis("The local authority notifies the Panel", "Children Act 2004 section 16C(1)", "text"),
    "16D": Basis("The Panel asks for information", "Children Act 2004 section 16D", "text"),
    "16M": Basis("The child death review partners review each death", "Children Act 2004 section 16M(1)", "text"),
    "16N": Basis("A child death review partner asks for information", "Children Act 2004 section 16N(1)", "text"),
    "reports": Basis("The report of a review goes to the Panel and the Secretary of State", "SI 2018/789", "restated"),
    "rapid review": Basis("Guidance sends the review to the Panel", "Working Together, rapid reviews", "restated"),
    "notices": Basis("Guidance has somebody told of a death or serious harm", "Working Together, notices", "restated"),
    "11": Basis("A body keeps children's safety in mind in its work", "Children Act 2004 section 11(2)", "text"),
    "10": Basis("Agencies co-operate for children in the area", "Children Act 2004 section 10", "text"),
    "47": Basis("Enquiries into significant harm", "Children Act 1989 section 47(1) and (9) to (11)", "text"),
    "public task": Basis("A public task laid down in law", "UK GDPR Article 6(1)(e)", "recalled"),
    "legal obligation": Basis("A legal obligation, such as a court's order", "UK GDPR Article 6(1)(c)", "recalled"),
    "vital interests": Basis("To protect somebody's life", "UK GDPR Article 6(1)(d)", "recalled"),
    "safeguarding": Basis(
        "Safeguarding of children, without consent where asking would defeat it",
        "Data Protection Act 2018 Schedule 1 paragraph 18", "recalled",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ground:
    """A purpose and a basis, each by its key. Raises ValueError for one that is not in the lists."""

    purpose: str
    basis: str

    def __post_init__(self) -> None:
        if self.purpose not in PURPOSES or self.basis not in BASES:
            raise ValueError("A share needs a purpose and a lawful basis from the lists.")


# Acts that the law or its guidance provides for carry their own ground. What a person chooses to share, they give one.
AREA = Ground("decide", "16E")
"""A new folder is open to the safeguarding partners of its area."""
ASKING = Ground("review", "16H")
"""An agency is asked for a summary, and is told by that which child it is about."""
ASKING_OF_ITSELF = Ground("oversee", "16H")
"""A body is asked how it keeps children safe itself: no child is named in it."""
MEETING = Ground("review", "16E")
"""The invited read the agenda and the pack."""
RAISED = Ground("protect", "11")
"""An agency follows what it raised itself."""
NOTIFYING = Ground("notify", "16C")
TELLING = Ground("notify", "notices")
REPORTING = Ground("notify", "rapid review")
GIVING_THE_REPORT = Ground("notify", "reports")
DRAFT = Ground("review", "16E")
"""A draft of a report is shown to those it speaks of, for their reply."""
LEARNING = Ground("review", "16E")
"""What was learnt goes to whoever may act on it."""
OF_A_DEATH = Ground("review", "16M")
ASKING_OF_A_DEATH = Ground("review", "16N")
