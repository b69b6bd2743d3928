"""The messages to a teller and to the partnership. None holds a secret or a word of any child, and none holds an
address that does anything when it is opened, because mail scanners open every address they find.
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from handrail.guidance import london_day
from handrail.service.access.practitioners import FormCode, Teller
from handrail.service.cases.hearing import in_roles
from handrail.service.outbox import actions as outbox
from handrail.service.outbox.models import CODE_STANDS_HERE
from handrail.service.partnerships.models import Body
from handrail.service.tellings.models import OpenPage, Telling

CODE, TOLD = "form code", "telling"
REASONS = {
    Telling.Refused.NOT_CONFIRMED: "It could not be confirmed with your employer that you sent it.",
    Telling.Refused.NO_CHILD: "It does not tell of something that this partnership reviews.",
    Telling.Refused.ELSEWHERE: "It belongs to the partners of another area. Tell them.",
    Telling.Refused.SENT_TWICE: "It seems to have been sent twice, or by mistake.",
    Telling.Refused.UNUSABLE: "It does not say enough to be worked with. Telephone us.",
}


def write_code(code: FormCode, teller: Teller) -> None:
    """The code is made as this leaves; what is kept of the message does not hold it."""
    again = settings.ADDRESS + reverse("tellings:again")
    text = (
        f"Your code is:\n\n{CODE_STANDS_HERE}\n\n"
        "Type it into the page that is open in the browser in which you asked for it. It works there once, for"
        " 15 minutes. Whoever asks you for it by telephone or message is not from the partnership: tell nobody.\n\n"
        f"The number of what you tell is {teller.number_in_words}. To come back to it, type this address into a"
        f" browser, and there the number and this e-mail address:\n\n{again}\n\n"
        "If you did not ask for a code, somebody else gave your address. Nothing was sent in your name, and nothing can"
        f" be without this code. Tell {teller.partnership}.\n\n{_whom_to_ask(teller.partnership)}\n"
    )
    outbox.write(
        to=teller.email, subject=f"Your code for number {teller.number_in_words}", text=text, kind=CODE,
        once=f"form code {code.pk}", partnership=teller.partnership, form_code=code, about=[],
    )  # fmt: skip


def tell_received(telling: Telling) -> None:
    _to_teller(
        telling,
        f"{telling.partnership} has received what you sent",
        f"What you sent with the number {telling.teller.number_in_words} has been received. Somebody reads it, may"
        " telephone your employer to make sure that it came from you, and you are then told whether it was taken in.",
    )


def tell_taken_in(telling: Telling) -> None:
    _to_teller(
        telling,
        f"{telling.partnership} has taken in what you sent",
        f"What you sent with the number {telling.teller.number_in_words} has been taken in. Thank you. If more is"
        " needed, you or your agency will be asked.",
    )


def tell_refused(telling: Telling) -> None:
    reason = REASONS[Telling.Refused(telling.refused_why)]
    _to_teller(
        telling,
        f"{telling.partnership} has not taken in what you sent",
        f"What you sent with the number {telling.teller.number_in_words} has not been taken in. {reason}"
        f" {_otherwise(telling.partnership)}".rstrip(),
    )


def tell_partnership(telling: Telling) -> None:
    """Once it was compared: to no mailbox of somebody who is shut out of what it may be of."""
    partnership = telling.partnership
    if partnership.mailbox:
        page = settings.ADDRESS + reverse("tellings:waiting")
        outbox.write(
            to=partnership.mailbox, to_body=partnership, partnership=partnership, kind=TOLD, about=telling.alike,
            subject="Something was told by code, and waits to be taken in",
            text="Somebody without an account has told of a child's death. No folder is open for it, and no clock runs,"
            f" until somebody takes it in.\n\nSign in to Handrail to read it: {page}\n",
        )  # fmt: skip


def tell_that_nobody_may(telling: Telling) -> None:
    """To those who let people in. They read nothing of it, and whoever of them is shut out is not told."""
    partnership, page = telling.partnership, settings.ADDRESS + reverse("access:people")
    for person in in_roles(partnership, "administrator"):
        outbox.write(
            to=person.email, partnership=partnership, kind=TOLD, about=telling.alike,
            once=f"nobody may take in {telling.pk} {person.pk}",
            subject="Something told by code waits, and nobody can take it in",
            text=f"A professional told {partnership} of a child's death by code. None of the coordinators can open it."
            " No clock runs until somebody takes it in. Let another person in as coordinator, today if you can, and ask"
            " them to look under “Told by code”. Say nothing of it to those who cannot open it: one of them may be a"
            f" party to it.\n\n{page}\n",
        )  # fmt: skip


def tell_of_flood(partnership: Body, now: datetime) -> bool:
    """Whether it was written: once a day, and where there is a mailbox."""
    if not partnership.mailbox:
        return False
    page = settings.ADDRESS + reverse("tellings:open_page")
    written = outbox.write(
        to=partnership.mailbox, to_body=partnership, partnership=partnership, kind=TOLD, about=[],
        once=f"tellings flooded {partnership.pk} {london_day(now)}",
        subject="Your open page for telling of a death is used too often",
        text="So many have asked for a code there, and never typed it, that nobody new is let in for now. Whoever comes"
        f" is told to do what you have written there. You can close the page: sign in, and open {page}\n",
    )  # fmt: skip
    return written is not None


def _to_teller(telling: Telling, subject: str, sentence: str) -> None:
    teller = telling.teller
    text = (
        f"Dear {teller.full_name}\n\n{sentence}\n\nThis message carries no details, leads nowhere and asks for nothing."
        f"\n\n{_whom_to_ask(telling.partnership)}\n"
    )
    outbox.write(to=teller.email, subject=subject, text=text, kind=TOLD, partnership=telling.partnership, about=[])


def _otherwise(partnership: Body) -> str:
    held = OpenPage.objects.filter(partnership=partnership).first()
    return held.otherwise if held else ""


def _whom_to_ask(partnership: Body) -> str:
    return ", ".join(word for word in (str(partnership), partnership.mailbox, partnership.telephone) if word)
