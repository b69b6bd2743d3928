from handrail.service import room


class DocumentsRoom(room.Room):
    name = "handrail.service.documents"
    label = "documents"
    title = "Documents"
    sentence = "Files: stored once, hashed, marked scanned or not scanned."
