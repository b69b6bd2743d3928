from handrail.service import room


class LawRoom(room.Room):
    name = "handrail.service.law"
    label = "law"
    title = "The law"
    sentence = "What each edition says and when a duty falls due, open to everyone; the bank holidays counted by."
