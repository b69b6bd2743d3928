"""One return: read by those who may, opened again, challenged, answered and settled; and what its body promises."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.service.access.asking import Page, typed
from handrail.service.access.doors import person_of, signed_in
from handrail.service.access.opening import not_shut
from handrail.service.access.roles import ALL
from handrail.service.cases.acting import ask
from handrail.service.cases.actions import NotDone
from handrail.service.cases.doors import may_open
from handrail.service.partnerships.models import Body
from handrail.service.requests.models import Request
from handrail.service.scrutiny import comparing
from handrail.service.scrutiny.actions import asking, challenging, promising, returning
from handrail.service.scrutiny.doors import RUNS, findings_put_to, remedies_put_to
from handrail.service.scrutiny.doors_of_rounds import (
    Seen,
    bodies_at,
    open_promise,
    open_return,
    open_round,
    the_challenge,
    the_judgement,
)
from handrail.service.scrutiny.forms import returns as asked
from handrail.service.scrutiny.forms.assessments import members_of
from handrail.service.scrutiny.models import Promise, Return
from handrail.service.scrutiny.sets import step_of_a_case
from handrail.service.scrutiny.standing import come_of
from handrail.service.scrutiny.views.rounds import at, trail


def page_of(sent: Return) -> str:
    return reverse("scrutiny:return", args=[sent.case_id, sent.pk])


def way_to(seen: Seen) -> list[tuple[str, str]]:
    """Through the round for those who hold it, through "Asked of us" for the rest."""
    first = trail(seen.person, seen.sent.round) if seen.whole else [("Asked of us", reverse("requests:asked_of_us"))]
    return [*first, (str(seen.sent.body), page_of(seen.sent))]


@signed_in
@require_http_methods(["GET"])
def ours(request: HttpRequest) -> HttpResponse:
    """For whoever answers for a body: its returns, those it is asked to challenge, what it promised, and what scrutiny
    and inspections ask of it."""
    person = person_of(request)
    bodies = [post.body_id for post in person.posts_today if "send contributions" in post.in_role.may]
    if not bodies:
        raise Http404
    open_to = not_shut(person, folder="case")
    rows = Return.objects.filter(open_to, replaced_at__isnull=True, case__closed_at__isnull=True)
    rows = rows.select_related("round__question_set", "body")
    to_read = rows.filter(challenger__in=bodies, challenged_at__isnull=True).order_by("challenge_due_on")
    waits = Promise.objects.filter(open_to, body__in=bodies, done_on__isnull=True, dropped_on__isnull=True)
    words = {
        "returns": [one for one in rows.filter(body__in=bodies) if bodies_at(person, one.case)],
        "to_read": [one for one in to_read if bodies_at(person, one.case)],
        "findings": [(one, come_of(one, timezone.localdate())) for one in findings_put_to(person)],
        "remedies": remedies_put_to(person),
        "promises": list(waits.select_related("round__question_set", "body", "case")),
    }
    return render(request, "scrutiny/ours.html", words)


@signed_in
@require_http_methods(["GET"])
def return_page(request: HttpRequest, case_id: uuid.UUID, return_id: uuid.UUID) -> HttpResponse:
    seen = open_return(request, case_id, return_id)
    sent = seen.sent
    one_who = Return.objects.filter(pk=sent.pk).prefetch_related("judgements__challenges__by_body").get()
    one_who.round, one_who.case = sent.round, sent.case
    words = {
        "seen": seen, "sent": sent, "case": sent.case, "round": sent.round,
        "questions": list(comparing.questions_of(one_who)),
        "sampled": [(held, step_of_a_case(held.judged)) for held in sent.case_judgements.all()],
        "put": sent.round.question_set.asked, "way": way_to(seen)[:-1],
        "promises": list(sent.promises.all()) if seen.whole or seen.own else [],
        "carried": asking.promised_before(sent.round, seen.person, sent.body) if seen.whole or seen.own else [],
        "today": timezone.localdate(),
    }  # fmt: skip
    return render(request, "scrutiny/return.html", words)


@signed_in
@require_http_methods(["GET", "POST"])
def open_again(request: HttpRequest, case_id: uuid.UUID, return_id: uuid.UUID) -> HttpResponse:
    person, seen = person_of(request), _running(request, case_id, return_id)
    form = asked.AgainForm(typed(request))

    def act() -> None:
        returning.open_again(seen.sent, by=person, **form.cleaned_data)

    says = ["What was sent stays as it was. The body finds its answers in place, and sends them once more."]
    page = _page(seen, "Open the return again", "Open it again", "It is open again, and the body is told.", says)
    return ask(request, page, form, act)


@signed_in
@require_http_methods(["GET", "POST"])
def ask_peer(request: HttpRequest, case_id: uuid.UUID, return_id: uuid.UUID) -> HttpResponse:
    person, seen = person_of(request), _running(request, case_id, return_id)
    here = Request.objects.filter(case=case_id, of=Request.Of.RETURN, no_longer_needed_at=None).values("body")
    bodies = Body.objects.filter(pk__in=here).exclude(pk=seen.sent.body_id).order_by("name")
    form = asked.PeerForm(typed(request), bodies=list(bodies))

    def act() -> str:
        challenging.ask_peer(seen.sent, form.chosen, due_on=form.cleaned_data["due_on"], by=person)
        return f"{form.chosen} can read the return from now on, and both are told."

    says = ["It reads the answers and what shows them. It does not open the file that came with them."]
    return ask(request, _page(seen, "Ask another body to challenge it", "Ask them", "", says), form, act)


@signed_in
@require_http_methods(["GET", "POST"])
def challenge(request: HttpRequest, case_id: uuid.UUID, return_id: uuid.UUID, judgement_id: uuid.UUID) -> HttpResponse:
    person, seen = person_of(request), open_return(request, case_id, return_id)
    judgement = the_judgement(seen, judgement_id)
    if not seen.may_challenge:
        raise Http404
    put = seen.sent.round.question_set.asked
    form = asked.ChallengeForm(typed(request), put=put)

    def act() -> None:
        challenging.challenge(judgement, of=seen.challenges_as, by=person, **form.cleaned_data)

    page = _page(
        seen, "Challenge a judgement", "Record it", "It is recorded, and waits for the body’s answer.",
        beside=_beside(seen, judgement.question),
    )  # fmt: skip
    return ask(request, page, form, act)


@signed_in
@require_http_methods(["POST"])
def finish(request: HttpRequest, case_id: uuid.UUID, return_id: uuid.UUID) -> HttpResponse:
    person, seen = person_of(request), open_return(request, case_id, return_id)
    if seen.challenges_as is None:
        raise Http404
    try:
        challenging.finish(seen.sent, by=person)
        messages.success(request, f"Thank you. {seen.sent.body} is told.")
    except NotDone as reason:
        messages.warning(request, str(reason))
    return redirect(page_of(seen.sent))


@signed_in
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, case_id: uuid.UUID, return_id: uuid.UUID, challenge_id: uuid.UUID) -> HttpResponse:
    person, seen = person_of(request), open_return(request, case_id, return_id)
    made = the_challenge(seen, challenge_id)
    if not seen.own:
        raise Http404
    form = asked.TakeForm(typed(request))

    def act() -> None:
        accepted = form.cleaned_data["accepted"] == "yes"
        challenging.answer(made, accepted=accepted, words=form.cleaned_data["words"], by=person)

    beside = [*_beside(seen, made.judgement.question), (f"{made.by_whom} would say", _said(seen, made.says)),
              ("Why", made.words)]  # fmt: skip
    page = _page(seen, "Answer the challenge", "Send the answer", "Your answer is recorded.", beside=beside)
    return ask(request, page, form, act)


@signed_in
@require_http_methods(["GET", "POST"])
def settle(request: HttpRequest, case_id: uuid.UUID, return_id: uuid.UUID, challenge_id: uuid.UUID) -> HttpResponse:
    person, seen = person_of(request), _running(request, case_id, return_id)
    made = the_challenge(seen, challenge_id)
    form = asked.SettleForm(typed(request), put=seen.sent.round.question_set.asked)

    def act() -> None:
        challenging.settle(made, by=person, **form.cleaned_data)

    beside = [*_beside(seen, made.judgement.question), (f"{made.by_whom} would say", _said(seen, made.says)),
              ("Why", made.words), ("The body’s answer", made.answer or "None yet")]  # fmt: skip
    page = _page(seen, "Settle it", "Record what stands", "It is settled.", beside=beside)
    return ask(request, page, form, act)


@signed_in
@require_http_methods(["GET", "POST"])
def promise(request: HttpRequest, case_id: uuid.UUID, round_id: uuid.UUID) -> HttpResponse:
    """What a body will do after the round, beside what it promised in its own return."""
    person, one = person_of(request), open_round(request, case_id, round_id, RUNS)
    form = asked.PromiseForm(typed(request), bodies=members_of(one.partnership))

    def act() -> None:
        said = form.cleaned_data
        promising.promise(
            one, form.whose, words=said["words"], owner=said["owner"], due_on=said["due_on"], by=person
        )  # fmt: skip

    page = Page(
        "Add something to be done", trail=trail(person, one), press="Add it", said="It is in the plan.", go=at(one),
        over=str(one),
    )  # fmt: skip
    return ask(request, page, form, act)


@signed_in
@require_http_methods(["GET", "POST"])
def promise_done(request: HttpRequest, case_id: uuid.UUID, promise_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    made, may, _ = open_promise(request, case_id, promise_id)
    if not may:
        raise Http404
    form = asked.DidForm(typed(request), request.FILES or None)

    def act() -> None:
        said, file = form.cleaned_data, form.cleaned_data.get("file")
        given = (file.name or "", file.read()) if file else None
        promising.done(made, on=said["on"], words=said["words"], file=given, by=person)

    page = page_of_promise(request, made, "Record that it is done", "Record it", "It is recorded as done.")
    return ask(request, page, form, act)


@signed_in
@require_http_methods(["GET", "POST"])
def give_up(request: HttpRequest, case_id: uuid.UUID, promise_id: uuid.UUID) -> HttpResponse:
    person = person_of(request)
    made, _, runs = open_promise(request, case_id, promise_id)
    if not runs:
        raise Http404
    form = asked.GiveUpForm(typed(request))

    def act() -> None:
        promising.give_up(made, why=form.cleaned_data["why"], by=person)

    page = page_of_promise(request, made, "Record that it will not be done", "Record it", "It is recorded.")
    return ask(request, page, form, act)


def page_of_promise(request: HttpRequest, made: Promise, title: str, press: str, said: str) -> Page:
    person = person_of(request)
    whole, home = may_open(person, made.case, what=ALL), ("Asked of us", reverse("requests:asked_of_us"))
    if person.may("send contributions"):
        home = ("Our returns", reverse("scrutiny:ours"))
    way = trail(person, made.round) if whole else [home]
    back = way[-1][1]
    beside = [("What was promised", made.words), ("By", str(made.owner))]
    return Page(title, trail=way, press=press, said=said, go=back, over=str(made.body), beside=beside)


def _running(request: HttpRequest, case_id: uuid.UUID, return_id: uuid.UUID) -> Seen:
    seen = open_return(request, case_id, return_id)
    if not seen.runs:
        raise Http404
    return seen


def _said(seen: Seen, key: str) -> str:
    step = seen.sent.round.question_set.asked.step(key)
    return step.words if step else "Not said"


def _beside(seen: Seen, question: str) -> list[tuple[str, str]]:
    one = next(one for one in comparing.questions_of(seen.sent) if one.judgement and one.judgement.question == question)
    evidence = one.judgement.evidence if one.judgement else ""
    return [("The question", one.question.asks), (f"{seen.sent.body} says", one.judged.words if one.judged else "–"),
            ("What shows it", evidence or "Nothing was given")]  # fmt: skip


def _page(
    seen: Seen, title: str, press: str, said: str, says: list[str] | None = None,
    beside: list[tuple[str, str]] | None = None,
) -> Page:  # fmt: skip
    return Page(
        title, trail=way_to(seen), press=press, said=said, go=page_of(seen.sent), over=str(seen.sent.body),
        says=says or [], beside=beside or [],
    )  # fmt: skip
