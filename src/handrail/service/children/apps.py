from handrail.service import room


class ChildrenRoom(room.Room):
    name = "handrail.service.children"
    label = "children"
    title = "Children"
    sentence = "The child and their identifiers; the only room that holds names of children."
