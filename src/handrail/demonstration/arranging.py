"""How the partners of Wend Valley arranged to work together: what a whole version of the arrangements says."""

from __future__ import annotations

from datetime import date, timedelta

from handrail.demonstration.wend_valley import Cast
from handrail.service.access.models import Person
from handrail.service.arrangements import actions as act
from handrail.service.arrangements.actions.writing import as_read
from handrail.service.arrangements.facts import law_of
from handrail.service.arrangements.gate import standing_of
from handrail.service.arrangements.models import Agency, Arrangements, Level, Named, Partner, School, Section
from handrail.service.arrangements.register_file import NEEDED, OPTIONAL, read_register
from handrail.service.arrangements.saying import digest_of, lines_of, said_in
from handrail.service.arrangements.wanted import LISTS, items_on
from handrail.service.partnerships.models import Body, BodyCode

CODES = ("990", "991")
"""Of no authority: the Department gives these numbers to nobody."""
LEADS = {
    "Wendshire Council": ("Imogen Harrow", "Chief executive", "Delia Marsh", "Director of children"),
    "Marlbrook Borough Council": ("Owen Tarrant", "Chief executive", "Philippa Stroud", "Director of children"),
    "Wend Valley Police": ("Marcus Ayling", "Chief constable", "Ruth Denholm", "Assistant chief constable"),
    "NHS Upper Wend Integrated Care Board": ("Sunil Bhatt", "Chief executive", "Karen Oakes", "Chief nurse"),
    "NHS Lower Wend Integrated Care Board": ("Harriet Lyle", "Chief executive", "Joan Pemberton", "Chief nurse"),
}  # fmt: skip
MAY = (
    "To decide for the lead on rapid and practice reviews, on the training programme, and on spending up to £25,000 "
    "in a year from the shared fund. To hold their own agency to account between meetings."
)
MAY_NOT = "The shared budget, the yearly report, and any change to these arrangements."
AGENCIES = {
    "school": ("Its pupils come from the whole of the upper valley.", "Speaks for primary schools."),
    "college": ("Most of the area’s 16- and 17-year-olds study there.", "Leads the group on young people at risk."),
    "trust": (
        "Its two hospitals see every injured child of the area.",
        "Gives summaries, and two places on each audit.",
    ),
    "probation": ("It supervises adults who live with children.", "Tells the front door of every such adult."),
}
LEVELS = (
    (1, "Universal help", "Every child and family.", "Schools, health visitors, doctors and youth clubs.",
     "Talk with the family, then call the early help line.", ""),
    (2, "Targeted help", "Children with one or two needs that universal help does not meet.",
     "A lead practitioner and a family plan.",
     "Where the plan does not work in twelve weeks, ask for a social work view.",
     "The lead practitioner agrees with the school who stays in touch, and closes the plan with the family."),
    (3, "Children in need", "Children unlikely to develop well without services (section 17).",
     "A social worker’s assessment and plan.", "Where significant harm is likely, a strategy discussion the same day.",
     "A step-down meeting names a lead practitioner before the plan ends."),
    (4, "Children in need of protection", "Children suffering or likely to suffer significant harm (section 47).",
     "Enquiries, a conference and a protection plan.", "",
     "The conference names who goes on helping, down to the school and the family’s doctor."),
)  # fmt: skip
SAYS = {
    "agencies": "Each is asked once a year what it needs to do its part. Nurseries and childminders are spoken for by "
    "the early years forum, charities and faith groups by the council for voluntary service, and sports clubs by the "
    "county’s sports partnership; each of the three has a seat at the executive.",
    "criteria": "A child is assessed under section 17 where help from level 3 is needed, with the family’s consent. "
    "Section 20 is used where nobody with parental responsibility can care for the child, and is looked at by a "
    "service manager the same day. Where significant harm is suspected there are enquiries under section 47; an order "
    "under section 31 is asked for where a plan has not made the child safe. Level 4 needs no consent.",
    "identify_and_respond": "One front door for both authorities. Any practitioner may call it, and is told within "
    "one working day what was decided.",
    "local_reviews": "The partners decide together on each local review, within the days that the guidance gives. "
    "Reports are published on the partnership’s own public site.",
    "scrutiny": "A plan for each year, agreed with the scrutineer:\n\n- two visits to the front door\n- one audit with "
    "young people\n- a view on the yearly report",
    "custody_and_homes": "The area has no secure establishment. The eleven children’s homes meet twice a year, and "
    "their voice is brought to the executive.",
    "evidence": "A data set agreed each April, worked on by analysts of all three partners, and read at each "
    "executive with one question: what shall we do about it?",
    "training_and_audit": "Training is commissioned jointly and judged three months later by what people do. Four "
    "audits across agencies a year.",
    "funding": "A shared fund, agreed each January for the year from April. What each body gives is published in the "
    "yearly report.",
    "learning": "Each recommendation has an owner and a day, and is closed only on evidence that something changed.",
    "voices": "Young people from both authorities meet the executive three times a year and set one item of its "
    "agenda.",
    "disputes": "Practitioner, then manager within two working days, then delegated partners within five. The "
    "scrutineer may be asked for a view. A child is not left waiting meanwhile.",
    "early_help_assessment": "One form for the whole area, filled in with the family. Help ranges from a parenting "
    "course to a family worker for six months.",
    "abuse_neglect_exploitation": "The procedures stand on the partnership’s site and are changed twice a year.",
    "secure_estate": "A child of this area who is held elsewhere keeps their social worker, who visits within ten "
    "days.",
    "disabled_children": "The same front door. A worker who knows disabled children joins every discussion about one.",
}  # fmt: skip
SCHOOLS = (
    ("199001", "Otter Lane Primary School", "Community school", "Primary", "WD1 2AA"),
    ("199002", "Wendshire High School", "Community school", "Secondary", "WD1 3BB"),
    ("199003", "St Aldhelm’s Primary School", "Voluntary aided school", "Primary", "WD2 4CC"),
    ("199004", "Marsh End Academy", "Academy converter", "Secondary", "WD3 5DD"),
    ("199005", "Wend Valley College", "Further education", "16 plus", "WD1 6EE"),
    ("199006", "Highstoke House School", "Other independent school", "Not applicable", "WD4 7FF"),
)  # fmt: skip


def schools_of_the_area(cast: Cast) -> bytes:
    """The register’s file, as it would be downloaded."""
    rows = [",".join((*NEEDED, *OPTIONAL))]
    for urn, name, kind, phase, postcode in SCHOOLS:
        rows.append(f"{urn},{CODES[0]},{name},{kind},Open,{phase},{urn[-4:]},{postcode},,,")
    return "\n".join(rows).encode()


def give_codes(cast: Cast) -> None:
    for body, code in zip((cast.council, cast.other_council), CODES, strict=True):
        BodyCode.objects.get_or_create(body=body, scheme="dfe", code=code)


def load_the_schools(cast: Cast, by: Person) -> None:
    """All in a way of taking part but one, which was tried twice and does not answer."""
    reading = read_register(schools_of_the_area(cast), {CODES[0]: cast.council.pk, CODES[1]: cast.other_council.pk})
    act.load_schools(cast.partnership, reading.rows, name="edubasealldata.csv", elsewhere=reading.elsewhere, by=by)
    ways = {
        phase: act.add_way(cast.partnership, name=name, says=says, by=by)
        for phase, name, says in (
            ("Primary", "Primary heads’ forum", "Meets each term; two heads sit on the executive."),
            ("Secondary", "Secondary safeguarding leads", "Meets each half term with the front door."),
            ("16 plus", "Colleges and training providers", "One lead speaks for all of them."),
        )
    }
    for phase, way in ways.items():
        act.put_in_way(cast.partnership, way, phase=phase, by=by)


def tried(cast: Cast, by: Person, *days: date) -> None:
    """The school that does not take part."""
    school = School.objects.get(partnership=cast.partnership, urn="199006")
    nobody = {"contact_name": "", "contact_job": "", "contact_email": "", "contact_telephone": ""}
    act.say_of_school(school, engages=School.Engages.NO, way=None, by=by, **nobody)
    for day in days:
        act.tried(school, on=day, how="A call and a letter to the head", came_of_it="No answer came.", by=by)


def write_it_all(cast: Cast, draft: Arrangements, *, begins_on: date, by: Person, why: str = "") -> None:
    """Everything that the editions of the day ask for, and what no edition does."""
    act.set_first_day(draft, title=draft.title, begins_on=begins_on, changed_why=why, by=by)
    for line in lines_of(draft, Partner):
        lead, job, delegate, post = LEADS[line.body.name]
        act.change_line(
            draft, line, read=as_read(line), by=by, lead_name=lead, lead_job=job, delegate_name=delegate,
            delegate_job=post, may_decide=MAY, may_not_decide=MAY_NOT,
        )  # fmt: skip
    for name, (why_chosen, does) in AGENCIES.items():
        body: Body = getattr(cast, name)
        accepted = (
            {}
            if name == "college"
            else {"accepted_on": begins_on - timedelta(days=45), "accepted_by_name": "Its safeguarding lead"}
        )
        act.add_line(draft, Agency, body=body, why=why_chosen, does=does, by=by, **accepted)
    _people(draft, by)
    for place, name, need, help_, up, down in LEVELS:
        act.add_line(draft, Level, place=place, name=name, need=need, help=help_, up=up, down=down, by=by)
    _words(draft, by)


def _people(draft: Arrangements, by: Person) -> None:
    for place, name, whence, says in (
        (Named.Place.CHAIR, "Ruth Denholm", "Wend Valley Police", "Chairs for two years; then another partner does."),
        (
            Named.Place.SCRUTINEER,
            "Benedict Vane",
            "Has worked for no agency of the area",
            "Judges how well this works.",
        ),
        (Named.Place.LAY_MEMBER, "Marjorie Teale", "Lives in Marlbrook", "Asks what a parent would ask."),
    ):
        act.add_line(draft, Named, place=place, name=name, whence=whence, says=says, by=by)


def _words(draft: Arrangements, by: Person) -> None:
    written = {*standing_of(draft).sections}
    for item in items_on(law_of(draft.partnership), draft.begins_on or draft.begun_at.date()):
        if item.of_list in LISTS and item.key in SAYS and (item.of_list, item.key) not in written:
            act.write_section(
                draft, of_list=item.of_list, item=item.key, text=SAYS[item.key], why_not="", read="", by=by
            )
    act.write_section(
        draft, of_list="also", item="relations", why_not="", read="", by=by,
        text="One protocol with the safeguarding adults board, the community safety partnership and the health and "
        "wellbeing board says who leads on what, and is looked at each May.",
    )  # fmt: skip


def agreed_by_all(draft: Arrangements, on: date, by: Person) -> None:
    draft.refresh_from_db()
    for line in lines_of(draft, Partner):
        act.agree(
            draft, body=line.body, agreed_by_name=line.lead_name, agreed_on=on, read=digest_of(said_in(draft)), by=by,
            where="Minutes of the executive, item 4",
        )  # fmt: skip


def section_of(draft: Arrangements, item: str) -> Section:
    return Section.objects.get(arrangements=draft, item=item)
