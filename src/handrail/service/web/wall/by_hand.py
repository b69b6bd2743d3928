"""The policies of tables that follow no common phrase: folders and keys, people, the audit, files, messages."""

from __future__ import annotations

from handrail.service.web.wall.coming_in import FORMS, GLASS, RECORDS, WAYS_IN
from handrail.service.web.wall.outside import TOLD_OUTSIDE
from handrail.service.web.wall.policies import EVERYONE, JOB, PEOPLE, Policy, any_of
from handrail.service.web.wall.shut import SHUT

_WIDE = f"partnership_id {any_of('wall.partnerships()')}"
_ANY_KEY = any_of("wall.keys('any')")
_WHOLE = any_of("wall.keys('all')")
_MINE = f"body_id {any_of('wall.bodies()')}"
_GLASS = any_of("wall.glass()")
_FILING = "(select wall.filing())"
_NOT_SHUT = "<> all ((select wall.shut())::uuid[])"
_SELF = "(select wall.actor())"
_KEEPS_PEOPLE = "(select wall.may('manage people'))"
_OF_WIDE = f"exists (select from public.access_folder whose where whose.id = {{}} and whose.{_WIDE})"
_KEPT = any_of("wall.people_kept()")
_MANAGED = any_of("wall.may_for('manage people')")
_READ = any_of("wall.may_for('read the outbox')")
_NAMED = "(select current_setting('handrail.actor'))"


def _jobs(table: str) -> Policy:
    return Policy(table, "jobs", "all", ("job",), JOB, JOB)


FOLDERS = (
    _jobs("access_folder"),
    Policy("access_folder", "read by key", "select", ("person",), f"id {_ANY_KEY} or id {_GLASS}"),
    Policy("access_folder", "read by office", "select", ("office",), f"{_WIDE} or id {_ANY_KEY} or id {_GLASS}"),
    Policy("access_folder", "seen while filing", "select", ("keeper",), f"id = {_FILING}"),
    Policy(
        "access_folder", "opened", "insert", ("keeper",),
        check=f"id = {_FILING} and partnership_id {any_of('wall.posted()')} and made_by_id = {_SELF}",
    ),
    Policy("access_folder", "shut out", "all", (*PEOPLE, "keeper"), f"id {_NOT_SHUT}", f"id {_NOT_SHUT}", True),
)  # fmt: skip

_HOLDS = f"folder_id {_WHOLE} or {_OF_WIDE.format('folder_id')}"
GRANTS = (
    _jobs("access_grant"),
    Policy("access_grant", "read", "select", PEOPLE, f"{_HOLDS} or ({_MINE} and folder_id {_ANY_KEY})"),
    Policy("access_grant", "given", "insert", PEOPLE, check=_HOLDS),
    Policy("access_grant", "changed", "update", PEOPLE, _HOLDS, _HOLDS),
    Policy("access_grant", "filed", "all", ("keeper",), f"folder_id = {_FILING}", f"folder_id = {_FILING}"),
    Policy(
        "access_grant", "shut out", "all", (*PEOPLE, "keeper"), f"folder_id {_NOT_SHUT}", f"folder_id {_NOT_SHUT}", True
    ),
)

_OWN_POST = f"partnership_id {_MANAGED}"
_FIRST = f"person_id = {_SELF} and (select wall.may('manage bodies')) and not wall.looked_after(partnership_id)"
PEOPLE_AND_POSTS = (
    _jobs("access_person"),
    Policy("access_person", "read", "select", EVERYONE, "true"),
    Policy("access_person", "added", "insert", PEOPLE, check=_KEEPS_PEOPLE),
    Policy("access_person", "changed", "update", PEOPLE, f"id = {_SELF} or id {_KEPT}", "true"),
    Policy("access_person", "signing in", "update", ("signed_out",), "true", "true"),
    _jobs("access_post"),
    Policy("access_post", "read", "select", (*PEOPLE, "keeper"), "true"),
    Policy("access_post", "given", "insert", PEOPLE, check=f"{_OWN_POST} or ({_FIRST})"),
    Policy("access_post", "changed", "update", PEOPLE, _OWN_POST, _OWN_POST),
    _jobs("access_failedsignin"),
    Policy("access_failedsignin", "counted", "all", ("signed_out", *PEOPLE), "true", "true"),
)

# A refusal is written, and so read back, by whoever was refused: it says alike of every folder that it is not there.
AUDIT = (
    _jobs("audit_entry"),
    *(
        Policy(table, "witnessed", "select", ("witness",), "true")
        for table in ("audit_entry", "audit_seal", "audit_sealing")
    ),
    Policy("audit_entry", "written", "insert", EVERYONE, check=f"actor = {_NAMED}"),
    Policy("audit_entry", "own", "select", EVERYONE, f"actor = {_NAMED}"),
    Policy("audit_entry", "of a folder", "select", PEOPLE, f"case_id {_WHOLE} or {_OF_WIDE.format('case_id')}"),
    Policy(
        "audit_entry", "asked about", "select", PEOPLE,
        "case_id is null and actor = any ((select wall.colleagues())::text[])",
    ),
    Policy(
        "audit_entry", "shut out", "select", PEOPLE,
        f"case_id is null or case_id {_NOT_SHUT} or (actor = {_NAMED} and paper = 'Refusal')", restrictive=True,
    ),
)  # fmt: skip

_SEEN = "exists (select from public.documents_document where documents_document.content_id = documents_content.sha256)"
FILES = (
    _jobs("documents_content"),
    Policy("documents_content", "of a document", "select", (*PEOPLE, "keeper", "form"), _SEEN),
    Policy("documents_content", "kept", "insert", (*PEOPLE, "keeper", "form"), check="true"),
)

_OUTBOX = f"partnership_id {_READ} or (partnership_id is null and (select wall.may('manage bodies')))"
MESSAGES = (
    _jobs("outbox_message"),
    Policy("outbox_message", "written", "insert", EVERYONE, check="true"),
    Policy("outbox_message", "read", "select", PEOPLE, _OUTBOX),
    Policy("outbox_message", "sent again", "update", PEOPLE, _OUTBOX, _OUTBOX),
)

_AT_MY_BODY = (
    f"{_MINE} and (case_id is null or case_id {_ANY_KEY} or {_OF_WIDE.format('case_id')} "
    f"or exists (select from public.access_folder made where made.id = case_id and made.made_by_id = {_SELF}))"
)
_FILED_DRAFT = f"case_id = {_FILING} or begun_by_id::text = {_NAMED} or saved_by_id::text = {_NAMED}"
DRAFTS = (
    _jobs("cases_draft"),
    Policy(
        "cases_draft", "read", "select", PEOPLE,
        f"({_AT_MY_BODY}) or case_id {_WHOLE} or case_id {_GLASS} or {_OF_WIDE.format('case_id')}",
    ),
    Policy("cases_draft", "begun", "insert", PEOPLE, check=_AT_MY_BODY),
    Policy("cases_draft", "changed", "update", PEOPLE, _AT_MY_BODY, _AT_MY_BODY),
    Policy("cases_draft", "filed", "all", ("keeper",), _FILED_DRAFT, _FILED_DRAFT),
    Policy(
        "cases_draft", "shut out", "all", (*PEOPLE, "keeper"), f"case_id is null or case_id {_NOT_SHUT}",
        f"case_id is null or case_id {_NOT_SHUT}", True,
    ),
)  # fmt: skip

_ASKS_SCHOOLS = "(select wall.may('run scrutiny'))"
SCHOOLS = (
    Policy(
        "partnerships_body", "a school that is asked", "insert", PEOPLE,
        check=f"kind = 'relevant agency' and {_ASKS_SCHOOLS}",
    ),
    Policy(
        "partnerships_bodycode", "a school that is asked", "insert", PEOPLE,
        check=f"scheme = 'urn' and {_ASKS_SCHOOLS}",
    ),
)  # fmt: skip
"""A school becomes a body with the first thing that is asked of it, by whoever asks. Nothing else is added so, and
nothing is changed: a school here belongs to no partnership and holds no key that it was not given."""

_EVERY_FOLDER = "wall.opens_every_folder(reviews_practicereview.id)"
_OF_ITS_REVIEW = "wall.opens_every_folder(publication_publication.review_id)"
REVIEWS = (
    Policy("reviews_practicereview", "of every folder", "all", PEOPLE, _EVERY_FOLDER, _EVERY_FOLDER, True),
    Policy("publication_publication", "of every folder", "all", PEOPLE, _OF_ITS_REVIEW, _OF_ITS_REVIEW, True),
)  # fmt: skip
"""Whatever else is written of such a review, or for the public of it, is read by whoever reads the review. A
publication stands in the folder as its review does, and not in the review, so it has a policy of its own. What was
released is a row that everybody reads."""

BY_HAND = (
    *FOLDERS, *GRANTS, *PEOPLE_AND_POSTS, *AUDIT, *FILES, *MESSAGES, *DRAFTS, *WAYS_IN, *FORMS, *GLASS, *RECORDS,
    *TOLD_OUTSIDE, *REVIEWS, *SHUT,
)  # fmt: skip
