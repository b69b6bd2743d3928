"""Which bodies and people somebody looks after: an administrator's reach ends where their partnerships end."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils import timezone

from handrail.service.access.models import Person
from handrail.service.partnerships.models import Body, Kind, Membership


def partnerships_for(person: Person, permission: str) -> list[Body]:
    """The partnerships for which a post of this person allows it."""
    held = {post.partnership_id: post.partnership for post in person.posts_today if permission in post.in_role.may}
    return sorted(held.values(), key=lambda body: body.name)


def bodies_shown_to(person: Person) -> QuerySet[Body]:
    """Every body to an administrator; to a coordinator, the partnership and those who are or were in it."""
    if person.may("manage bodies"):
        return Body.objects.all()
    mine = partnerships_for(person, "manage contacts")
    within = Membership.objects.filter(partnership__in=mine).values("body")
    return Body.objects.filter(Q(pk__in=[body.pk for body in mine]) | Q(pk__in=within))


def may_keep(person: Person, body: Body, permission: str) -> bool:
    """Whether this person looks after it: it is in a partnership of theirs, or an administrator finds it in none."""
    mine = {partnership.pk for partnership in partnerships_for(person, permission)}
    if not mine:
        return False
    owners = {place.partnership_id for place in _places_today(body)}
    if body.kind == Kind.PARTNERSHIP:
        owners.add(body.pk)
    return bool(owners & mine) if owners else person.may("manage bodies")


def _places_today(body: Body) -> QuerySet[Membership]:
    places = Membership.objects.filter(body=body, partnership__kind=Kind.PARTNERSHIP)
    return places.filter(Q(until_on=None) | Q(until_on__gte=timezone.localdate()))


def places_to_work(partnership: Body) -> QuerySet[Body]:
    """Where someone can hold a post for a partnership: its own office, or a member."""
    today = timezone.localdate()
    members = Membership.objects.filter(partnership=partnership).filter(Q(until_on=None) | Q(until_on__gte=today))
    alive = Q(until_on=None) | Q(until_on__gte=today)
    return Body.objects.filter(alive, Q(pk=partnership.pk) | Q(pk__in=members.values("body")))


def people_shown_to(person: Person) -> QuerySet[Person]:
    """Everyone who holds or held a post for a partnership that this person looks after, and who has no post."""
    mine = partnerships_for(person, "manage people")
    return Person.objects.filter(Q(posts__partnership__in=mine) | Q(posts=None)).distinct()


def may_keep_person(keeper: Person, person: Person) -> bool:
    """Name, address and password are one person's everywhere: only who looks after all their posts changes them."""
    mine = [partnership.pk for partnership in partnerships_for(keeper, "manage people")]
    today = timezone.localdate()
    standing = person.posts.filter(Q(until_on=None) | Q(until_on__gte=today))
    return bool(mine) and not standing.exclude(partnership__in=mine).exists()
