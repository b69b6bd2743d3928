"""Every page of the reference that is made from the law, by its path under docs/reference."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from handrail.guidance.edition import Duty, Edition
from handrail.guidance.shelf import every_edition
from tests.guidance.examples.reading import read_examples
from tools.law_reference.coverage import COVERAGE, not_encoded, read_coverage
from tools.law_reference.duties import page_of_duty
from tools.law_reference.index import first_page
from tools.law_reference.rows import page_of_rows
from tools.law_reference.tables import page_of_table

REFERENCE = COVERAGE.parent
TABLES = {
    "criteria": "Criteria",
    "definitions": "Definitions",
    "roles": "Roles",
    "contents": "What a published document holds",
    "agencies": "Relevant agencies",
    "changes": "Recorded changes",
    "relaxations": "Relaxations",
}


def every_page() -> dict[str, str]:
    shelf, examples = every_edition(), read_examples().read
    duties: defaultdict[str, list[tuple[Edition, Duty]]] = defaultdict(list)
    for edition in sorted(shelf, key=lambda edition: edition.from_):
        for duty in edition.duties.values():
            duties[duty.key].append((edition, duty))
    return {
        "law/README.md": first_page(shelf, duties, TABLES),
        **{f"law/duties/{key}.md": page_of_duty(key, stated, examples) for key, stated in duties.items()},
        **{f"law/{table}.md": page_of_table(title, table, shelf) for table, title in TABLES.items()},
        "child-death-rows.md": page_of_rows("Child death review, row by row", "child_death"),
        "not-encoded.md": not_encoded(read_coverage(COVERAGE)),
    }


def pages_there_are(folder: Path = REFERENCE) -> set[str]:
    made = [*folder.glob("law/**/*.md"), *folder.glob("not-encoded.md"), *folder.glob("*-rows.md")]
    return {str(file.relative_to(folder)) for file in made}
