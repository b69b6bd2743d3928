from handrail.service import room


class OutboxRoom(room.Room):
    name = "handrail.service.outbox"
    label = "outbox"
    title = "Outbox"
    sentence = "Messages waiting to leave; written in the same transaction, sent after it."
    posts = "handrail.service.outbox.actions.write"
    behind = (room.Behind("outbox.Message", ("about",)),)
