"""A published document stands at its address as a page, a PDF and data, in the lists and in the feeds."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader

from handrail.public.bundle import BundleRefused
from tests.public.asking import Asking
from tests.public.bundles import WEND, document, paragraph, section

ATOM = "{http://www.w3.org/2005/Atom}"
PLACE = "reviews/child-k"
LISTS = (
    "/documents", "/kinds/report", "/publishers/wend-valley-safeguarding-children-partnership",
    "/themes/information-sharing", "/years/2026",
)  # fmt: skip


def test_a_document_is_a_page_with_everything_it_says(site: Asking) -> None:
    page = site.ask(f"/{PLACE}")
    assert page.status == 200
    for words in (
        "Child K", "What agencies learnt after a baby was hurt at home.", WEND, "2 November 2026", "2 November 2027",
        "Agencies did not read their notes together.", "Calls were logged.", "We were not heard.", "Read calls weekly.",
        "Recommendation 1", "All agencies", "Read telephone calls together each week.", "Report of a review",
        "Local child safeguarding practice review",
    ):  # fmt: skip
        assert words in page.words


def test_the_data_is_the_very_bytes_of_the_bundle(site: Asking) -> None:
    answer = site.ask(f"/{PLACE}.json")
    assert answer.body == site.bundle.path_of().read_bytes()
    assert answer.headers["content-type"] == "application/json"


def test_the_pdf_is_tagged_and_says_the_same(printed_site: Asking) -> None:
    answer = printed_site.ask(f"/{PLACE}.pdf")
    paper = PdfReader(BytesIO(answer.body))
    catalogue: Any = paper.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "en-GB"
    assert b"pdfuaid" in catalogue["/Metadata"].get_data()
    assert paper.metadata
    assert paper.metadata.title == "Local child safeguarding practice review: Child K"
    words = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    for said in ("Agencies did not read their notes together.", "We were not heard.", "For: All agencies", WEND,
                 "https://reports.wendvalley.example/reviews/child-k"):  # fmt: skip
        assert said in words


def test_the_same_document_makes_the_same_pdf_on_any_day(printed_site: Asking) -> None:
    first = printed_site.ask(f"/{PLACE}.pdf").body
    for made in printed_site.folder.glob("*.sqlite"):
        made.unlink()
    printed_site.take_up()
    assert printed_site.ask(f"/{PLACE}.pdf").body == first


def test_what_a_font_lacks_is_said_in_the_pdf_and_shown_on_the_page(printed_site: Asking) -> None:
    printed_site.bundle.documents.append(document("reviews/child-l", summary="Her school is called 学校."))
    printed_site.take_up()
    assert "学校" in printed_site.ask("/reviews/child-l").words
    paper = PdfReader(BytesIO(printed_site.ask("/reviews/child-l.pdf").body))
    assert "cannot be shown in the fonts at hand" in " ".join(page.extract_text() for page in paper.pages)


@pytest.mark.parametrize("path", LISTS)
def test_it_stands_in_every_list_of_its_own_as_page_data_and_feed(site: Asking, path: str) -> None:
    assert f'href="/{PLACE}"' in site.ask(path).words
    (told,) = site.ask(f"{path}.json").told["documents"]
    assert (told["address"], told["html"], told["pdf"]) == (PLACE, f"/{PLACE}", f"/{PLACE}.pdf")
    feed = "/feed" if path == "/documents" else path
    answer = site.ask(f"{feed}.atom")
    assert answer.headers["content-type"] == "application/atom+xml"
    (entry,) = ElementTree.fromstring(answer.body).iter(f"{ATOM}entry")  # noqa: S314 our own
    assert entry.findtext(f"{ATOM}id") == f"https://reports.wendvalley.example/{PLACE}"
    assert entry.findtext(f"{ATOM}updated") == "2026-11-02T00:01:00Z"
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == WEND


def test_a_feed_holds_what_every_feed_must(site: Asking) -> None:
    feed = ElementTree.fromstring(site.ask("/feed.atom").body)  # noqa: S314 our own
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    own = "https://reports.wendvalley.example/feed.atom"
    assert feed.findtext(f"{ATOM}id") == links["self"] == own
    assert feed.findtext(f"{ATOM}title") == "Wend Valley learning"
    assert feed.findtext(f"{ATOM}updated") == site.bundle.changed_at
    for entry in feed.iter(f"{ATOM}entry"):
        for name in ("id", "title", "updated", "summary", "author"):
            assert entry.find(f"{ATOM}{name}") is not None


def test_a_revision_says_when_and_why(site: Asking) -> None:
    site.bundle.documents[0] |= {"version": 2, "revised_on": "2026-11-19", "revised_why": "A date was wrong."}
    site.take_up()
    for words in (site.ask(f"/{PLACE}").words, site.ask("/feed.atom").words):
        assert "A date was wrong." in words
    assert "19 November 2026" in site.ask(f"/{PLACE}").words


def test_where_the_report_may_not_be_published_the_page_says_why(site: Asking) -> None:
    why = "The court has ordered it."
    site.bundle.documents.append(document("reviews/child-l", kind="improvements", why_not_the_report=why))
    site.take_up()
    assert why in site.ask("/reviews/child-l").words
    assert why in site.ask("/search?q=court+ordered").words.replace("<mark>", "").replace("</mark>", "")


def test_a_kind_that_nobody_knew_is_shown_by_what_every_kind_has(site: Asking) -> None:
    """So that arrangements, and what comes after them, need no change here."""
    plain = {name: words for name, words in document("arrangements/wend-valley").items() if name not in (
        "themes", "review", "recommendations")}  # fmt: skip
    strange = {"kind": "map", "text": "", "items": ["Council", "Police"], "scale": 2, "rows": 2, "caption": ["North"]}
    plain |= {"kind": "yearly-account", "sections": [section("s1", "Who", strange, paragraph("The three partners."))]}
    site.bundle.documents.append({**plain, "agencies": [{"name": "Police"}]})
    site.take_up()
    page = site.ask("/arrangements/wend-valley")
    assert "Yearly account" in page.words
    assert "<li>Police</li>" in page.words
    assert "North" not in page.words
    assert "The three partners." in page.words
    assert site.ask("/kinds/yearly-account").status == 200
    assert site.ask("/arrangements/wend-valley.pdf").status == 200
    assert "arrangements/wend-valley" in site.ask("/search?q=three+partners").words


@pytest.mark.parametrize("rows", [2, ["Police"], [["Police"]], [["Police", 2]], [{"Police": "2"}], "Police"])
def test_a_table_whose_rows_are_no_rows_of_it_is_refused(site: Asking, rows: object) -> None:
    table = {"kind": "table", "caption": "Partners", "header": ["Agency", "Meetings"], "rows": [["Police", "2"]]}
    site.bundle.documents[0]["sections"] = [section("s1", "Who", table)]
    site.take_up()
    assert '<th scope="row" class="govuk-table__header">Police</th>' in site.ask(f"/{PLACE}").words
    site.bundle.documents[0]["sections"] = [section("s1", "Who", {**table, "rows": rows})]
    with pytest.raises(BundleRefused, match=r"sections > 0 > blocks > 0"):
        site.take_up()


CHART = {
    "kind": "chart", "caption": "Deaths by year", "text": "Deaths by year. 2023–24: 31; 2024–25: kept back.",
    "bars": [{"of": "2023–24", "count": 31, "mark": ""}, {"of": "<b>2024–25</b>", "count": None, "mark": "c"}],
}  # fmt: skip


def test_a_chart_is_drawn_from_its_figures_and_one_that_is_kept_back_has_no_bar(printed_site: Asking) -> None:
    site = printed_site
    site.bundle.documents[0]["sections"] = [section("s1", "The numbers", CHART)]
    site.take_up()
    words = site.ask(f"/{PLACE}").words
    drawn = words[words.index("<svg", words.index("public-chart")) :].partition("</svg>")[0]
    assert 'role="img" aria-label="Deaths by year. 2023–24: 31; 2024–25: kept back."' in drawn
    assert drawn.count("<rect") == 2
    assert ">kept back</text>" in drawn
    assert "&lt;b&gt;2024–25" in drawn
    paper = PdfReader(BytesIO(site.ask(f"/{PLACE}.pdf").body))
    said = " ".join(page.extract_text() for page in paper.pages)
    assert "31" in said
    assert "kept back" in said


@pytest.mark.parametrize(
    "bar",
    [
        {"of": "2024–25", "count": 3, "mark": "c"}, {"of": "2024–25", "count": None, "mark": ""}, 2, ["2024–25", 3],
        {"of": "2024–25", "count": -1}, {"of": "2024–25", "count": "3"}, {"of": "", "count": 3}, {"count": 3},
    ],
)  # fmt: skip
def test_a_figure_of_a_chart_that_is_neither_a_number_nor_a_mark_is_refused(site: Asking, bar: object) -> None:
    site.bundle.documents[0]["sections"] = [section("s1", "The numbers", {**CHART, "bars": [bar]})]
    with pytest.raises(BundleRefused, match=r"sections > 0 > blocks > 0"):
        site.take_up()


def test_words_are_words_and_never_markup(printed_site: Asking) -> None:
    nasty = '<script>alert(1)</script> & "quoted" {{ 7 * 7 }} #eval("1")'
    printed_site.bundle.documents[0] |= {
        "title": nasty, "summary": nasty, "publisher": {"name": nasty}, "themes": [nasty],
        "sections": [section("s1", nasty, paragraph(nasty), {"kind": "list", "ordered": False, "items": [nasty]})],
        "recommendations": [{"number": nasty, "addressed_to": [nasty], "text": nasty}],
    }  # fmt: skip
    printed_site.take_up()
    addresses = set(
        re.findall(r'href="(/[^"#]*)"', "".join(printed_site.ask(path).words for path in ("/", f"/{PLACE}")))
    )
    assert len(addresses) > 10
    for address in sorted(addresses | {"/search?q=script", "/search?q=" + "%3Cscript%3E"}):
        answer = printed_site.ask(address)
        assert answer.status == 200
        if answer.headers["content-type"].startswith("text/html"):
            assert "<script" not in answer.words
    ElementTree.fromstring(printed_site.ask("/feed.atom").body)  # noqa: S314 our own
    assert "49" not in printed_site.ask(f"/{PLACE}").words


def test_long_lists_are_turned_in_pages(site: Asking) -> None:
    site.bundle.documents = [document(f"reviews/child-{number}") for number in range(120)]
    site.take_up(anew=True)
    seen: list[str] = []
    for path in ("/documents", "/documents/2", "/documents/3"):
        seen += re.findall(r'href="/(reviews/child-\d+)"', site.ask(path).words)
    assert sorted(seen) == sorted(one["address"] for one in site.bundle.documents)
    assert site.ask("/documents/4").status == 404
    assert len(site.ask("/documents.json").told["documents"]) == 120


def test_every_page_in_the_site_map_is_there_and_every_document_is_in_it(site: Asking) -> None:
    paths = re.findall(r"<loc>https://reports.wendvalley.example([^<]*)</loc>", site.ask("/sitemap.xml").words)
    assert {f"/{PLACE}", "/", "/about", "/accessibility", *LISTS} <= set(paths)
    assert {site.ask(path).status for path in paths} == {200}
    assert "https://reports.wendvalley.example/sitemap.xml" in site.ask("/robots.txt").words


def test_the_site_says_what_it_is_and_how_to_reach_who_keeps_it(site: Asking) -> None:
    assert "site@wendvalley.example" in site.ask("/about").words
    statement = site.ask("/accessibility").words
    assert "Accessibility Regulations 2018" in statement
    assert "site@wendvalley.example" in statement


def test_a_site_with_nothing_in_it_says_so(site: Asking) -> None:
    site.bundle.documents = []
    site.take_up(anew=True)
    assert "Nothing has been published here yet." in site.ask("/").words
    assert "Nothing has been published here yet." in site.ask("/documents").words
    assert list(ElementTree.fromstring(site.ask("/feed.atom").body).iter(f"{ATOM}entry")) == []  # noqa: S314 our own
