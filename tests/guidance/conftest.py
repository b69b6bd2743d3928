"""How long an example takes says something of the machine and nothing of the law."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile("law", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("law")
