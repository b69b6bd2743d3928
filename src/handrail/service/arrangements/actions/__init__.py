"""What may be done: a version drafted, written, agreed to, published; schools loaded and reached; money entered."""

from handrail.service.arrangements.actions.drafting import begin as begin
from handrail.service.arrangements.actions.drafting import give_up as give_up
from handrail.service.arrangements.actions.drafting import set_first_day as set_first_day
from handrail.service.arrangements.actions.drafting import take_in as take_in
from handrail.service.arrangements.actions.loading import load_money as load_money
from handrail.service.arrangements.actions.money import begin_year as begin_year
from handrail.service.arrangements.actions.money import children_served as children_served
from handrail.service.arrangements.actions.money import contribute as contribute
from handrail.service.arrangements.actions.money import correct as correct
from handrail.service.arrangements.actions.money import plan_or_spend as plan_or_spend
from handrail.service.arrangements.actions.money import set_aside as set_aside
from handrail.service.arrangements.actions.publishing import agree as agree
from handrail.service.arrangements.actions.publishing import publish as publish
from handrail.service.arrangements.actions.publishing import tell_secretary_of_state as tell_secretary_of_state
from handrail.service.arrangements.actions.schools import add_way as add_way
from handrail.service.arrangements.actions.schools import is_the_same as is_the_same
from handrail.service.arrangements.actions.schools import load_schools as load_schools
from handrail.service.arrangements.actions.schools import put_in_way as put_in_way
from handrail.service.arrangements.actions.schools import say_of_school as say_of_school
from handrail.service.arrangements.actions.schools import tried as tried
from handrail.service.arrangements.actions.writing import add_line as add_line
from handrail.service.arrangements.actions.writing import change_line as change_line
from handrail.service.arrangements.actions.writing import take_out as take_out
from handrail.service.arrangements.actions.writing import write_section as write_section
