from handrail.service import room


class ArrangementsRoom(room.Room):
    name = "handrail.service.arrangements"
    label = "arrangements"
    title = "Arrangements"
    sentence = "What a partnership has agreed and published: who works together, how, and which schools take part."
    yearly = "handrail.service.arrangements.yearly.told"
