import pytest

from tests.house.scene import scene_of_wend_valley
from tests.house.test_access import cells, disagreements, rows, visit
from tests.rooms.cast import wend_valley


@pytest.mark.django_db
def test_cells(monkeypatch):
    monkeypatch.setattr("handrail.service.access.factor.fresh", lambda _: True)
    scene = scene_of_wend_valley(wend_valley())
    mine = [c for c in cells() if c[0].url.startswith("records:")]
    assert not disagreements(scene, mine)
    for row in rows():
        if row.url.startswith("records:"):
            r = visit(scene, row, None, "own")
            assert r.status_code == 302, row
