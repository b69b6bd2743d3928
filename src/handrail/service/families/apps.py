from handrail.service import room


class FamiliesRoom(room.Room):
    name = "handrail.service.families"
    label = "families"
    title = "Families"
    sentence = "The family of a child in a folder: contacts, wishes, the key worker, what they are told and ask."
    filing = "handrail.service.families.facts.filing_of"
    papers = ("Family",)
    beside = {"Family": ("keyworkers", "leaflets", "tellings__looks")}
    ways_on = (room.Way("Family: safe contact, key worker, what they are told", "families:family"),)
    work = (
        room.Work(
            frozenset({"key_worker_named", "bereavement_guide_offered"}), "families:line",
        ),
    )  # fmt: skip
    told_on_folder = "handrail.service.families.safe.told_on_folder"
    forbids_writing = "handrail.service.families.safe.forbids"
