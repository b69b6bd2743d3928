"""What is written down for, and by, an overview panel."""

from handrail.service.overview_panels.models.letters import Letter as Letter
from handrail.service.overview_panels.models.outward import PanelLearning as PanelLearning
from handrail.service.overview_panels.models.outward import PointMade as PointMade
from handrail.service.overview_panels.models.pack import Band as Band
from handrail.service.overview_panels.models.pack import PanelPack as PanelPack
from handrail.service.overview_panels.models.pack import QuestionCame as QuestionCame
from handrail.service.overview_panels.models.wording import LocalWording as LocalWording
from handrail.service.overview_panels.models.zone import KEPT as KEPT
from handrail.service.overview_panels.models.zone import Analysis as Analysis
from handrail.service.overview_panels.models.zone import Factor as Factor
from handrail.service.overview_panels.models.zone import Guard as Guard
from handrail.service.overview_panels.models.zone import Joining as Joining
from handrail.service.overview_panels.models.zone import Member as Member
from handrail.service.overview_panels.models.zone import Minutes as Minutes
from handrail.service.overview_panels.models.zone import PanelDeath as PanelDeath
from handrail.service.overview_panels.models.zone import Question as Question
from handrail.service.overview_panels.models.zone import Sitting as Sitting
from handrail.service.overview_panels.models.zone import Withdrawal as Withdrawal
