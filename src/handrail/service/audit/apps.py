from handrail.service import room


class AuditRoom(room.Room):
    name = "handrail.service.audit"
    label = "audit"
    title = "Audit"
    sentence = "Who did what, and who looked at what; append-only, with no foreign keys."
