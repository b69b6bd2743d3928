"""Nothing that tells whose death it is reaches the panel: pages, rows, logs or e-mails; and what would is refused."""

from __future__ import annotations

import logging
import re

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import reverse

from handrail.service.audit.actions import unit_of_work
from handrail.service.cases.actions import NotDone
from handrail.service.cases.models import Case
from handrail.service.child_deaths.models import Correction, Death, Event, JointDecision, Notification
from handrail.service.children.models import Child
from handrail.service.outbox.models import Message
from handrail.service.overview_panels.actions import sitting
from handrail.service.overview_panels.actions.carrying import carry
from handrail.service.overview_panels.actions.giving import lay
from handrail.service.overview_panels.models import PanelDeath, PanelPack
from tests.rooms.cast import Cast
from tests.rooms.overview_panels.panels import (
    ABOUT,
    BORN,
    DIED,
    NAMES,
    a_death,
    before_the_panel,
    day,
    found,
    retyped,
    sits,
    the_panel,
)

OF_A_DEATH = ("death", "put_on", "withdraw", "analyse", "complete", "minutes", "ask_folder")
"""Every page of a death that whoever sits on the panel opens."""


def canaries(case: Case) -> list[str]:
    """Whatever stands in the folder that would tell: names, days in every form, references, numbers and keys."""
    days = [
        form for on in (BORN, DIED) for form in (on.isoformat(), f"{on:%-d %B %Y}", f"{on:%d/%m/%Y}", f"{on:%-d %B}")
    ]
    packs = [str(pack.pk) for pack in PanelPack.objects.filter(case=case)]
    return [
        *NAMES, *days, case.reference, str(case.pk), "CANARY", "9434765919", "Canary Lane", "Otterbridge", "960111",
        ABOUT, f"/cases/{case.pk}", *packs,
    ]  # fmt: skip


def sung(text: str, case: Case) -> list[str]:
    return [word for word in canaries(case) if re.search(re.escape(word), text, re.IGNORECASE)]


def readable_rows() -> str:
    """Every row of every table, as the database shows them to whoever acts; people and bodies are known to all."""
    known_to_all, shown_to_nobody = {"access_person", "access_post"}, {"access_password"}
    rows = []
    for model in apps.get_models():
        table = model._meta.db_table
        if table in known_to_all | shown_to_nobody or not model.__module__.startswith("handrail"):
            continue
        with connection.cursor() as cursor:
            cursor.execute(f"select t::text from {table} t")  # noqa: S608 names of our own tables
            rows += [f"{table} {text}" for (text,) in cursor.fetchall()]
    return "\n".join(rows)


def test_no_page_and_no_row_that_a_member_reads_tells_whose_death_it_is(
    cast: Cast, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    case = a_death(cast)
    death = before_the_panel(
        cast, case, draft={"cause": "Hanging, as drafted."}, service_provision="Nobody asked directly."
    )
    person, _ = sits(cast, office="chair")
    sat = sitting.plan(the_panel(), on=day(0), theme="Low mood", joined_by="", by=person)
    sitting.put_on(death, sat, by=person)
    sitting.analyse(death, found(death, abuse_why="Bruises that nobody explained."), by=person)
    caplog.clear()
    client.force_login(person)
    pages = [
        client.get(address)
        for address in (
            "/", reverse("overview_panels:home"), reverse("overview_panels:desk", args=[the_panel().pk]),
            *(reverse(f"overview_panels:{name}", args=[death.pk]) for name in OF_A_DEATH),
            reverse("overview_panels:meeting", args=[sat.pk]), reverse("overview_panels:share", args=[sat.pk]),
        )
    ]  # fmt: skip
    assert [page.status_code for page in pages[1:]] == [200] * (len(OF_A_DEATH) + 4)
    for page in pages:
        assert not sung(page.content.decode() + str(page.headers), case)
    with unit_of_work(person):
        shown = readable_rows()
    assert "Nobody asked directly." in shown
    assert "Hanging, as drafted." in shown
    assert not sung(shown, case)
    written = "\n".join(f"{line.name} {line.getMessage()} {line.__dict__}" for line in caplog.records)
    assert not sung(written, case), "the logs of what a member of the panel opens"
    assert not Message.objects.filter(to=person.email).exists()


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Zebedee was low.", "Zebedee"), ("Mrs Quillfeather rang.", "Quillfeather"),
        ("He died on 3 March 2026.", "3 March 2026"), ("NHS number 943 476 5919.", "943 476 5919"),
        ("See CANARY/77.", "CANARY/77"), ("Olive Strand rang.", "Olive Strand"),
    ],
)  # fmt: skip
def test_words_that_would_tell_are_named_and_nobody_may_let_them_pass(cast: Cast, text: str, word: str) -> None:
    case = a_death(cast)
    pack = retyped(cast, case, f"A child was unhappy. {text}")
    with pytest.raises(NotDone, match="would tell whose death it is") as refused:
        lay(pack, let_stand=True, by=cast["coordinator"])
    assert any(part in str(refused.value) for part in word.split())
    carry()
    assert not PanelDeath.objects.exists()


def test_the_place_of_the_death_and_whoever_notified_it_are_known_too(cast: Cast) -> None:
    case, by = a_death(cast), cast["coordinator"]
    death = Death.objects.create(
        case=case, child=Child.objects.get(folder=case.folder), sent_by=cast.trust, born="alive", died_on=DIED,
        circumstances="At home.", place="Larkbeck Viaduct", lives_at="9 Teasel Row", recorded_by=by,
    )  # fmt: skip
    Notification.objects.create(death=death, on=DIED, by_name="Gwendolen Ashpool", recorded_by=by)
    for text in ("It was at Larkbeck Viaduct.", "They lived at 9 Teasel Row.", "Dr Ashpool rang."):
        pack = retyped(cast, case, f"A child died. {text}")
        with pytest.raises(NotDone, match="would tell"):
            lay(pack, let_stand=True, by=by)


def test_what_was_put_right_and_whoever_is_named_in_the_response_are_known_too(cast: Cast) -> None:
    case, by = a_death(cast), cast["coordinator"]
    death = Death.objects.create(
        case=case, child=Child.objects.get(folder=case.folder), sent_by=cast.trust, born="alive", died_on=DIED,
        circumstances="At home.", place="Larkbeck Viaduct", recorded_by=by,
    )  # fmt: skip
    Correction.objects.create(
        death=death, field="place", was=death.place, now="Thornmere Weir", reason="A slip.", made_by=by
    )
    JointDecision.objects.create(
        death=death, called_for=True, decided_on=DIED, health="Dr Ambrose Tickell, on call", recorded_by=by, reasons="."
    )
    Event.objects.create(
        death=death, kind="scene_visited", on=DIED, who="The duty team, and DI Cordelia Vayle", recorded_by=by
    )
    for text in ("It was at Thornmere Weir.", "At Larkbeck Viaduct.", "Tickell came.", "Then Cordelia Vayle went."):
        pack = retyped(cast, case, f"A child died. {text}")
        with pytest.raises(NotDone, match="would tell"):
            lay(pack, let_stand=True, by=by)
    lay(retyped(cast, case, "A child died. The duty team went."), let_stand=True, by=by)


def test_words_in_a_domain_are_held_against_it_too(cast: Cast) -> None:
    case = a_death(cast)
    pack = retyped(cast, case, service_provision="Petronella was not rung back.")
    with pytest.raises(NotDone, match="Petronella"):
        lay(pack, let_stand=True, by=cast["coordinator"])


def test_the_panel_reads_an_age_in_a_band_and_its_own_number(cast: Cast) -> None:
    death = before_the_panel(cast, a_death(cast))
    assert (death.number, death.age_band, death.sex) == (1, "15 to 17 years", "Male")
    assert {field.name for field in PanelDeath._meta.concrete_fields if field.is_relation} == {"panel", "sitting"}


def test_what_is_before_the_panel_is_not_changed(cast: Cast) -> None:
    case = a_death(cast)
    before_the_panel(cast, case)
    with pytest.raises(NotDone, match="before the panel already"):
        retyped(cast, case, "Something else.")


def test_carrying_twice_lays_it_once(cast: Cast) -> None:
    before_the_panel(cast, a_death(cast))
    assert carry() == 0
    assert PanelDeath.objects.count() == 1
