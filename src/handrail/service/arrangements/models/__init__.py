"""Arrangements as versions, what each says line by line, the schools of the area, its fund, and the change of law."""

from handrail.service.arrangements.models.lines import Agency as Agency
from handrail.service.arrangements.models.lines import Level as Level
from handrail.service.arrangements.models.lines import Line as Line
from handrail.service.arrangements.models.lines import Named as Named
from handrail.service.arrangements.models.lines import Partner as Partner
from handrail.service.arrangements.models.lines import Section as Section
from handrail.service.arrangements.models.money import Budget as Budget
from handrail.service.arrangements.models.money import ChildrenServed as ChildrenServed
from handrail.service.arrangements.models.money import Entry as Entry
from handrail.service.arrangements.models.money import FundContribution as FundContribution
from handrail.service.arrangements.models.money import FundLine as FundLine
from handrail.service.arrangements.models.schools import Attempt as Attempt
from handrail.service.arrangements.models.schools import School as School
from handrail.service.arrangements.models.schools import SchoolsLoaded as SchoolsLoaded
from handrail.service.arrangements.models.schools import Way as Way
from handrail.service.arrangements.models.staff import UnitPost as UnitPost
from handrail.service.arrangements.models.transition import AreaDay as AreaDay
from handrail.service.arrangements.models.transition import LaterWord as LaterWord
from handrail.service.arrangements.models.transition import PassedOn as PassedOn
from handrail.service.arrangements.models.transition import Passing as Passing
from handrail.service.arrangements.models.transition import Transition as Transition
from handrail.service.arrangements.models.version import Agreement as Agreement
from handrail.service.arrangements.models.version import Arrangements as Arrangements
