from handrail.service import room


class OverviewPanelsRoom(room.Room):
    name = "handrail.service.overview_panels"
    label = "overview_panels"
    title = "Overview panels"
    sentence = "Members, meetings, and the anonymised deaths that a child death overview panel analyses."
    filing = "handrail.service.overview_panels.facts.filing_of"
    papers = ("PanelPack", "PanelLearning", "Letter")
    beside = {"PanelPack": ("letters",), "PanelLearning": ("panel",)}
    each_minute = ("handrail.service.overview_panels.actions.carrying.carry",)
    behind = (room.Behind("overview_panels.PanelPack", ("case",), key="laid_as"),)
    kept_by_key = (
        room.KeptByKey("overview_panels.PanelDeath", "pk", "overview_panels.PanelPack", "laid_as"),
        room.KeptByKey("overview_panels.Withdrawal", "death", "overview_panels.PanelPack", "laid_as"),
    )
    told_on_folder = "handrail.service.overview_panels.asked.told_on_folder"
    sent_nationally = "handrail.service.overview_panels.exported.analysis_of"
    ways_on = (
        room.Way(
            "For the overview panel",
            "overview_panels:packs",
            offered="handrail.service.overview_panels.knowing.a_child_died",
        ),
    )
    work = (
        room.Work(
            frozenset(
                {
                    "child_death_review_completed", "modifiable_factors_recorded", "certifier_told_of_wrong_cause",
                    "partners_told_of_suspected_abuse",
                }
            ),
            "overview_panels:pack",
            begin="overview_panels:packs", may="write reviews",
        ),
        room.Work(frozenset({"person_who_should_act_told"}), "overview_panels:letter"),
    )  # fmt: skip
