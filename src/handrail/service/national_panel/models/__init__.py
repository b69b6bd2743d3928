"""What bodies outside were told, and what the Panel keeps of its own work."""

from handrail.service.national_panel.models.holding import CaseJoined as CaseJoined
from handrail.service.national_panel.models.holding import NationalStep as NationalStep
from handrail.service.national_panel.models.panel import Conflict as Conflict
from handrail.service.national_panel.models.panel import DocketItem as DocketItem
from handrail.service.national_panel.models.panel import Interest as Interest
from handrail.service.national_panel.models.panel import Member as Member
from handrail.service.national_panel.models.panel import NationalCriterion as NationalCriterion
from handrail.service.national_panel.models.panel import PanelDecision as PanelDecision
from handrail.service.national_panel.models.panel import PanelMeeting as PanelMeeting
from handrail.service.national_panel.models.panel import Present as Present
from handrail.service.national_panel.models.published import PublishedFinding as PublishedFinding
from handrail.service.national_panel.models.reporting import PanelReport as PanelReport
from handrail.service.national_panel.models.told import Mark as Mark
from handrail.service.national_panel.models.told import Timeliness as Timeliness
from handrail.service.national_panel.models.told import Told as Told
