from handrail.service import room


class TellingsRoom(room.Room):
    name = "handrail.service.tellings"
    label = "tellings"
    title = "Told by code"
    sentence = "A child's death told of by a professional without an account; it waits until somebody takes it in."
    rounds = ("handrail.service.tellings.actions.forgetting.forget",)
    each_minute = (
        "handrail.service.tellings.actions.codes.write_codes",
        "handrail.service.tellings.actions.comparing.compare_tellings",
    )
    behind = (room.Behind("tellings.Telling", ("alike",)),)
    waiting = "handrail.service.tellings.doors.what_waits"
