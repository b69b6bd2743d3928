"""Whose sign-in at an organisation belongs to whom here. Nobody is made an account by signing in."""

from __future__ import annotations

from allauth.socialaccount.models import SocialAccount

from handrail.service.access import letters
from handrail.service.access.models import Person
from handrail.service.access.oidc.asking import Proof
from handrail.service.access.oidc.providers import IdentityProvider, providers
from handrail.service.audit import actions as audit


def person_linked(proof: Proof) -> Person | None:
    """By the organisation's own number for them, whatever their address there is now."""
    found = SocialAccount.objects.filter(provider=proof.provider.slug, uid=proof.subject).select_related("user").first()
    return found.user if found is not None and found.user.is_active else None


def person_by_address(proof: Proof) -> Person | None:
    """By an address that the organisation may speak for, where they were not linked to anybody there before."""
    person = Person.objects.filter(email__iexact=proof.email, is_active=True).first() if proof.email else None
    if person is None or SocialAccount.objects.filter(provider=proof.provider.slug, user=person).exists():
        return None
    return person


def link(person: Person, slug: str, subject: str) -> None:
    """Keep whose sign-in there this is. Already kept, nothing changes."""
    _, new = SocialAccount.objects.get_or_create(provider=slug, uid=subject, defaults={"user": person})
    if new:
        name = providers()[slug].name if slug in providers() else slug
        audit.record(person, f"was linked to their sign-in at {name}", person)
        letters.tell(person, "A way to sign in was added", f"You can now sign in by {name}.")


def providers_of(person: Person) -> tuple[IdentityProvider, ...]:
    """Those they are linked to that can prove a second factor, for giving it again."""
    slugs = set(SocialAccount.objects.filter(user=person).values_list("provider", flat=True))
    return tuple(
        one for one in providers().values()
        if one.slug in slugs and (one.second_factor_amr or one.second_factor_acr)
    )  # fmt: skip
