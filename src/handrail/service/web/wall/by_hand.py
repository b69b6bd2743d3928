"""The policies of tables that follow no common phrase: folders and keys, people, the audit, files, messages."""

from __future__ import annotations

from handrail.service.web.wall.coming_in import FORMS, GLASS, RECORDS, TELLERS, WAYS_IN
from handrail.service.web.wall.outside import TOLD_OUTSIDE
from handrail.service.web.wall.policies import EVERYONE, JOB, OFFICE, PEOPLE, Policy, Way, any_of, each_way
from handrail.service.web.wall.shut import SHUT

_WIDE = f"partnership_id {any_of('wall.partnerships()')}"
_ANY_KEY = any_of("wall.keys('any')")
_WHOLE = any_of("wall.keys('all')")
_ANY_OPENED, _WHOLE_OPENED = any_of("wall.opened('any')"), any_of("wall.opened('all')")
_MINE = f"body_id {any_of('wall.bodies()')}"
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


def _whole(folder: str) -> tuple[Way, Way]:
    """Whoever holds the key to all of a folder, and whose role is wide in its partnership."""
    return Way("key", PEOPLE, f"{folder} {_WHOLE}"), Way("office", OFFICE, _OF_WIDE.format(folder))


FOLDERS = (
    _jobs("access_folder"),
    Policy("access_folder", "read by key", "select", PEOPLE, f"id {_ANY_OPENED}"),
    Policy("access_folder", "read by office", "select", OFFICE, _WIDE),
    Policy("access_folder", "seen while filing", "select", ("keeper",), f"id = {_FILING}"),
    Policy(
        "access_folder", "opened", "insert", ("keeper",),
        check=f"id = {_FILING} and partnership_id {any_of('wall.posted()')} and made_by_id = {_SELF}",
    ),
    Policy("access_folder", "shut out", "all", (*PEOPLE, "keeper"), f"id {_NOT_SHUT}", f"id {_NOT_SHUT}", True),
)  # fmt: skip

_HELD = Way("its body", PEOPLE, f"{_MINE} and folder_id {_ANY_KEY}")
GRANTS = (
    _jobs("access_grant"),
    *each_way("access_grant", "read", "select", (*_whole("folder_id"), _HELD)),
    *each_way("access_grant", "given", "insert", _whole("folder_id")),
    *each_way("access_grant", "changed", "update", _whole("folder_id")),
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
    Policy("access_person", "changed by themselves", "update", PEOPLE, f"id = {_SELF}", "true"),
    Policy("access_person", "changed by who keeps them", "update", PEOPLE, f"id {_KEPT}", "true"),
    Policy("access_person", "signing in", "update", ("signed_out",), "true", "true"),
    _jobs("access_password"),
    Policy("access_password", "signing in", "all", ("signed_out",), "true", "true"),
    Policy("access_password", "there", "select", PEOPLE, f"person_id = {_SELF} or person_id {_KEPT}"),
    Policy("access_password", "first", "insert", PEOPLE, check=f"person_id = {_SELF} or {_KEEPS_PEOPLE}"),
    Policy(
        "access_password",
        "changed",
        "update",
        PEOPLE,
        f"person_id = {_SELF} or person_id {_KEPT}",
        f"person_id = {_SELF} or person_id {_KEPT}",
    ),
    _jobs("access_calendaraddress"),
    Policy("access_calendaraddress", "asked with", "select", ("signed_out",), "true"),
    Policy("access_calendaraddress", "own", "all", PEOPLE, f"person_id = {_SELF}", f"person_id = {_SELF}"),
    _jobs("access_post"),
    Policy("access_post", "read", "select", (*PEOPLE, "keeper"), "true"),
    Policy("access_post", "given", "insert", PEOPLE, check=_OWN_POST),
    Policy("access_post", "the first", "insert", PEOPLE, check=_FIRST),
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
    *each_way("audit_entry", "of a folder, read", "select", _whole("case_id")),
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

_OUTBOX = (
    Way("its office", PEOPLE, f"partnership_id {_READ}"),
    Way("who looks after all", PEOPLE, "partnership_id is null and (select wall.may('manage bodies'))"),
)
MESSAGES = (
    _jobs("outbox_message"),
    Policy("outbox_message", "written", "insert", EVERYONE, check="true"),
    *each_way("outbox_message", "read", "select", _OUTBOX),
    *each_way("outbox_message", "sent again", "update", _OUTBOX),
)

_OPENED_OR_MADE = any_of("wall.keys('any') || wall.made()")
_AT_MY_BODY = (
    Way("its body", PEOPLE, f"{_MINE} and case_id is null"),
    Way("key of its body", PEOPLE, f"{_MINE} and case_id {_OPENED_OR_MADE}"),
    Way("office of its body", OFFICE, f"{_MINE} and {_OF_WIDE.format('case_id')}"),
)
_READS_DRAFTS = (
    *_AT_MY_BODY[:2],
    Way("key", PEOPLE, f"case_id {_WHOLE_OPENED}"),
    Way("office", OFFICE, _OF_WIDE.format("case_id")),
)
_FILED_DRAFT = (
    Way("its folder", ("keeper",), f"case_id = {_FILING}"),
    Way("whose it is", ("keeper",), f"{_NAMED} = any (array[begun_by_id::text, saved_by_id::text])"),
)
DRAFTS = (
    _jobs("cases_draft"),
    *each_way("cases_draft", "read", "select", _READS_DRAFTS),
    *each_way("cases_draft", "begun", "insert", _AT_MY_BODY),
    *each_way("cases_draft", "changed", "update", _AT_MY_BODY),
    *each_way("cases_draft", "filed", "all", _FILED_DRAFT),
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

_READ_WHOLE = f"(review_id {any_of('wall.reviews_shut()')}) is not true"
_NOT_AMONG = "<> all ((select wall.{}())::uuid[])"
_EVERY_FOLDER = "wall.opens_every_folder(reviews_practicereview.id)"
_OF_ITS_REVIEW = "wall.opens_every_folder(publication_publication.review_id)"
REVIEWS = (
    Policy("reviews_practicereview", "of every folder", "all", PEOPLE, _EVERY_FOLDER, _EVERY_FOLDER, True),
    Policy("publication_publication", "of every folder", "all", PEOPLE, _OF_ITS_REVIEW, _OF_ITS_REVIEW, True),
    Policy("learning_finding", "of every folder", "all", PEOPLE, _READ_WHOLE, _READ_WHOLE, True),
    Policy("learning_meaning", "of every folder", "all", PEOPLE, _READ_WHOLE, _READ_WHOLE, True),
    Policy(
        "learning_recommendation", "of every folder", "all", PEOPLE,
        f"id {_NOT_AMONG.format('recommendations_shut')}", _READ_WHOLE, True,
    ),
    Policy(
        "learning_addressee", "of every folder", "all", PEOPLE,
        f"id {_NOT_AMONG.format('puts_shut')}", f"recommendation_id {_NOT_AMONG.format('recommendations_shut')}", True,
    ),
    Policy(
        "learning_action", "of every folder", "all", PEOPLE, f"id {_NOT_AMONG.format('actions_shut')}",
        f"(recommendation_id {any_of('wall.recommendations_shut()')}) is not true", True,
    ),
    *(
        Policy(table, "of every folder", "all", PEOPLE, one, one, True)
        for table, one in (
            ("learning_briefing", f"id {_NOT_AMONG.format('briefings_shut')}"),
            ("documents_document", f"id {_NOT_AMONG.format('evidence_shut')}"),
            ("learning_briefingcopy", f"briefing_id {_NOT_AMONG.format('briefings_shut')}"),
        )
    ),
)  # fmt: skip
"""Whatever else is written of such a review, or for the public of it, is read by whoever reads the review. A
publication stands in the folder as its review does, and not in the review, so it has a policy of its own; and so has
what came out of it, of which there may be a hundred thousand rows: the reviews that are shut are asked for once in a
statement. A body reads what is recommended to it, or sent, the actions that are its own to do, and the evidence that it
gave. What was released is a row that everybody reads."""

BY_HAND = (
    *FOLDERS, *GRANTS, *PEOPLE_AND_POSTS, *AUDIT, *FILES, *MESSAGES, *DRAFTS, *SCHOOLS, *WAYS_IN, *FORMS, *TELLERS,
    *GLASS, *RECORDS, *TOLD_OUTSIDE, *REVIEWS, *SHUT,
)  # fmt: skip
