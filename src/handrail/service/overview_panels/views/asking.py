"""How the pages of this room ask one thing: as every room does."""

from __future__ import annotations

from handrail.service.access.asking import Page as Page
from handrail.service.access.asking import typed as typed
from handrail.service.cases.acting import ask as ask
