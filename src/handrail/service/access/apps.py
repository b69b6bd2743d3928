from handrail.service import room


class AccessRoom(room.Room):
    name = "handrail.service.access"
    label = "access"
    title = "People and access"
    sentence = "People, their agency, their role; the keys to each folder and who holds them."
