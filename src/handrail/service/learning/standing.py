"""How a recommendation stands with each body it was put to, in a few words; and the same asked of the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from handrail.service.learning.models import Addressee, DayMoved, Evidence, Recommendation, SameAs
from handrail.service.learning.models.put import ReAudit, Says

DRIFTS_AFTER = 2
"""Times the day has been moved from which on it is called drifting."""
SHOWN = (Evidence.Finds.DIFFERENCE, Evidence.Finds.SOME)

IMPACT = {
    Evidence.Finds.DIFFERENCE: ("Made a difference", "green"),
    Evidence.Finds.SOME: ("Made some difference", "green"),
    Evidence.Finds.NONE: ("Carried out, made no difference", "orange"),
    Evidence.Finds.TOO_EARLY: ("Carried out, too early to tell", "yellow"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """The words and the colour of the tag; and, where its day keeps moving, by how much."""

    words: str
    colour: str
    drift: str = ""


def how_it_stands(put: Addressee, today: date | None = None) -> Standing:
    today = today or timezone.localdate()
    words, colour = _words(put, today)
    return Standing(words, colour, "" if put.carried_out_on else drift_of(put))


def _words(put: Addressee, today: date) -> tuple[str, str]:
    if not put.recommendation.stands:
        return "Set aside", "grey"
    if not put.stands:
        return "Taken back", "grey"
    if put.says == Says.REFUSED:
        return "Refused", "purple"
    if put.carried_out_on is not None:
        return _since_carried_out(put)
    if put.due_on is not None and put.due_on < today:
        return "Overdue", "red"
    if not put.says:
        return "Not answered yet", "yellow"
    return put.get_says_display(), "blue"


def _since_carried_out(put: Addressee) -> tuple[str, str]:
    looked = next((again for again in put.re_audits.all() if again.done_on and again.stands), None)
    if looked is not None and looked.holds == ReAudit.Holds.SLIPPED:
        return "Slipped back", "red"
    shown = next((one for one in put.evidence.all() if one.of == Evidence.Of.IMPACT and one.stands), None)
    if shown is None:
        return "Carried out, no difference shown yet", "yellow"
    return IMPACT[Evidence.Finds(shown.finds)]


def drift_of(put: Addressee) -> str:
    """ "Moved 3 times, 210 days in all", once it has moved often enough to be called drifting."""
    moved = list(put.moved.all())
    if len(moved) < DRIFTS_AFTER:
        return ""
    first = next((one.before for one in moved if one.before), moved[0].after)
    days = (put.due_on - first).days if put.due_on else 0
    way = "later" if days >= 0 else "sooner"
    return f"Drifting: the day moved {len(moved)} times, and is {abs(days)} days {way} than first asked"


def with_what_is_needed(puts: QuerySet[Addressee]) -> QuerySet[Addressee]:
    return puts.select_related("body", "recommendation", "case__folder__partnership").prefetch_related(
        "moved", "re_audits", "evidence"
    )


def put_so(stands: str) -> Q | None:
    """What an addressee has to be to stand so; None where every one will do."""
    today = timezone.localdate()
    waiting = Q(carried_out_on__isnull=True) & ~Q(says=Says.REFUSED)
    impact = Evidence.objects.filter(of=Evidence.Of.IMPACT, finds__in=SHOWN, set_aside_on__isnull=True)
    shown = Q(Exists(impact.filter(addressee=OuterRef("pk"))))
    looked = ReAudit.objects.filter(done_on__isnull=False, set_aside_on__isnull=True)
    looked = looked.filter(addressee=OuterRef("addressee")).order_by("-due_on")
    slipped = ReAudit.objects.filter(addressee=OuterRef("pk"), pk=Subquery(looked.values("pk")[:1]))
    slipped = slipped.filter(holds=ReAudit.Holds.SLIPPED)
    drifting = DayMoved.objects.filter(addressee=OuterRef("pk")).values("addressee")
    drifting = drifting.annotate(times=Count("pk")).filter(times__gte=DRIFTS_AFTER)
    return {
        "unanswered": Q(says="", carried_out_on__isnull=True),
        "open": waiting & ~Q(says=""),
        "overdue": waiting & Q(due_on__lt=today),
        "drifting": waiting & Q(Exists(drifting)),
        "no impact": Q(carried_out_on__isnull=False) & ~shown,
        "impact": Q(carried_out_on__isnull=False) & shown,
        "slipped": Q(carried_out_on__isnull=False) & Q(Exists(slipped)),
        "refused": Q(says=Says.REFUSED),
    }.get(stands)


def narrowed(
    seen: QuerySet[Recommendation], *, stands: str, to: str, year: str, words: str
) -> QuerySet[Recommendation]:
    """The recommendations the filters ask for: those with an addressee who is that, and with whom it stands so."""
    asked, whom = put_so(stands), _is(to)
    if asked is not None or whom is not None:
        puts = Addressee.objects.filter(recommendation=OuterRef("pk"), withdrawn_on__isnull=True)
        seen = seen.filter(Exists(puts.filter(*(one for one in (asked, whom) if one is not None))), set_aside_on=None)
    if stands == "again":
        seen = seen.filter(Exists(SameAs.objects.filter(later=OuterRef("pk"), parted_at__isnull=True)))
    if year:
        seen = seen.filter(made_on__year=int(year))
    for word in words.split():
        seen = seen.filter(Q(text__icontains=word) | Q(source__icontains=word))
    return seen


def so(puts: QuerySet[Addressee], *, stands: str, words: str) -> QuerySet[Addressee]:
    """What was put to somebody, narrowed by how it stands and by words in it."""
    asked = put_so(stands)
    puts = puts if asked is None else puts.filter(asked)
    for word in words.split():
        puts = puts.filter(Q(recommendation__text__icontains=word) | Q(recommendation__source__icontains=word))
    return puts


def _is(to: str) -> Q | None:
    if not to:
        return None
    return Q(to=to) if to in (Addressee.To.NATIONAL, Addressee.To.OUTSIDE) else Q(body=to)
