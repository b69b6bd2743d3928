"""A review of several folders: its public text is held against each of them, and read by who may open them all."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.access.models import Grant
from handrail.service.audit.actions import act_as, name_actor
from handrail.service.cases.actions import open_case
from handrail.service.cases.models import Case
from handrail.service.children.models import Child
from handrail.service.families import actions as families
from handrail.service.families.models import Relative
from handrail.service.publication.gate import current
from handrail.service.publication.models import Mark, Publication, Version
from handrail.service.publication.written import Section, Text
from handrail.service.reviews import actions as reviews
from tests.rooms.cast import Cast
from tests.rooms.chronologies.telling import ask_one, said, tell
from tests.rooms.chronologies.telling import begun as chronology_begun
from tests.rooms.publication.publishing import NOW, TEXT, write, written
from tests.rooms.reviews.in_full import mother
from tests.rooms.reviews.in_full import write as write_part

TELLS = Text("Child Q", "", (Section("What happened", "Ottoline, her cousin, was there with Delphine Marsh."),))


@pytest.fixture(autouse=True)
def monday() -> object:
    with time_machine.travel(NOW, tick=False):
        yield


def two_folders(cast: Cast) -> tuple[Publication, Case]:
    """A public text begun of a review that is of another folder as well, where another child is known."""
    publication, going = written(cast)
    name_actor(cast["notifier"])
    other = open_case(partnership=cast.partnership, authority=cast.council, by=cast["notifier"])
    Child.objects.create(folder=other.folder, given_names="Ottoline", family_name="Brack", born_on=date(2014, 2, 3))
    name_actor(cast["coordinator"])
    reviews.cover_folder(publication.case, going, other, why="One household.", by=cast["coordinator"])
    return publication, other


def marked(version: Version) -> set[str]:
    return set(Mark.objects.filter(version=version).values_list("words", flat=True))


def test_the_text_is_held_against_what_the_other_folder_knows(cast: Cast) -> None:
    publication, _ = two_folders(cast)
    assert "Ottoline" in marked(write(cast, publication, TELLS))


def test_of_the_family_it_knows_whom_the_review_their_own_page_and_the_chronology_name(cast: Cast) -> None:
    publication, going = written(cast)
    case = publication.case
    assert "Delphine Marsh" not in marked(write(cast, publication, TELLS))
    again = Text("Child Q", "", (Section("What happened", "Delphine Marsh was there with her cousin."),))
    families.write(case, Relative(name="Delphine Marsh", relation="other", responsibility="no"), by=cast["coordinator"])
    assert "Delphine Marsh" in marked(write(cast, publication, again))
    write_part(cast, case, going, mother(name="Perpetua Quarn"))
    lines = ask_one(cast, chronology_begun(cast, case), cast.school)
    tell(lines, cast["school lead"], said("Seen at the gate", about="Father; Ignatius Vole, lodger"))
    both = Text("Child Q", "", (Section("What happened", "Perpetua Quarn rang. Ignatius Vole did not. Father did."),))
    assert {"Perpetua Quarn", "Ignatius Vole"} <= marked(write(cast, publication, both))
    assert not [words for words in marked(current(publication)) if "Father" in words]


def test_who_may_not_open_one_of_its_folders_reads_no_row_of_it(cast: Cast, client: Client) -> None:
    publication, other = two_folders(cast)
    write(cast, publication, TEXT)
    here = reverse("publication:gate", args=[publication.case_id, publication.pk])
    every = reverse("publication:publications", args=[publication.case_id])
    client.force_login(cast["police partner"])
    assert client.get(here).status_code == 200
    assert str(publication.pk) in client.get(every).content.decode()
    name_actor(cast["coordinator"])
    Grant.objects.filter(folder=other.folder, body=cast.police).update(until_at=timezone.now())
    assert client.get(here).status_code == 404
    assert str(publication.pk) not in client.get(every).content.decode()
    act_as(cast["police partner"])
    assert not Publication.objects.filter(pk=publication.pk).exists()
    assert not Version.objects.filter(publication=publication).exists()
    assert not Mark.objects.filter(version__publication=publication).exists()
    act_as(cast["coordinator"])
    assert Publication.objects.filter(pk=publication.pk).exists()
