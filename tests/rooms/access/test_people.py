"""People and their posts: added, changed, ended; never beyond the administrator's own partnerships."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.service.access import actions
from handrail.service.access.first import first_administrator
from handrail.service.access.models import Invitation, Person, Post
from handrail.service.audit.actions import Job, name_actor
from handrail.service.audit.models import Entry
from handrail.service.partnerships.actions import NotDone
from handrail.service.partnerships.models import Body
from tests.rooms.access.passwords import opens
from tests.rooms.cast import PASSWORD, Cast, employ


@pytest.fixture
def ada(client: Client, cast: Cast) -> Client:
    client.force_login(cast["administrator"])
    name_actor(cast["administrator"])
    return client


def typed(cast: Cast, **more: Any) -> dict[str, Any]:
    return {
        "name": "Newland Fisher", "email": "newland@wendvalley.example", "partnership": cast.partnership.pk,
        "body": cast.school.pk, "role": "contributor",
        **day("until_on", timezone.localdate() + timedelta(days=90)), **more,
    }  # fmt: skip


def day(name: str, on: date) -> dict[str, Any]:
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def person_page(person: Person, name: str = "person", **more: Any) -> str:
    return reverse(f"access:{name}", kwargs={"person_id": person.pk, **more})


def test_an_address_used_twice_is_refused_beside_the_field(ada: Client, cast: Cast) -> None:
    answer = ada.post(reverse("access:invite"), typed(cast, email=cast["notifier"].email.upper()))
    assert answer.status_code == 200
    assert 'href="#id_email">Someone already signs in with this e-mail address.' in " ".join(answer.text.split())
    assert Person.objects.filter(email__iexact=cast["notifier"].email).count() == 1


def test_an_end_before_the_beginning_is_refused_and_nobody_is_invited(ada: Client, cast: Cast) -> None:
    days = {**day("from_on", date(2026, 5, 2)), **day("until_on", date(2026, 5, 1))}
    answer = ada.post(reverse("access:invite"), typed(cast, **days))
    assert "The last day must be the same as or after the first day." in answer.text
    assert not Invitation.objects.exists()


def test_nobody_is_given_a_post_at_a_body_that_has_ended(cast: Cast) -> None:
    name_actor(cast["administrator"])
    Body.objects.filter(pk=cast.school.pk).update(until_on=date(2024, 7, 31))
    cast.school.refresh_from_db()
    with pytest.raises(NotDone, match="ended on 31 July 2024") as refused:
        actions.give_post(
            cast["notifier"], role="contributor", body=cast.school, partnership=cast.partnership,
            by=cast["administrator"],
        )  # fmt: skip
    assert refused.value.field == "body"


def test_a_body_that_is_no_member_cannot_be_chosen(ada: Client, cast: Cast) -> None:
    answer = ada.post(reverse("access:invite"), typed(cast, body=cast.neighbour_council.pk))
    assert "Choose where they work" in answer.text
    assert not Invitation.objects.exists()


def test_a_post_for_a_partnership_one_does_not_look_after_cannot_be_given(ada: Client, cast: Cast) -> None:
    answer = ada.post(reverse("access:invite"), typed(cast, partnership=cast.neighbour.pk))
    assert "Choose the partnership" in answer.text
    assert not Invitation.objects.exists()


def test_the_same_post_is_not_held_twice_at_once(cast: Cast) -> None:
    name_actor(cast["administrator"])
    with pytest.raises(NotDone, match="already holds this post"):
        actions.give_post(
            cast["school lead"], role="contributor", body=cast.school, partnership=cast.partnership,
            by=cast["administrator"],
        )  # fmt: skip


def test_someone_known_elsewhere_is_given_a_post_by_their_address(ada: Client, cast: Cast) -> None:
    said = typed(cast, email=cast["stranger"].email)  # a post of a year at most, as every post is
    del said["name"]
    ada.post(reverse("access:add_known_person"), said)
    held = Post.objects.filter(person=cast["stranger"]).values_list("partnership__short_name", flat=True)
    assert set(held) == {"WV", "FD"}


def test_whoever_works_elsewhere_too_keeps_their_name_and_password(ada: Client, cast: Cast) -> None:
    both = employ("Bertha Twofold", "coordinator", cast.partnership, cast.partnership)
    Post.objects.create(person=both, role="coordinator", body=cast.neighbour, partnership=cast.neighbour)
    page = ada.get(person_page(both)).text
    assert "works, or worked, for a partnership that you do not look after" in page
    assert "Farrowdale" not in page
    for name in ("change_person", "give_password", "let_or_stop"):
        assert ada.post(person_page(both, name)).status_code == 404
    both.refresh_from_db()
    assert opens(both, PASSWORD)


def test_whoever_works_only_elsewhere_is_not_there(ada: Client, cast: Cast) -> None:
    assert cast["stranger"].name not in ada.get(reverse("access:people")).text
    assert ada.get(person_page(cast["stranger"])).status_code == 404


def test_a_post_is_given_for_a_year_at_most(ada: Client, cast: Cast) -> None:
    address = person_page(cast["notifier"], "add_post")
    for last in (timezone.localdate() + timedelta(days=400), None):
        said = typed(cast) | (day("until_on", last) if last else dict.fromkeys(day("until_on", date.max), ""))
        assert "last day" in ada.post(address, said).text.lower()
    assert cast["notifier"].posts.count() == 1
    assert ada.post(address, typed(cast)).status_code == 302


def test_a_post_with_a_last_day_is_renewed_for_a_year_at_most(ada: Client, cast: Cast) -> None:
    post, today = cast["school lead"].posts.get(), timezone.localdate()
    address = person_page(cast["school lead"], "change_post", post_id=post.pk)
    ada.post(address, day("until_on", today + timedelta(days=10)))
    ada.post(address, day("until_on", today + timedelta(days=300)))
    assert "no later than" in ada.post(address, day("until_on", today + timedelta(days=400))).text
    assert "no later than" in ada.post(address, {}).text
    assert Post.objects.get(pk=post.pk).until_on == today + timedelta(days=300)


def test_the_only_administrator_can_be_renewed(ada: Client, cast: Cast) -> None:
    post, today = cast["administrator"].posts.get(), timezone.localdate()
    Post.objects.filter(pk=post.pk).update(until_on=today + timedelta(days=3))
    address = person_page(cast["administrator"], "change_post", post_id=post.pk)
    assert ada.post(address, day("until_on", today + timedelta(days=200))).status_code == 302
    assert "only administrator" in ada.post(address, day("until_on", today + timedelta(days=100))).text


def test_a_post_ends_with_its_last_day(ada: Client, cast: Cast) -> None:
    post = cast["school lead"].posts.get()
    yesterday = timezone.localdate() - timedelta(days=1)
    ada.post(person_page(cast["school lead"], "change_post", post_id=post.pk), day("until_on", yesterday))
    assert not Person.objects.get(pk=cast["school lead"].pk).posts_today
    assert Post.objects.get(pk=post.pk).until_on == yesterday


def test_the_post_of_another_person_is_not_found_through_this_one(ada: Client, cast: Cast) -> None:
    post = cast["notifier"].posts.get()
    assert ada.get(person_page(cast["school lead"], "change_post", post_id=post.pk)).status_code == 404


@pytest.mark.parametrize("until", [timedelta(days=-1), timedelta(0), timedelta(days=60)])
def test_the_last_administrator_cannot_end_their_post(ada: Client, cast: Cast, until: timedelta) -> None:
    post = cast["administrator"].posts.get()
    address = person_page(cast["administrator"], "change_post", post_id=post.pk)
    answer = ada.post(address, day("until_on", timezone.localdate() + until))
    assert "is the only administrator of Wend Valley" in answer.text
    post.refresh_from_db()
    assert post.until_on is None


def test_the_last_administrator_cannot_begin_tomorrow(ada: Client, cast: Cast) -> None:
    post = cast["administrator"].posts.get()
    address = person_page(cast["administrator"], "change_post", post_id=post.pk)
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert "only administrator" in ada.post(address, day("from_on", tomorrow)).text


def test_the_last_administrator_cannot_be_stopped_from_signing_in(ada: Client, cast: Cast) -> None:
    answer = ada.post(person_page(cast["administrator"], "let_or_stop"), follow=True)
    assert "only administrator" in answer.text
    assert Person.objects.get(pk=cast["administrator"].pk).is_active


def test_one_of_two_administrators_can_go(ada: Client, cast: Cast) -> None:
    second = employ("Adam Second", "administrator", cast.partnership, cast.partnership)
    ada.post(person_page(second, "let_or_stop"))
    assert not Person.objects.get(pk=second.pk).is_active
    assert "only administrator" in ada.post(person_page(cast["administrator"], "let_or_stop"), follow=True).text


def test_an_administrator_whose_own_end_is_set_does_not_count_after_it(cast: Cast) -> None:
    name_actor(cast["administrator"])
    second = employ("Adam Second", "administrator", cast.partnership, cast.partnership)
    today = timezone.localdate()
    actions.change_post(second.posts.get(), from_on=None, until_on=today + timedelta(days=5), by=cast["administrator"])
    with pytest.raises(NotDone, match="only administrator"):
        actions.change_post(
            cast["administrator"].posts.get(),
            from_on=None,
            until_on=today + timedelta(days=5),
            by=cast["administrator"],
        )


def test_stopped_and_let_again(ada: Client, cast: Cast) -> None:
    ada.post(person_page(cast["notifier"], "let_or_stop"))
    assert "Cannot sign in" in ada.get(person_page(cast["notifier"])).text
    ada.post(person_page(cast["notifier"], "let_or_stop"))
    assert Person.objects.get(pk=cast["notifier"].pk).is_active


def test_a_new_password_ends_the_old_one_and_its_sessions(ada: Client, cast: Cast) -> None:
    theirs = Client()
    theirs.force_login(cast["notifier"])
    ada.post(person_page(cast["notifier"], "give_password"))
    assert theirs.get(reverse("access:account")).status_code == 302
    assert not opens(cast["notifier"], PASSWORD)


def test_looking_at_a_person_is_on_record(ada: Client, cast: Cast) -> None:
    ada.get(person_page(cast["notifier"]))
    assert Entry.objects.filter(looked=True, paper="Person", paper_id=str(cast["notifier"].pk)).exists()


def test_a_name_and_an_address_are_changed_and_the_change_is_on_record(ada: Client, cast: Cast) -> None:
    said = {"name": "Norris Tiffin-Vale", "email": "norris@wendvalley.example"}
    ada.post(person_page(cast["notifier"], "change_person"), said)
    assert Person.objects.get(pk=cast["notifier"].pk).email == "norris@wendvalley.example"
    assert Entry.objects.filter(did__contains="name from Norris Tiffin to Norris Tiffin-Vale").exists()


def test_a_search_finds_by_name_address_and_place_of_work(ada: Client, cast: Cast) -> None:
    for words in ("skye", "skye.learmonth@", "Otter Lane"):
        page = ada.get(reverse("access:people"), {"words": words}).text
        assert "Skye Learmonth" in page
        assert "Norris Tiffin" not in page
    assert "Nobody fits this search" in ada.get(reverse("access:people"), {"words": "zzz"}).text


def test_a_partnership_that_has_an_administrator_is_given_no_first_one(cast: Cast) -> None:
    name_actor(Job("tests"))
    before = Post.objects.count(), Body.objects.count()
    with pytest.raises(NotDone, match="has an administrator, who adds people under “People”"):
        first_administrator(
            "eve@wendvalley.example", "Eve Minter", cast.partnership.name.upper(), "WV", by=Job("tests")
        )
    assert not Person.objects.filter(email="eve@wendvalley.example").exists()
    assert (Post.objects.count(), Body.objects.count()) == before
