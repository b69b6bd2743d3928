from handrail.service import room


class ArrangementsRoom(room.Room):
    name = "handrail.service.arrangements"
    label = "arrangements"
    title = "Arrangements"
    sentence = "What a partnership has agreed and published: who works together, how, and which schools take part."
    schools = "handrail.service.arrangements.reached.schools_of"
    yearly = "handrail.service.arrangements.yearly.told"
    own_clocks = "handrail.service.arrangements.own.own_clocks"
    matters = "handrail.service.arrangements.own.matters"
    filing = "handrail.service.arrangements.facts.filing_of"
    papers = ("PassedOn", "LaterWord")
    rounds = ("handrail.service.arrangements.reminders.write_due_reminders",)
    each_minute = ("handrail.service.arrangements.rounds.write_what_was_given",)
    ways_on = (
        room.Way(
            "Reviews that the old board left open",
            "arrangements:left_open",
            offered="handrail.service.arrangements.counted.any_left_open",
        ),
        room.Way(
            "New information after a decision against a serious case review",
            "arrangements:later_words",
            offered="handrail.service.arrangements.actions.passing_on.any_declined",
        ),
    )
    work = (
        room.Work(
            frozenset({"serious_case_review_handed_over", "child_death_review_handed_over"}),
            "arrangements:passed_on",
            begin="arrangements:left_open",
            may="write arrangements",
        ),
    )
