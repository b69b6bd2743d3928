import pytest
from tests.house.test_access import *
from tests.house.test_access import cells, disagreements
NEW={"rounds","ours","begin_round","across","load_set","question_set","set_as_sheet","round","ask_bodies","chase_all","round_found","sample","promise","round_as_file","return","open_again","ask_peer","challenge_done","challenge","answer_challenge","settle","promise_done","give_up","agencies_compared"}
@pytest.mark.django_db
def test_mine(scene):
    mine=[c for c in cells() if c[0].url.split(":")[0] in ("scrutiny","insight") and c[0].url.split(":")[1] in NEW and c[2] in ("own","asked")]
    print(len(mine))
    bad = disagreements(scene, mine)
    print("\n".join(bad))
    assert not bad
