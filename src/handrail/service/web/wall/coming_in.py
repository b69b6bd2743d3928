"""The policies, by hand, of what is read before it is known who asks, of forms opened by a code, of broken glass and
exclusions, and of holds."""

from __future__ import annotations

from handrail.service.web.wall.policies import EVERYONE, JOB, PEOPLE, Policy, any_of

_SELF = "(select wall.actor())"
_ACTOR = "(select current_setting('handrail.actor'))"
_FILING = "(select wall.filing())"
_NOT_SHUT = "<> all ((select wall.shut())::uuid[])"
_KEPT = any_of("wall.people_kept()")
_MANAGED = any_of("wall.may_for('manage people')")
_WHOLE = any_of("wall.keys('all')")
_IN_OFFICE = any_of("wall.partnerships()")
_WATCHED = (
    f"folder_id {_WHOLE} or exists (select from public.access_folder whose where whose.id = folder_id "
    f"and whose.partnership_id {_IN_OFFICE})"
)


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
_INVITED = f"partnership_id {_MANAGED} or person_id = {_SELF}"
WAYS_IN = (
    _jobs("mfa_authenticator"),
    Policy("mfa_authenticator", "own", "all", PEOPLE, f"user_id = {_SELF} or user_id {_KEPT}", f"user_id = {_SELF}"),
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
    Policy("access_invitation", "read", "select", PEOPLE, _INVITED),
    Policy("access_invitation", "made", "insert", PEOPLE, check=f"partnership_id {_MANAGED}"),
    Policy("access_invitation", "changed", "update", PEOPLE, _INVITED, "true"),
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

_CONCERNED = f"person_id = {_SELF} or told_first_id = {_SELF} or told_second_id = {_SELF} or {_WATCHED}"
GLASS = (
    _jobs("access_brokenglass"),
    Policy("access_brokenglass", "read", "select", (*PEOPLE, "keeper"), _CONCERNED),
    Policy(
        "access_brokenglass", "broken", "insert", ("keeper",), check=f"person_id = {_SELF} and folder_id = {_FILING}"
    ),
    Policy("access_brokenglass", "ended or judged", "update", PEOPLE, _CONCERNED, "true"),
    _jobs("access_shutout"),
    Policy("access_shutout", "read", "select", (*PEOPLE, "keeper"), f"person_id = {_SELF} or {_WATCHED}"),
    _jobs("access_turnedaway"),
    Policy("access_turnedaway", "own", "all", (*PEOPLE, "keeper"), f"person_id = {_SELF}", f"person_id = {_SELF}"),
)

_MAY_HOLD = any_of("wall.may_for('hold records')")
_HOLDS = f"{_WATCHED} or partnership_id {_MAY_HOLD}"
_OPEN_TO = f"folder_id is null or folder_id {_NOT_SHUT}"
_WORKS = "wall.may_for('raise incidents', 'keep the schedule')"
RECORDS = (
    _jobs("records_hold"),
    Policy(
        "records_hold", "read", "select", PEOPLE,
        f"{_HOLDS} or (folder_id is null and partnership_id {any_of(_WORKS)})",
    ),
    Policy("records_hold", "put on", "insert", PEOPLE, check=_HOLDS),
    Policy("records_hold", "lifted", "update", PEOPLE, _HOLDS, _HOLDS),
    Policy("records_hold", "shut out", "all", PEOPLE, _OPEN_TO, _OPEN_TO, True),
    _jobs("web_answer"),
    Policy("web_answer", "own", "all", EVERYONE, f"actor = {_ACTOR}", f"actor = {_ACTOR}"),
)  # fmt: skip
