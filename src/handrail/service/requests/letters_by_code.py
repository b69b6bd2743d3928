"""The messages to a practitioner without an account. None holds a secret, a word of the child, or the case's reference;
and none holds an address that does anything when it is opened, because mail scanners open every address they find.
"""

from __future__ import annotations

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from handrail.guidance import spoken
from handrail.service.access.practitioners import TO_PRACTITIONERS, FormCode, Practitioner
from handrail.service.access.shut import is_named
from handrail.service.outbox import actions as outbox
from handrail.service.outbox.models import CODE_STANDS_HERE, Message
from handrail.service.partnerships.models import Body
from handrail.service.requests.models import Request

FORM, CODE = TO_PRACTITIONERS
"""The kinds of message: what is told of a form, and the code that opens it."""


def practitioner_for(asked: Request) -> Practitioner | None:
    """The one for whom the form now waits; none once they are shut out of the folder: their body is written to."""
    found = Practitioner.objects.live().select_related("body").filter(paper_id=asked.pk).first()
    return None if found is not None and is_shut_out(found) else found


def is_shut_out(named: Practitioner) -> bool:
    """Whoever is shut out of the folder after they were asked has no form that waits, and is told nothing of it."""
    return is_named([named.folder_id], names=[named.full_name], emails=[named.email])


def messages_to(named: Practitioner) -> QuerySet[Message]:
    """What a practitioner was told of their form, the latest first; codes are not among them."""
    return Message.objects.filter(kind=FORM, once__startswith=f"form {named.pk} ").order_by("-written_at")


def tell_of_form(named: Practitioner, asked: Request) -> list[str]:
    partnership = asked.case.partnership
    return _write(
        named,
        asked,
        subject=f"{partnership} asks you to fill in a form",
        sentences=(
            f"{partnership} asks you for information that you hold in your work at {named.body}. A form waits for you,"
            f" and is wanted by {spoken(asked.due_on)}. You need no account.",
            "Handrail is the service on which the partnership asks agencies for information.",
        ),
    )


def remind_practitioner(named: Practitioner, asked: Request, *, once: str | None = None) -> list[str]:
    due = spoken(asked.due_on)
    state = f"was wanted by {due} and has not come" if asked.overdue else f"is wanted by {due}"
    return _write(
        named,
        asked,
        subject=f"A reminder: {asked.case.partnership} waits for your form",
        sentences=(
            f"The form that {asked.case.partnership} asked you to fill in {state}. Send what is known, even if it is"
            " not all. If it is not for you, open it and say whom to ask instead.",
        ),
        once=once,
    )


def tell_due_day(named: Practitioner, asked: Request) -> list[str]:
    return _write(
        named,
        asked,
        subject=f"The day has moved to {spoken(asked.due_on)}",
        sentences=(
            f"The form that {asked.case.partnership} asked you to fill in is now wanted by {spoken(asked.due_on)}.",
        ),
    )


def tell_no_more(named: Practitioner, asked: Request) -> None:
    """It names neither the day nor the service's address: nothing opens any more."""
    partnership = asked.case.partnership
    text = (
        f"The form numbered {named.number_in_words}, which {partnership} asked you to fill in, no longer waits for you."
        f" There is nothing left for you to do.\n\n{_whom_to_ask(partnership)}\n"
    )
    outbox.write(
        to=named.email, subject=f"Form {named.number_in_words} no longer waits for you", text=text, kind=FORM,
        partnership=partnership, about=[asked.case_id],
    )  # fmt: skip


def write_code(code: FormCode, named: Practitioner, partnership: Body) -> None:
    """The code is made as this leaves; what is kept of the message does not hold it."""
    text = (
        f"Your code for form {named.number_in_words} is:\n\n{CODE_STANDS_HERE}\n\n"
        "Type it into the page that is open in the browser in which you asked for it. It works there once, for"
        " 15 minutes. Whoever asks you for it by telephone or message is not from the partnership: tell nobody.\n\n"
        f"If you did not ask for a code, somebody else did. They cannot open your form without this code. Tell"
        f" {partnership} if it happens again.\n\n{_whom_to_ask(partnership)}\n"
    )
    outbox.write(
        to=named.email, subject=f"Your code for form {named.number_in_words}", text=text, kind=CODE,
        once=f"form code {code.pk}", partnership=partnership, form_code=code, about=[named.folder_id],
    )  # fmt: skip


def _write(
    named: Practitioner, asked: Request, *, subject: str, sentences: tuple[str, ...], once: str | None = None
) -> list[str]:
    partnership = asked.case.partnership
    body = (
        f"Dear {named.full_name}",
        *sentences,
        f"To open it, type this address into a browser:\n\n{settings.ADDRESS}{reverse('requests:form')}",
        f"There, type the number of the form, {named.number_in_words}, and the e-mail address that this message came"
        " to. A code is then sent to this address. You can stop at any time, and go on with a new code.",
        "This message carries no details and no secret. To be sure that it is genuine, telephone the partnership on a"
        " number that you already have.",
        _whom_to_ask(partnership),
    )
    turn = once or f"{messages_to(named).count() + 1}"
    written = outbox.write(
        to=named.email, subject=subject, text="\n\n".join(body) + "\n", kind=FORM, once=f"form {named.pk} {turn}",
        partnership=partnership, about=[asked.case_id],
    )  # fmt: skip
    return [named.email] if written else []


def _whom_to_ask(partnership: Body) -> str:
    return ", ".join(word for word in (str(partnership), partnership.mailbox, partnership.telephone) if word)
