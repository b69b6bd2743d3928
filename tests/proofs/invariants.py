"""What must hold of the rows whenever anything died: asked of the tables, in SQL, and not of the service."""

from __future__ import annotations

from collections.abc import Collection

from tests.proofs.installation import Installation

# Each query names what is wrong; none may find a row.
WHOLE = {
    "a note or incident without its line": """
        select p.id::text
        from (select id, case_id from cases_note union all select id, case_id from incidents_incident) p
        left join cases_paperline l on l.paper_id = p.id and l.case_id = p.case_id where l.id is null""",
    "a line without its paper": """
        select l.paper_id::text from cases_paperline l where l.room in ('cases', 'incidents')
        and not exists (select from cases_note n where n.id = l.paper_id)
        and not exists (select from incidents_incident i where i.id = l.paper_id)""",
    "a note that the audit does not tell of exactly once": """
        select n.id::text from cases_note n left join audit_entry e
        on e.paper_id = n.id::text and e.paper = 'Note' and not e.looked
        group by n.id having count(e.id) <> 1""",
    "an incident that the audit does not tell of": """
        select i.id::text from incidents_incident i where not exists
        (select from audit_entry e where e.paper_id = i.id::text and e.paper = 'Incident' and not e.looked)""",
    "an entry of the audit for a paper that is not there": """
        select e.paper_id from audit_entry e where not e.looked and (
        (e.paper = 'Note' and not exists (select from cases_note n where n.id::text = e.paper_id)) or
        (e.paper = 'Incident' and not exists (select from incidents_incident i where i.id::text = e.paper_id)))""",
    "an incident without its child, its folder's clocks or its facts": """
        select i.id::text from incidents_incident i where not exists
        (select from incidents_involvedchild c where c.incident_id = i.id) or not exists
        (select from cases_keptclock k where k.case_id = i.case_id) or not exists
        (select from cases_keptfact f where f.paper_id = i.id)""",
    "an answer kept for work that is not there": """
        select a.key from web_answer a where a.status is not null and a.key like 'proof-of-%'
        and not exists (select from cases_note n where n.text = regexp_replace(a.key, '^proof-of-[a-z]+-', ''))
        and not exists (select from incidents_incident i
                        where i.what_is_known = regexp_replace(a.key, '^proof-of-[a-z]+-', ''))""",
}

DONE = """
select text from cases_note where text ~ '^[hw][0-9]+-'
union all select what_is_known from incidents_incident where what_is_known ~ '^[hw][0-9]+-'
"""


def faults(here: Installation, acknowledged: Collection[str]) -> list[str]:
    """A line for each thing that is lost, doubled or half done."""
    done = [token for (token,) in here.ask_database(DONE)]
    lost, doubled = set(acknowledged) - set(done), len(done) - len(set(done))
    found = [f"{len(lost):,} acknowledged writes are lost"] if lost else []
    found += [f"{doubled:,} writes are doubled"] if doubled else []
    for wrong, query in WHOLE.items():
        rows = here.ask_database(query)
        found += [f"{wrong}: {len(rows):,}, such as {rows[0][0]}"] if rows else []
    return found


def message_faults(here: Installation, left: Collection[str]) -> list[str]:
    """Each message that was written with work that is kept must have left, and none that was not; a second copy only
    where the page "What was sent" says that it may be one."""
    rows = here.ask_database("select id::text, text, sent_at is not null, may_have_left_before from outbox_message")
    written = {message: (text, sent, twice) for message, text, sent, twice in rows}
    copies: dict[str, int] = {}
    for message in left:
        copies[message] = copies.get(message, 0) + 1
    done = {token for (token,) in here.ask_database(DONE)}
    never = [message for message, (_, sent, _) in written.items() if not sent or message not in copies]
    unsaid = [message for message, count in copies.items() if count > 1 and not written.get(message, ("", 0, 0))[2]]
    strange = set(copies) - set(written)
    told = [text for text, _, _ in written.values() if text in done]
    lines = {
        "messages never left": len(never),
        "messages left twice and nobody is told": len(unsaid),
        "messages left that no work had written": len(strange),
        "pieces of work wrote their message twice": len(told) - len(set(told)),
    }
    return [f"{count:,} {words}" for words, count in lines.items() if count]
