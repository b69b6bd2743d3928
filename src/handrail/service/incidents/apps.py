from handrail.service import room


class IncidentsRoom(room.Room):
    name = "handrail.service.incidents"
    label = "incidents"
    title = "Incidents"
    sentence = "Serious incidents known and notified."
    filing = "handrail.service.incidents.facts.filing_of"
    papers = ("Incident",)
    work = (
        room.Work(
            frozenset(
                {
                    "panel_notified", "safeguarding_partners_told", "looked_after_child_death_notified",
                    "care_leaver_death_notified", "ofsted_and_lscb_notified",
                }
            ),
            "incidents:incident",
        ),
    )  # fmt: skip
    writing = {
        "incident": room.Writing(
            "Incident being recorded", "incidents:check", {"draft_id": "pk"}, may="record incidents", what="all"
        ),
        "raised incident": room.Writing(
            "Incident being raised", "incidents:check", {"draft_id": "pk"}, may="raise incidents", what="all"
        ),
    }
    beside = {"Incident": ("involved__child", "corrections", "views__body", "notices__child", "outcomes")}
    yearly = "handrail.service.incidents.yearly.told"
