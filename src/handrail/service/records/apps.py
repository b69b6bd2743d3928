from handrail.service import room


class RecordsRoom(room.Room):
    name = "handrail.service.records"
    label = "records"
    title = "Records"
    sentence = "How long what is held is kept, what must not go, how it goes, and what a person asks to see of it."
    ways_on = (room.Way("Keeping, holds and sharing", "records:folder"),)
    held_whole = "handrail.service.records.holds.held_whole"
    goes_over = "handrail.service.records.goes_over.stay_held"
    told_on_folder = "handrail.service.records.holds.told_on_folder"
    behind = (
        room.Behind("records.AccessRequest", ("matches__child__folder",)), room.Behind("records.Extract", ("case",)),
        room.Behind("records.Hold", ("folder",)),
    )  # fmt: skip
