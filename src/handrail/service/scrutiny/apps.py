from handrail.service import room


class ScrutinyRoom(room.Room):
    name = "handrail.service.scrutiny"
    label = "scrutiny"
    title = "Scrutiny"
    sentence = (
        "Independent scrutiny from plan to follow-up, indicators from published statistics and what they were used for."
    )
    yearly = "handrail.service.scrutiny.yearly.told"
    populations = "handrail.service.scrutiny.populations.populations"
