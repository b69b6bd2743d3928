"""Whoever is shut out of a folder finds no audit that has it in its sample: bodies judge there, by its number, what was
done for that child."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.access.models import Attempt, Exclusion, Grant, Person, ShutOut
from handrail.service.access.shut import is_named
from handrail.service.audit.actions import Job, name_actor, unit_of_work
from handrail.service.cases.attempts import look_at_turned_away
from handrail.service.cases.models import Case
from handrail.service.cases.shutting_out import Named, end_exclusion, shut_out
from handrail.service.requests.models import Contribution, Request
from handrail.service.scrutiny.actions import asking, promising
from handrail.service.scrutiny.models import CaseJudgement, Promise, Return, Round, Sampled
from handrail.service.web.postgres import Cluster
from tests.house.walls_down import first_wall_down, second_wall_down
from tests.rooms.cast import Cast, employ
from tests.rooms.scrutiny.assessed import a_round, asked
from tests.rooms.scrutiny.scrutinised import in_days
from tests.rooms.scrutiny.test_each_case_of_a_sample import AUDIT, GOOD, an_audit, sends

AUNT = "Perdita Marsh"
ROWS = (Round, Return, CaseJudgement, Sampled, Request, Contribution, Promise)


def shut(cast: Cast, folder: Case, name: str = AUNT) -> Exclusion:
    by = cast["coordinator"]
    name_actor(by)
    named = Named((name,), (), Exclusion.Stands.RELATIVE)
    return shut_out(folder, named, why="An aunt of the child.", by=by)


def an_aunt(cast: Cast, role: str = "coordinator") -> Person:
    return employ(AUNT, role, cast.partnership if role == "coordinator" else cast.trust, cast.partnership)


def judged(cast: Cast) -> tuple[Round, list[Case], Return]:
    audit, looked_at = an_audit(cast)
    sent = sends(cast, asked(cast, audit), GOOD)
    name_actor(cast["coordinator"])
    promising.promise(
        audit, cast.trust, words="See them alone.", owner="The lead", due_on=in_days(9), by=cast["coordinator"]
    )
    return audit, looked_at, sent


def pages_of(audit: Round, sent: Return) -> list[str]:
    at = [audit.case_id, audit.pk]
    return [
        reverse("scrutiny:round", args=at),
        *(reverse("scrutiny:round_as_file", args=[*at, ending]) for ending in ("csv", "xlsx")),
        reverse("scrutiny:return", args=[audit.case_id, sent.pk]),
        reverse("requests:request", args=[audit.case_id, sent.request_id]),
        reverse("cases:case", args=[audit.case_id]),
        reverse("scrutiny:take_out", args=[*at, Sampled.objects.filter(round=audit)[0].pk]),
    ]


def answers_to(client: Client, person: Person, pages: list[str]) -> set[int]:
    client.force_login(Person.objects.get(pk=person.pk))
    return {client.get(one).status_code for one in pages}


def rows_before(person: Person) -> dict[str, int]:
    with unit_of_work(Person.objects.get(pk=person.pk)):
        return {one.__name__: one._default_manager.count() for one in ROWS}


def test_whoever_is_shut_out_of_a_sampled_folder_finds_nothing_of_the_audit(cast: Cast, client: Client) -> None:
    aunt, other = an_aunt(cast), employ("Olive Tarn", "coordinator", cast.partnership, cast.partnership)
    audit, looked_at, sent = judged(cast)
    pages = pages_of(audit, sent)
    assert answers_to(client, aunt, pages) == {200}
    shut(cast, looked_at[0])
    assert answers_to(client, aunt, pages) == {404}
    assert rows_before(aunt) == {one.__name__: 0 for one in ROWS}
    assert str(audit.pk) not in client.get(reverse("scrutiny:rounds")).content.decode()
    assert answers_to(client, other, pages) == {200}


def test_the_application_alone_shows_them_nothing_of_it(cast: Cast, client: Client, cluster: Cluster) -> None:
    aunt = an_aunt(cast)
    audit, looked_at, sent = judged(cast)
    pages, later = pages_of(audit, sent), a_round(cast, 2027, AUDIT, theme="Neglect again", after=audit)
    shut(cast, looked_at[0])
    at = reverse("scrutiny:round", args=[later.case_id, later.pk])
    with second_wall_down(cluster):
        assert answers_to(client, aunt, pages) == {404}
        for page in (reverse("scrutiny:rounds"), reverse("scrutiny:begin_round"), at):
            shown = client.get(page).content.decode()
            assert str(audit.pk) not in shown, page
            assert "See them alone." not in shown, page


def test_the_database_alone_shows_them_nothing_of_it(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    aunt = an_aunt(cast)
    audit, looked_at, sent = judged(cast)
    pages = pages_of(audit, sent)
    shut(cast, looked_at[0])
    first_wall_down(monkeypatch)
    assert 200 not in answers_to(client, aunt, pages)
    assert rows_before(aunt) == {one.__name__: 0 for one in ROWS}


def test_at_the_body_that_is_asked_whoever_is_shut_out_is_not_asked_about_the_child(cast: Cast, client: Client) -> None:
    nurse = an_aunt(cast, "contributor")
    audit, looked_at, sent = judged(cast)
    pages = [reverse("scrutiny:return", args=[audit.case_id, sent.pk])]
    assert answers_to(client, nurse, pages) == {200}
    shut(cast, looked_at[2])
    assert answers_to(client, nurse, pages) == {404}
    assert not rows_before(nurse)["CaseJudgement"]
    assert str(sent.pk) not in client.get(reverse("scrutiny:ours")).content.decode()


def test_it_is_so_too_where_the_folder_comes_into_the_sample_later_and_where_it_was_taken_out(cast: Cast) -> None:
    """What bodies judged of a folder that was taken out stays in what they sent."""
    aunt, by = an_aunt(cast), cast["coordinator"]
    _, looked_at = an_audit(cast)
    shut(cast, looked_at[1])
    assert rows_before(aunt)["Round"] == 0
    later = a_round(cast, 2027, AUDIT, theme="Once more")
    assert rows_before(aunt)["Round"] == 1
    name_actor(by)
    promising.sample(later, looked_at[1], by=by)
    assert rows_before(aunt)["Round"] == 0


def test_the_other_folders_of_the_sample_are_not_shut_and_the_audit_is_there_again_when_the_exclusion_ends(
    cast: Cast,
) -> None:
    aunt = an_aunt(cast)
    audit, looked_at = an_audit(cast)
    made = shut(cast, looked_at[0])
    name_actor(Job("tests"))
    assert {*ShutOut.objects.filter(person=aunt).values_list("folder", flat=True)} == {looked_at[0].pk, audit.case_id}
    name_actor(cast["coordinator"])
    end_exclusion(made, why="Another person.", by=cast["coordinator"])
    assert rows_before(aunt)["Round"] == 1


def test_whoever_is_shut_out_of_the_audit_itself_opens_the_folders_of_its_sample(cast: Cast) -> None:
    aunt = an_aunt(cast)
    audit, looked_at = an_audit(cast)
    shut(cast, Case.objects.get(pk=audit.case_id))
    with unit_of_work(Person.objects.get(pk=aunt.pk)):
        assert Case.objects.filter(pk__in=[one.pk for one in looked_at]).count() == 3


def test_nobody_of_that_name_is_asked_or_written_to_about_the_audit(cast: Cast) -> None:
    audit, looked_at = an_audit(cast)
    assert not is_named([audit.case_id], names=[AUNT])
    shut(cast, looked_at[0])
    assert is_named([audit.case_id], names=[AUNT])
    assert not is_named([looked_at[2].pk], names=[AUNT])


def test_who_leads_the_sampled_folder_learns_that_they_asked_for_the_audit(cast: Cast, client: Client) -> None:
    aunt = an_aunt(cast)
    audit, looked_at = an_audit(cast)
    shut(cast, looked_at[0])
    answers_to(client, aunt, [reverse("scrutiny:round", args=[audit.case_id, audit.pk])])
    look_at_turned_away()
    name_actor(Job("tests"))
    assert [one.folder_id for one in Attempt.objects.filter(person=aunt, way="asked")] == [looked_at[0].pk]


def test_without_a_key_to_a_sampled_folder_its_reference_is_not_shown(
    cast: Cast, client: Client, cluster: Cluster
) -> None:
    audit, looked_at = an_audit(cast)
    at = [audit.case_id, audit.pk]
    name_actor(cast["coordinator"])
    held = Sampled.objects.get(round=audit, number=1)
    Grant.objects.filter(folder__in=[one.pk for one in looked_at], body=cast.police).update(until_at=timezone.now())
    keyless = employ("Piers Lorne", "safeguarding partner", cast.police, cast.partnership)
    with second_wall_down(cluster):
        client.force_login(keyless)
        shown = client.get(reverse("scrutiny:round", args=at)).content.decode()
        assert "No folder is in the sample that you may open." in shown
        assert looked_at[0].reference not in shown
        client.force_login(cast["coordinator"])
        assert looked_at[0].reference in client.get(reverse("scrutiny:round", args=at)).content.decode()
        assert client.get(reverse("scrutiny:take_out", args=[*at, held.pk])).status_code == 200


def test_no_answers_are_carried_for_them_out_of_a_round_that_is_shut_to_them(cast: Cast, cluster: Cluster) -> None:
    aunt = an_aunt(cast)
    audit, looked_at, _ = judged(cast)
    later = a_round(cast, 2027, AUDIT, theme="Neglect again", after=audit)
    shut(cast, looked_at[0])
    with second_wall_down(cluster), unit_of_work(aunt):
        assert asking.the_one_before(later, aunt) is None
        assert asking.round_before(cast.partnership, audit.question_set.slug, 2028, by=aunt) == later
        assert asking.promised_before(later, aunt) == []
        assert asking.promised_before(later, cast["coordinator"])
