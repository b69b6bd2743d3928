"""The law: editions, duties, facts and clocks. Pure Python; knows nothing of Django or of any database."""

from handrail.guidance.clock import Clock, Fact, State, clocks
from handrail.guidance.days import At, OutsideCalendar, london_day, published_working_days, spoken
from handrail.guidance.explain import Explanation, explain
from handrail.guidance.law import AreaDays, Law, law_in

__all__ = [
    "AreaDays", "At", "Clock", "Explanation", "Fact", "Law", "OutsideCalendar", "State",
    "clocks", "explain", "law_in", "london_day", "published_working_days", "spoken",
]  # fmt: skip
