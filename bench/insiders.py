"""What the signs of reading outside one's work find, and how often they ask about an honest day.

Invented days of work, a seed each, with patterns planted: how many were found, by pattern, and of the days in which
nothing was planted how many were asked about.

    .venv/bin/python bench/insiders.py [--user-days 10000] [--patterns 50] [--seeds 5]
"""

from __future__ import annotations

import argparse
import time
from collections import Counter

from handrail.analysis.insiders import findings
from handrail.analysis.invented_days import FIRST, InventedDays, invented_days


def measured(days: InventedDays) -> tuple[float, float, Counter[str], Counter[str]]:
    """Recall, the share of honest days asked about, what was missed by pattern, and what asked by sign."""
    found = findings(days.acts)
    asked = {(finding.person, finding.on) for finding in found}
    missed = Counter(kind for day, kind in days.planted.items() if day not in asked)
    honest = days.worked - set(days.planted)
    wrongly = Counter(finding.sign.value for finding in found if (finding.person, finding.on) in honest)
    recall = 1 - sum(missed.values()) / len(days.planted)
    return recall, len(asked & honest) / len(honest), missed, wrongly


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--user-days", type=int, default=10_000)
    options.add_argument("--patterns", type=int, default=50)
    options.add_argument("--seeds", type=int, default=5)
    chosen = options.parse_args()
    print(f"{chosen.user_days:,} days of people's work from {FIRST}, {chosen.patterns} patterns planted")
    print(f"{'seed':>6}{'found':>10}{'honest days asked about':>26}{'acts':>10}{'seconds':>9}")
    for seed in range(1, chosen.seeds + 1):
        days = invented_days(seed, user_days=chosen.user_days, patterns=chosen.patterns)
        began = time.perf_counter()
        recall, wrong, missed, wrongly = measured(days)
        took = time.perf_counter() - began
        print(f"{seed:>6}{recall:>10.1%}{wrong:>26.2%}{len(days.acts):>10,}{took:>9.1f}")
        print(f"       missed: {dict(missed) or 'none'}; asked of honest days: {dict(wrongly)}")
    print("reach: at least 95 % found, at most 1 % of honest days asked about")


if __name__ == "__main__":
    main()
