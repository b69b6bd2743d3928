"""What is written of a family, in a folder."""

from handrail.service.families.models.people import Reach as Reach
from handrail.service.families.models.people import Relative as Relative
from handrail.service.families.models.people import SafeRule as SafeRule
from handrail.service.families.models.people import Wish as Wish
from handrail.service.families.models.telling import Answer as Answer
from handrail.service.families.models.telling import KeyWorker as KeyWorker
from handrail.service.families.models.telling import Leaflet as Leaflet
from handrail.service.families.models.telling import Question as Question
from handrail.service.families.models.telling import Telling as Telling
from handrail.service.families.models.telling import TellingLook as TellingLook
from handrail.service.families.models.telling import ToldBack as ToldBack
from handrail.service.families.models.written import Family as Family
from handrail.service.families.models.written import Kept as Kept
