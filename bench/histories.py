"""Case histories of ten facts each, made from a seed: what happened, in the order and with the gaps of a real log."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from handrail.guidance import Fact
from handrail.guidance.shelf import kinds_of_fact

FACTS = 10
FIRST, LAST = date(2018, 7, 2), date(2025, 12, 31)
HOURS_KNOWN = 0.25
"""The share of histories in which about every second fact was noted with its hour."""

Step = tuple[str, int, float]
"""A kind of fact, the most days by which it follows the one before, and how often it happens at all."""

INCIDENT: tuple[Step, ...] = (
    ("incident_known", 0, 1), ("safeguarding_partners_told", 6, 0.9), ("panel_notified", 9, 0.93),
    ("rapid_review_meeting_held", 18, 0.8), ("rapid_review_completed", 10, 0.93), ("rapid_review_sent", 6, 0.9),
    ("rapid_review_received_by_panel", 3, 0.7), ("panel_agreed", 25, 0.8), ("local_review_decided", 10, 0.8),
    ("local_review_decision_told", 6, 0.8), ("local_review_initiated", 14, 0.9), ("local_reviewer_appointed", 25, 0.8),
    ("local_review_progress_checked", 90, 0.8), ("local_review_report_received", 120, 0.9),
    ("local_review_publication_planned", 40, 0.9), ("local_review_report_provided", 20, 0.9),
    ("local_review_published", 20, 0.9),
)  # fmt: skip
DEATH: tuple[Step, ...] = (
    ("child_died", 0, 1), ("child_death_notified", 3, 0.95), ("child_died_unexpectedly", 0, 0.4),
    ("joint_response_begun", 1, 0.5), ("initial_information_shared", 3, 0.6), ("key_worker_named", 10, 0.7),
    ("child_death_form_requested", 10, 0.95), ("child_death_form_returned", 28, 0.8),
    ("child_death_registered", 20, 0.8), ("child_death_registration_notified", 9, 0.8),
    ("coroner_investigation_decided", 5, 0.4), ("coroner_notice_given", 5, 0.9),
    ("child_death_review_meeting_held", 120, 0.9), ("child_death_review_meeting_reported", 30, 0.8),
    ("modifiable_factors_recorded", 60, 0.8), ("child_death_sent_to_database", 20, 0.9),
)  # fmt: skip
REFERRAL: tuple[Step, ...] = (
    ("referral_received", 0, 1), ("referral_response_decided", 2, 0.9), ("referral_acknowledged", 2, 0.7),
    ("assessment_started", 3, 0.8), ("child_seen", 7, 0.8), ("significant_harm_suspected", 10, 0.7),
    ("strategy_discussion_held", 2, 0.8), ("strategy_discussion_began_enquiries", 0, 0.9),
    ("section_47_enquiries_began", 1, 0.8), ("section_47_enquiries_concluded", 12, 0.8),
    ("initial_conference_held", 9, 0.9), ("child_protection_plan_made", 0, 0.9), ("core_group_met", 14, 0.9),
    ("assessment_concluded", 30, 0.8), ("review_conference_held", 80, 0.9), ("review_conference_held", 170, 0.9),
    ("child_protection_plan_ended", 1, 0.9),
)  # fmt: skip
STORIES: tuple[tuple[Sequence[Step], float], ...] = ((REFERRAL, 0.6), (INCIDENT, 0.2), (DEATH, 0.2))


def histories(first: int, count: int) -> list[Fact]:
    """The facts of `count` histories from number `first` on. The same numbers give the same facts anywhere."""
    chance = random.Random(first)
    stories, weights = zip(*STORIES, strict=True)
    drawn = chance.choices(stories, weights, k=count)
    return [fact for number, story in enumerate(drawn, first) for fact in history(str(number), story, chance)]


def history(about: str, story: Sequence[Step], chance: random.Random) -> list[Fact]:
    """Ten facts of one story: a step is left out now and then, while enough are left."""
    day = FIRST + timedelta(days=chance.randrange((LAST - FIRST).days))
    by_the_hour, facts = chance.random() < HOURS_KNOWN, list[Fact]()
    for place, (kind, within, how_often) in enumerate(story):
        needed = FACTS - len(facts)
        if needed == 0:
            break
        if len(story) - place > needed and chance.random() > how_often:
            continue
        day += timedelta(days=chance.randrange(within + 1))
        hour = by_the_hour and chance.random() < 0.5
        at = datetime.combine(day, time(chance.randrange(8, 18), chance.randrange(60)), UTC) if hour else day
        facts.append(Fact(at, kind, about))
    return facts


def unknown_kinds() -> list[str]:
    """Kinds in the stories that the guidance does not speak of; none, or the measurement measures too little."""
    return sorted({step[0] for story, _ in STORIES for step in story} - kinds_of_fact().keys())
