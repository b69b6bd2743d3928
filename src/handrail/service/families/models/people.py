"""Parents, carers and others of the family, each for themselves: contacts, wishes, and how they are reached safely."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from handrail.service.access.names import email_key
from handrail.service.families.models.written import Kept


class Relative(Kept):
    """One of the family. Each has contacts, wishes and rules of their own, which nobody else's take the place of."""

    class Relation(models.TextChoices):
        MOTHER = "mother", "Mother"
        FATHER = "father", "Father"
        PARENT = "parent", "Parent, by another word or law"
        CARER = "carer", "Carer: foster, kinship or another"
        SIBLING = "sibling", "Brother or sister"
        GRANDPARENT = "grandparent", "Grandparent"
        OTHER = "other", "Somebody else"

    class Responsibility(models.TextChoices):
        YES = "yes", "Has parental responsibility"
        NO = "no", "Has none"
        NOT_KNOWN = "not known", "Not known yet"

    name = models.CharField(max_length=200)
    relation = models.CharField("who they are to the child", max_length=20, choices=Relation)
    in_words = models.CharField("more about that", max_length=200, blank=True)
    responsibility = models.CharField("parental responsibility", max_length=20, choices=Responsibility)
    lives_with = models.CharField("who they live with", max_length=200, blank=True)
    language = models.CharField("language they would rather use", max_length=100, blank=True)
    interpreter = models.BooleanField("needs an interpreter", default=False)
    access_needs = models.CharField("reading, hearing, sight or other need", max_length=300, blank=True)
    support = models.CharField("advocate or supporter", max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.name}, {self.get_relation_display().partition(':')[0].lower()}"


class Reach(Kept):
    """A way to reach one of the family. `address_key` is what an e-mail address is compared by."""

    class How(models.TextChoices):
        PHONE = "phone", "Telephone"
        EMAIL = "e-mail", "E-mail"
        POST = "post", "Post"
        THROUGH = "through", "Through somebody"

    relative = models.ForeignKey(Relative, on_delete=models.RESTRICT, related_name="reaches")
    how = models.CharField(max_length=10, choices=How)
    at = models.CharField("number, address or person", max_length=300)
    note = models.CharField("when, and what to know", max_length=300, blank=True)
    address_key = models.CharField(max_length=300, blank=True, editable=False)

    class Meta(Kept.Meta):
        verbose_name_plural = "reaches"
        indexes = [models.Index(fields=["address_key"], condition=~Q(address_key=""), name="reach_by_address")]

    def __str__(self) -> str:
        return f"{self.get_how_display()}: {self.at}"

    def save(self, *args: object, **more: object) -> None:
        """The key goes with the address, whoever writes it."""
        self.address_key = email_key(self.at) if self.how == self.How.EMAIL else ""
        super().save(*args, **more)  # type: ignore[arg-type]


class SafeRule(Kept):
    """How one of the family must, or must not, be reached. It binds until somebody says that it has ended.

    That a way to reach them is no longer theirs does not end it: somebody else may be reading there.
    """

    class Kind(models.TextChoices):
        NOT_HERE = "not here", "Never at this number or address"
        ONLY_BY_PHONE = "only by phone", "Only by telephone: nothing in writing"
        NOT_WHILE = "not while", "Not while somebody is present, or may read it"
        NOT_AT_ALL = "not at all", "Not this person, in any way"

    relative = models.ForeignKey(Relative, on_delete=models.RESTRICT, related_name="rules")
    reach = models.ForeignKey(Reach, on_delete=models.RESTRICT, related_name="rules", null=True)
    kind = models.CharField(max_length=20, choices=Kind)
    words = models.CharField("why, and who must not be there", max_length=300)
    e_mail_is_safe = models.BooleanField("an e-mail is safe all the same", default=False)
    from_on = models.DateField()
    ended_on = models.DateField(null=True)
    ended_why = models.CharField(max_length=300, blank=True)

    class Meta(Kept.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="not here") ^ Q(reach__isnull=True), name="a_rule_is_of_one_way_or_of_the_person"
            ),
            models.CheckConstraint(
                condition=Q(e_mail_is_safe=False) | Q(kind="not while"), name="mail_is_safe_only_beside_somebody"
            ),
        ]

    def __str__(self) -> str:
        where = f" ({self.reach})" if self.reach else ""
        return f"{self.get_kind_display()}{where}"

    @property
    def binds(self) -> bool:
        return self.stands and self.ended_on is None


class Wish(Kept):
    """What one of the family wished on a day, about one matter. A later wish stands beside it, as does another's."""

    class Matter(models.TextChoices):
        TOLD = "told", "How and when they are told of things"
        MEETING = "meeting", "The review meeting, and their questions"
        POST_MORTEM = "post-mortem", "Post-mortem, tissue and keepsakes"
        FUNERAL = "funeral", "Funeral, faith and culture"
        SIBLINGS = "siblings", "What brothers and sisters are told"
        PUBLISHED = "published", "What is written or published"
        OTHER = "other", "Something else"

    relative = models.ForeignKey(Relative, on_delete=models.RESTRICT, related_name="wishes")
    matter = models.CharField(max_length=20, choices=Matter)
    on = models.DateField()
    text = models.TextField()

    class Meta(Kept.Meta):
        verbose_name_plural = "wishes"
        ordering = ("on", "recorded_at")

    def __str__(self) -> str:
        return f"{self.get_matter_display()}: {self.text[:60]}"
