"""What may be done in the family's record of a folder."""

from handrail.service.families.actions.asking import answer as answer
from handrail.service.families.actions.asking import bring_to_meeting as bring_to_meeting
from handrail.service.families.actions.asking import tell_back as tell_back
from handrail.service.families.actions.asking import withdraw as withdraw
from handrail.service.families.actions.keeping import set_aside as set_aside
from handrail.service.families.actions.keeping import write as write
from handrail.service.families.actions.telling import look_again as look_again
from handrail.service.families.actions.telling import name_key_worker as name_key_worker
from handrail.service.families.actions.telling import say_what_may_be_told as say_what_may_be_told
from handrail.service.families.actions.working import end_key_worker as end_key_worker
from handrail.service.families.actions.working import end_rule as end_rule
