"""The policies, by hand, of what is read before it is known who asks, of forms opened by a code, of broken glass and
exclusions, and of holds."""

from __future__ import annotations

from handrail.service.web.wall.policies import EVERYONE, JOB, OFFICE, PEOPLE, Policy, Way, any_of, each_way

_SELF = "(select wall.actor())"
_ACTOR = "(select current_setting('handrail.actor'))"
_FILING = "(select wall.filing())"
_NOT_SHUT = "<> all ((select wall.shut())::uuid[])"
_KEPT = any_of("wall.people_kept()")
_MANAGED = any_of("wall.may_for('manage people')")
_WHOLE = any_of("wall.keys('all')")
_IN_OFFICE = any_of("wall.partnerships()")


def _jobs(table: str) -> Policy:
    return Policy(table, "jobs", "all", ("job",), JOB, JOB)


_COMES = """
exists (select from public.access_invitation come where come.person_id is null and come.accepted_at is null
  and come.withdrawn_at is null and come.lapses_at > clock_timestamp() and come.role = access_post.role
  and come.body_id = access_post.body_id and come.partnership_id = access_post.partnership_id
  and come.until_on = access_post.until_on)
"""
_YESTERDAY = "clock_timestamp() - interval '23 hours'"
"""Codes count towards how many may be asked for, so only those that count no more may be swept away."""
_INVITED = (
    Way("who looks after people", PEOPLE, f"partnership_id {_MANAGED}"),
    Way("whom it made", PEOPLE, f"person_id = {_SELF}"),
)
WAYS_IN = (
    _jobs("mfa_authenticator"),
    Policy("mfa_authenticator", "own", "all", PEOPLE, f"user_id = {_SELF}", f"user_id = {_SELF}"),
    Policy("mfa_authenticator", "seen by who keeps them", "select", PEOPLE, f"user_id {_KEPT}"),
    Policy(
        "mfa_authenticator", "changed by who keeps them", "update", PEOPLE, f"user_id {_KEPT}", f"user_id = {_SELF}"
    ),
    Policy("mfa_authenticator", "removed by who keeps them", "delete", PEOPLE, f"user_id {_KEPT}"),
    Policy("mfa_authenticator", "coming in", "all", ("signed_out",), "true", "true"),
    Policy("mfa_authenticator", "removed by nobody coming in", "delete", ("signed_out",), "false", restrictive=True),
    _jobs("socialaccount_socialaccount"),
    Policy("socialaccount_socialaccount", "own", "all", PEOPLE, f"user_id = {_SELF}", f"user_id = {_SELF}"),
    Policy("socialaccount_socialaccount", "coming in", "all", ("signed_out",), "true", "true"),
    _jobs("access_emailedcode"),
    Policy("access_emailedcode", "counted", "all", ("signed_out", *PEOPLE), "true", "true"),
    Policy(
        "access_emailedcode", "swept", "delete", ("signed_out", *PEOPLE), f"until_at < {_YESTERDAY}", restrictive=True
    ),
    _jobs("access_invitation"),
    Policy("access_invitation", "coming in", "select", ("signed_out",), "true"),
    Policy("access_invitation", "taken up", "update", ("signed_out",), "true", "true"),
    *each_way("access_invitation", "read", "select", _INVITED),
    Policy("access_invitation", "made", "insert", PEOPLE, check=f"partnership_id {_MANAGED}"),
    *each_way("access_invitation", "changed", "update", _INVITED, check="true"),
    Policy("access_post", "seen coming in", "select", ("signed_out", "form"), "true"),
    Policy("access_post", "given by an invitation", "insert", ("signed_out",), check=_COMES),
    Policy("access_person", "coming in", "insert", ("signed_out",), check="true"),
    *(
        Policy(f"partnerships_{one}", "seen coming in", "select", ("signed_out",), "true")
        for one in ("body", "membership", "coverage")
    ),
)

_FORM, _FORM_FOLDER, _FORM_BODY, _FORM_SELF = (
    f"(select wall.form_of('{one}'))" for one in ("paper", "folder", "body", "self")
)
_FORM_FILE = f"folder_id = {_FORM_FOLDER} and opens = 'own contribution' and for_body_id = {_FORM_BODY}"
_FORM_CHRONOLOGY = (
    "exists (select from public.requests_request asked where asked.about = chronologies_chronology.id::text)"
)
"""Of requests whoever has a form open sees their own alone."""
_FORM_LINES = f"request_id = {_FORM}"
_FORM_UNREAD = "exists (select from public.chronologies_delivery given where given.id = delivery_id)"
FORMS = (
    Policy("access_practitioner", "coming in", "select", ("signed_out",), "true"),
    Policy("access_practitioner", "opening", "update", ("signed_out",), "true", "true"),
    Policy("access_practitioner", "own", "select", ("form",), f"id = {_FORM_SELF}"),
    Policy("access_practitioner", "own changed", "update", ("form",), f"id = {_FORM_SELF}", "true"),
    Policy("access_formcode", "counted", "all", ("signed_out", "form"), "true", "true"),
    Policy("requests_request", "of the form", "select", ("form",), f"id = {_FORM}"),
    Policy("requests_request", "answered", "update", ("form",), f"id = {_FORM}", f"id = {_FORM}"),
    Policy("access_folder", "of the form", "select", ("form",), f"id = {_FORM_FOLDER}"),
    Policy("cases_case", "of the form", "select", ("form",), f"folder_id = {_FORM_FOLDER}"),
    Policy("cases_moveddate", "of the form", "select", ("form",), f"about = {_FORM}::text"),
    Policy("cases_draft", "of the form", "all", ("form",), f"paper_id = {_FORM}", f"paper_id = {_FORM}"),
    Policy("documents_document", "of the form", "select", ("form",), _FORM_FILE),
    Policy("documents_document", "given", "insert", ("form",), check=_FORM_FILE),
    Policy("chronologies_chronology", "of the form", "select", ("form",), _FORM_CHRONOLOGY),
    Policy("chronologies_delivery", "of the form", "all", ("form",), _FORM_LINES, _FORM_LINES),
    Policy("chronologies_line", "of the form", "all", ("form",), _FORM_LINES, _FORM_LINES),
    Policy("chronologies_unread", "of the form", "all", ("form",), _FORM_UNREAD, _FORM_UNREAD),
)

_TELLER = "(select wall.telling_by())"
_TELLERS = f"teller_id = {_TELLER}"
_LATELY = "asked_at > clock_timestamp() - interval '25 hours'"
_TAKEN_IN_FOR = any_of("wall.may_for('take in what is told by code')")
_READ_OF = "exists (select from public.tellings_telling told where told.teller_id = access_teller.id)"
"""Whoever may not read what somebody told is not shown who it was either."""
TELLERS = (
    _jobs("access_teller"),
    Policy("access_teller", "counted", "select", ("signed_out",), _LATELY),
    Policy("access_teller", "coming in", "select", ("signed_out",), "ended_at is null"),
    Policy("access_teller", "come", "insert", ("signed_out",), check="opened_at is null and ended_at is null"),
    Policy("access_teller", "own", "select", ("form",), f"id = {_TELLER}"),
    Policy("access_teller", "own changed", "update", ("form",), f"id = {_TELLER}", "true"),
    Policy("access_teller", "of what is taken in", "select", PEOPLE, f"partnership_id {_TAKEN_IN_FOR} and {_READ_OF}"),
    Policy("tellings_openpage", "open", "select", ("signed_out", "form"), "open_since is not null"),
    Policy("tellings_telling", "own", "select", ("form",), _TELLERS),
    Policy("tellings_telling", "begun", "insert", ("form",), check=_TELLERS),
    Policy("tellings_telling", "typed", "update", ("form",), f"{_TELLERS} and sent_at is null", _TELLERS),
)
"""Somebody who tells of a death has that before them, and what everybody at work has: the agencies. Whoever is signed
out counts who came lately, and never reads a word of what was told."""

_CONCERNS = f"{_SELF} = any (array[person_id, told_first_id, told_second_id])"
_IN_ITS_OFFICE = (
    f"exists (select from public.access_folder whose where whose.id = folder_id and whose.partnership_id {_IN_OFFICE})"
)


def _watched(*more: str) -> tuple[Way, Way]:
    """Whoever holds the key to all of the folder, or whose role is wide in its partnership."""
    return Way("key", (*PEOPLE, *more), f"folder_id {_WHOLE}"), Way("office", (*OFFICE, *more), _IN_ITS_OFFICE)


GLASS = (
    _jobs("access_brokenglass"),
    *each_way(
        "access_brokenglass",
        "read",
        "select",
        (Way("whom it concerns", (*PEOPLE, "keeper"), _CONCERNS), *_watched("keeper")),
    ),
    Policy(
        "access_brokenglass", "broken", "insert", ("keeper",), check=f"person_id = {_SELF} and folder_id = {_FILING}"
    ),
    *each_way(
        "access_brokenglass",
        "ended or judged",
        "update",
        (Way("whom it concerns", PEOPLE, _CONCERNS), *_watched()),
        check="true",
    ),
    _jobs("access_shutout"),
    *each_way(
        "access_shutout",
        "read",
        "select",
        (Way("who is shut out", (*PEOPLE, "keeper"), f"person_id = {_SELF}"), *_watched("keeper")),
    ),
    _jobs("access_turnedaway"),
    Policy("access_turnedaway", "own", "all", (*PEOPLE, "keeper"), f"person_id = {_SELF}", f"person_id = {_SELF}"),
    Policy("access_turnedaway", "own of a form", "all", ("form",), *(f"practitioner_id = {_SELF}",) * 2),
)

_MAY_HOLD = any_of("wall.may_for('hold records')")
_HOLDS = (_watched()[0], Way("who may hold records", PEOPLE, f"partnership_id {_MAY_HOLD}"))
_OPEN_TO = f"folder_id is null or folder_id {_NOT_SHUT}"
_WORKS = "wall.may_for('raise incidents', 'keep the schedule')"
RECORDS = (
    _jobs("records_hold"),
    *each_way(
        "records_hold", "read", "select",
        (*_HOLDS, Way("who works under it", PEOPLE, f"folder_id is null and partnership_id {any_of(_WORKS)}")),
    ),
    *each_way("records_hold", "put on", "insert", _HOLDS),
    *each_way("records_hold", "lifted", "update", _HOLDS),
    Policy("records_hold", "shut out", "all", PEOPLE, _OPEN_TO, _OPEN_TO, restrictive=True),
    _jobs("web_answer"),
    Policy("web_answer", "own", "all", EVERYONE, f"actor = {_ACTOR}", f"actor = {_ACTOR}"),
)  # fmt: skip
