from handrail.service import room


class CasesRoom(room.Room):
    name = "handrail.service.cases"
    label = "cases"
    title = "Cases"
    sentence = "The folder, its papers' lines, its facts and clocks; what is due; the chronology."
    filing = "handrail.service.cases.facts.filing_of"
    papers = ("Note",)
    rounds = (
        "handrail.service.cases.holidays.ask_govuk",
        "handrail.service.cases.digest.write_digests",
        "handrail.service.cases.glass.escalate_unreviewed",
    )
    told_on_folder = "handrail.service.cases.going_over.told_on_folder"
    to_look_at = "handrail.service.cases.going_on.to_look_at"
    after_area_dates = "handrail.service.cases.area_dates.count_anew"
    behind = (room.Behind("cases.Draft", ("case",)),)
