"""Every field of every room says whose it is about and whether it may be given; every table says how it hangs on a
folder. What is not said fails here."""

from __future__ import annotations

from django.apps import apps
from django.db import models

from handrail.service.access.models import Folder
from handrail.service.cases.models import Case
from handrail.service.records import declared as said
from handrail.service.records import register
from handrail.service.records.register import Holding, apart, holdings, ours


def held_fields() -> set[tuple[str, str]]:
    """Every field there is. A table that only joins two others is declared by the list it stands for."""
    own = [model for model in ours() if not model._meta.auto_created]
    return {(model._meta.label, name) for model in own for name in said.fields_of(model)}


def test_every_field_is_declared_and_nothing_else_is() -> None:
    declared = set(said.declared())
    assert held_fields() - declared == set(), "these fields are in no fields.csv"
    assert declared - held_fields() == set(), "these declarations speak of no field"


def test_a_field_that_is_not_declared_would_be_seen() -> None:
    less = {key: value for key, value in said.declared().items() if key != ("cases.Note", "text")}
    assert held_fields() - set(less) == {("cases.Note", "text")}


def test_free_text_about_anyone_is_never_given_unread() -> None:
    """A long text may name others whatever it is about."""
    given = [
        f"{model._meta.label}.{field.name}"
        for model in ours()
        if not model._meta.auto_created
        for field in model._meta.concrete_fields
        if isinstance(field, models.TextField) and not field.choices
        for one in [said.declared()[model._meta.label, field.name]]
        if one.share == "yes" and one.about != "nobody"
    ]
    assert not given


def test_every_table_hangs_on_a_folder_by_a_known_way_or_says_why_not() -> None:
    hanging = {one.model._meta.label for one in holdings()}
    every = {model._meta.label for model in ours()}
    assert every - hanging - set(apart()) == set(), "how do these hang on a folder? If they do not, say so in apart.csv"
    assert set(apart()) & hanging == set(), "these are said to hang on no folder, and do"
    assert set(apart()) - every == set(), "these tables are not there"


def test_a_table_that_hangs_by_no_known_way_would_be_seen() -> None:
    class Loose(models.Model):
        """Speaks of a folder by its bare number, which no walk over the models can find."""

        case_number = models.UUIDField()

        class Meta:
            app_label = "cases"

        def __str__(self) -> str:
            return str(self.case_number)

    try:
        assert Loose in ours()
        assert register._ways(Loose) == ()
        assert Loose._meta.label not in apart()
    finally:
        del apps.all_models["cases"]["loose"]
        apps.clear_cache()


def test_a_row_goes_before_what_it_points_at() -> None:
    order = [one.model for one in holdings()]
    wrong = [
        f"{model._meta.label} goes after {field.related_model}"
        for place, model in enumerate(order)
        for field in register.pointers(model)
        if field.related_model is not model and field.related_model in order[:place]
    ]
    assert not wrong
    assert order.index(Case) < order.index(Folder)


def test_only_ways_that_every_row_has_say_whose_a_row_is() -> None:
    """A paper in one folder's pack must not take along a row of another folder that merely mentions it."""
    ways = {one.model._meta.label: one for one in holdings()}
    assert ways["meetings.PackItem"] == Holding(ways["meetings.PackItem"].model, ("meeting__case__folder",))
    assert set(ways["cases.Join"].ways) == {"first__folder", "second__folder"}
