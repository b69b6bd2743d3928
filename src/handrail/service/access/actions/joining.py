"""What a sign-in at another organisation opens here."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from handrail.service.access import halfway, tries
from handrail.service.access.actions import inviting, signing
from handrail.service.access.factors.keeping import has_factor
from handrail.service.access.halfway import Halfway
from handrail.service.access.models import Person
from handrail.service.access.oidc.asking import Proof, ProviderRefused
from handrail.service.access.oidc.linking import link, person_by_address, person_linked
from handrail.service.access.oidc.providers import IdentityProvider
from handrail.service.audit import actions as audit

NOT_INVITED = (
    "{name} knows you, but nobody signs in to Handrail with the address that it gave. Ask your administrator to "
    "invite you, or to change your address here."
)
FIRST_HERE = (
    "{name} did not say that you gave a second factor there, and you have none here yet. Set one up first: sign in "
    "with your password or, if you were invited, choose “I have been invited”."
)


@dataclass(frozen=True)
class Opened:
    """`half`: our own second factor is still to be given."""

    person: Person
    half: bool = False


def sign_in_by(request: HttpRequest, proof: Proof) -> Opened:
    """Raises ProviderRefused, and NotDone for somebody without a post today."""
    name, how = proof.provider.name, f"by {proof.provider.name}"
    person = person_linked(proof) or person_by_address(proof)
    if person is None:
        person = _come(proof)
    if proof.two_factors:
        signing.enter(request, person, f"{how}, which vouched for a second factor")
        link(person, proof.provider.slug, proof.subject)
        return Opened(person)
    if not has_factor(person):
        raise ProviderRefused(FIRST_HERE.format(name=name), "nobody vouched for a second factor, and they have none")
    halfway.begin(request, Halfway(person, how, proof.wanted, link=(proof.provider.slug, proof.subject)))
    return Opened(person, half=True)


def give_again_by(request: HttpRequest, person: Person, proof: Proof) -> None:
    """A second factor given just now at the organisation, by the same person. Raises ProviderRefused."""
    if person_linked(proof) != person:
        raise ProviderRefused(f"You signed in at {proof.provider.name} as somebody else. Try again.", "somebody else")
    if not (proof.fresh and proof.two_factors):
        sentence = f"{proof.provider.name} did not say that you gave a second factor just now. Use another way."
        raise ProviderRefused(sentence, "no fresh second factor")
    signing.refresh(request, person, f"by {proof.provider.name}")


def record_refusal(request: HttpRequest, provider: IdentityProvider, why: str) -> None:
    by = request.user if isinstance(request.user, Person) else None
    failure = tries.count_failure(tries.the_try(request, f"by {provider.slug}"))
    audit.record(by, f"was refused a sign-in by {provider.name}: {why}", failure)


def _come(proof: Proof) -> Person:
    """Somebody invited to the address that the organisation vouches for, who gave two factors there."""
    name = proof.provider.name
    invitation = inviting.open_invitation(proof.email) if proof.email else None
    if invitation is None:
        raise ProviderRefused(NOT_INVITED.format(name=name), "nobody here has the address, or it is not theirs to give")
    if not proof.two_factors:
        raise ProviderRefused(FIRST_HERE.format(name=name), "invited, and nobody vouched for a second factor")
    return inviting.come(invitation)
