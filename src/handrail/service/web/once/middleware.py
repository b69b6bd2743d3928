"""Each post carries a key. The first to bring one does the work; the same post again is given the same answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.crypto import salted_hmac

from handrail.service.access.middleware import actor_of
from handrail.service.access.once import is_shown_once, needs_no_key, was_done
from handrail.service.audit.actions import SIGNED_OUT, Actor, unit_of_work
from handrail.service.web.models import Answer
from handrail.service.web.once.asking import DONE_AND_SHOWN, NO_KEY, OTHER_WORDS, ask_again
from handrail.service.web.once.words import key_of, words_of

View = Callable[..., HttpResponse]


class OnceEach:
    """Middleware, inside the unit of work: what a post was answered stands or falls with what it did.

    The key is looked at after the check against forgery, so that what a stranger's page sent is never offered
    to be sent again.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        held: Answer | None = getattr(request, "to_keep", None)
        if held is not None:
            with unit_of_work(actor_of(request), "a post was answered"):  # the page may have become somebody else's
                _keep(held, request, response)
        return response

    def process_view(
        self, request: HttpRequest, view: View, args: Sequence[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """None where the view is to do its work."""
        if request.method != "POST" or needs_no_key(view, request):
            return None
        key = key_of(request)
        if not key:
            return ask_again(request, NO_KEY)
        person = actor_of(request)
        held, words = hold(person, "" if person else _browser(request), key), words_of(request)
        if held.status is None:
            held.words = words
            request.to_keep, request.began_in = held, request.session.session_key  # type: ignore[attr-defined]
            return None
        if held.words != words:
            return ask_again(request, OTHER_WORDS)
        if not held.location:
            return ask_again(request, DONE_AND_SHOWN)
        return HttpResponseRedirect(held.location, status=held.status)


def hold(actor: Actor | None, browser: str, key: str) -> Answer:
    """The row of this key, locked. While another post with the key is being answered, this waits for it to end."""
    mine = Answer(actor=actor.actor_key if actor else SIGNED_OUT, browser=browser, key=key)
    Answer.objects.bulk_create([mine], ignore_conflicts=True)
    return Answer.objects.select_for_update().get(actor=mine.actor, browser=browser, key=key)


def _keep(held: Answer, request: HttpRequest, response: HttpResponse) -> None:
    """A redirect is kept, because by it a page says that its work is done. What it tells the next page waits in the
    session until a page has shown it, though the first answer never arrived. One that begins or ends a session is not:
    a session is never handed out twice. Nor is a page, which says that nothing was done, or is not to be kept."""
    if _session_begun_or_ended(request):
        return
    if was_done(response):
        held.location = response["Location"]
    elif not is_shown_once(response):
        return
    held.status = response.status_code
    held.save(update_fields=["words", "status", "location"])


def _session_begun_or_ended(request: HttpRequest) -> bool:
    before: str | None = request.began_in  # type: ignore[attr-defined]
    return request.session.session_key != before or (before is None and request.session.modified)


def _browser(request: HttpRequest) -> str:
    """Which browser of a visitor who is signed out, by the secret it holds against forgery."""
    secret = str(request.META.get("CSRF_COOKIE", ""))
    return salted_hmac("handrail.once.browser", secret, algorithm="sha256").hexdigest()
