from handrail.service import room


class SameChildRoom(room.Room):
    name = "handrail.service.same_child"
    label = "same_child"
    title = "The same child"
    sentence = (
        "Children of two folders who may be one: found by a job, shown to whoever may open both, decided by people."
    )
    each_minute = ("handrail.service.same_child.actions.comparing.compare_children",)
    to_look_at = "handrail.service.same_child.shown.to_look_at"
    behind = (room.Behind("same_child.Resemblance", ("first_folder__case", "second_folder__case")),)
