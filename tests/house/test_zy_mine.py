from tests.house.test_each_policy import house, _tried, _unnoticed  # noqa
def test_mine_are_missed(house):
    mine = [p for p in _tried() if p.table.startswith("national_panel")]
    assert _unnoticed(house, mine) == ""
