"""Whoever runs a folder can open every paper that is listed in it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from handrail.service.cases.models import Case
from handrail.service.cases.work import paper_link
from tests.demonstration.people import person

pytestmark = pytest.mark.usefixtures("wend_valley")


def opens(browser: Client, address: str) -> bool:
    return browser.get(address).status_code == 200


@pytest.mark.full
def test_the_coordinator_opens_every_folder_and_every_paper_in_it() -> None:
    browser = Client()
    browser.force_login(person("Cora Ordway"))
    shut = []
    for case in Case.objects.all():
        pages = [reverse("cases:case", args=[case.pk]), *(paper_link(line) for line in case.lines.all())]
        shut += [page for page in pages if not page or not opens(browser, page)]
    assert not shut


@pytest.mark.parametrize("name", ["Cora Ordway", "Norris Tiffin", "Hetty Welby", "Skye Learmonth", "Marigold Brooke"])
def test_each_finds_something_due_on_their_first_page(name: str) -> None:
    browser = Client()
    browser.force_login(person(name))
    page = browser.get(reverse("cases:due"))
    assert page.status_code == 200
    assert "WV-" in page.content.decode()
