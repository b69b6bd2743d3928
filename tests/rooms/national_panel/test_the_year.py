"""A year of the Panel's in numbers, and the pages on which its work is done."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from io import BytesIO

from django.test import Client
from django.urls import reverse
from django.utils import timezone
from docx import Document
from pypdf import PdfReader

from handrail.service.access.actions.people import LONGEST_POST
from handrail.service.access.models import Post
from handrail.service.audit.actions import Job, name_actor
from handrail.service.national_panel.actions.deciding import tidy
from handrail.service.national_panel.actions.letting_in import let_in
from handrail.service.national_panel.bodies import PANEL, works_for_panel
from handrail.service.national_panel.counting import year_of
from handrail.service.national_panel.models import PanelDecision
from handrail.service.national_panel.weighing import criteria_on
from handrail.service.partnerships.models import Body, Kind
from tests.rooms.cast import Cast
from tests.rooms.national_panel.outside import secretariat, works_at
from tests.rooms.national_panel.test_the_panel import before_a_meeting, decided, member
from tests.rooms.reviews.reviewing import sent


def test_the_year_counts_what_came_and_whether_in_time(cast: Cast) -> None:
    sent(cast)
    year = year_of(2024, secretariat())
    assert year.told == Counter({"Notice of a serious incident": 1, "Rapid review": 1})
    assert year.in_time == year.told
    assert year.local_reviews == 1
    assert list(year.partnerships.values()) == [None]


def test_the_year_counts_what_was_decided_how_long_it_took_and_which_themes_came_back(cast: Cast) -> None:
    review = sent(cast)
    by = secretariat()
    name_actor(by)
    decision = decided(before_a_meeting(by), by, themes=["Neglect", "hidden  harm", "neglect"])
    year = year_of(timezone.localdate().year, by)
    assert decision.themes == ["Neglect", "Hidden harm"]
    assert review.sent_at is not None
    assert year.days == [(timezone.localdate() - timezone.localdate(review.sent_at)).days]
    assert (year.meetings, year.decided, year.middle) == (1, 1, year.days[0])
    assert year.themes == {"Neglect": None, "Hidden harm": None}
    assert year_of(2024, by).decided == 0


def test_a_theme_is_one_however_it_is_spelt() -> None:
    assert tidy([" mental   health ", "Mental Health", "", "housing"]) == ["Mental health", "Housing"]


def test_somebody_of_the_panel_goes_from_what_was_told_to_the_decision(client: Client, cast: Cast) -> None:
    sent(cast)
    by = secretariat()
    name_actor(by)
    item = before_a_meeting(by, member(by))
    client.force_login(by)
    there = {"desk": {}, "members": {}, "meeting": {"panel_meeting_id": item.meeting_id}, "item": {"item_id": item.pk}}
    for name, kwargs in there.items():
        assert client.get(reverse(f"national_panel:{name}", kwargs=kwargs)).status_code == 200
    said = {
        "national": "do not hold", "national_reasons": "Nothing new.", "view": "agrees", "view_reasons": "Well argued.",
        "themes": "Neglect",
    }  # fmt: skip
    for number, one in enumerate(criteria_on(item.meeting.on), start=1):
        if not one.optional:
            said |= {f"criterion_{number}": "no", f"criterion_{number}_reasons": "Not here."}
    answer = client.post(reverse("national_panel:decide", kwargs={"item_id": item.pk}), said)
    assert answer.status_code == 302
    assert PanelDecision.objects.get().themes == ["Neglect"]
    page = client.get(reverse("national_panel:item", kwargs={"item_id": item.pk})).content.decode()
    assert "nobody has let the letter leave" in page


def test_a_guest_of_one_partnership_finds_none_of_the_panels_pages(client: Client, cast: Cast) -> None:
    sent(cast)
    client.force_login(works_at(PANEL, "Wendy Valleyside", partnership=cast.partnership))
    for name in ("desk", "members", "plan", "appoint"):
        assert client.get(reverse(f"national_panel:{name}")).status_code == 404
    assert "national_panel" not in client.get(reverse("national_panel:told")).content.decode()
    assert 'href="/panel/"' not in client.get(reverse("national_panel:told")).content.decode()


def test_the_keyboard_lets_in_somebody_of_the_panel_and_adds_the_panel_itself(db: None) -> None:
    password, code, until_on = let_in("edith@panel.example", "Edith Fairweather", PANEL, by=Job("tests"))
    assert password
    assert code
    post = Post.objects.get()
    assert (post.body_id, post.partnership_id) == (PANEL.key, PANEL.key)
    assert post.until_on == until_on == timezone.localdate() + LONGEST_POST
    assert Body.objects.get(pk=PANEL.key).kind == Kind.NATIONAL
    assert works_for_panel(post.person)


def test_what_the_keyboard_gave_is_renewed_and_not_given_twice(db: None) -> None:
    let_in("edith@panel.example", "Edith Fairweather", PANEL, by=Job("tests"))
    Post.objects.update(until_on=timezone.localdate() + timedelta(days=3))
    password, _, until_on = let_in("edith@panel.example", "Edith Fairweather", PANEL, by=Job("tests"))
    assert not password
    assert Post.objects.get().until_on == until_on


def test_the_year_goes_out_as_word_and_pdf_with_what_the_page_shows(client: Client, cast: Cast) -> None:
    sent(cast)
    by = secretariat()
    client.force_login(by)
    files = {}
    for kind in ("word", "pdf"):
        answer = client.get(reverse("national_panel:year_file", kwargs={"panel_year": 2024, "slug": kind}))
        assert answer.status_code == 200
        files[kind] = answer.content
    paper = Document(BytesIO(files["word"]))
    cells = [[cell.text for cell in row.cells] for table in paper.tables for row in table.rows]
    assert ["Notice of a serious incident", "1", "1", "0"] in cells
    assert [cast.partnership.name, "Too few to show"] in cells, "what is kept back on the page is kept back here"
    assert "What the Panel was told" in PdfReader(BytesIO(files["pdf"])).pages[0].extract_text()
    for nothing in ({"panel_year": 2024, "slug": "csv"}, {"panel_year": 2017, "slug": "pdf"}):
        assert client.get(reverse("national_panel:year_file", kwargs=nothing)).status_code == 404
