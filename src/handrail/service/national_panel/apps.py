from handrail.service import room


class NationalPanelRoom(room.Room):
    name = "handrail.service.national_panel"
    label = "national_panel"
    title = "The Panel, and what bodies outside are told"
    sentence = "What the Panel, Ofsted, the Department and scrutineers were told; and the Panel's own work on it."
    projection = "handrail.service.national_panel.keeping.bring_up_to_date"
    found_before = "handrail.service.national_panel.before.found_before"
    each_minute = (
        "handrail.service.national_panel.actions.answering.give_answers",
        "handrail.service.national_panel.published.keep_published",
    )  # fmt: skip
    behind = (
        room.Behind("national_panel.Told", ("mark__folder",)), room.Behind("national_panel.DocketItem", ("told",)),
        room.Behind("national_panel.NationalStep", ("decision__item__told",)),
        room.Behind("national_panel.CaseJoined", ("item__told", "decision__item__told")),
    )  # fmt: skip
