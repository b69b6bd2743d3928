from handrail.service import room


class ReportsRoom(room.Room):
    name = "handrail.service.reports"
    label = "reports"
    title = "Reports"
    sentence = "Assembled from every room: the partnership's yearly report, the one on child deaths, the area's size."
    yearly = "handrail.service.reports.deaths_told.told"
    names_told = "handrail.service.reports.year.names.reads_like_a_name"
    own_clocks = "handrail.service.reports.own.own_clocks"
    waiting = "handrail.service.reports.own.what_waits"
    each_minute = (
        "handrail.service.reports.counting.count_what_waits",
        "handrail.service.reports.looking.look_through_what_waits",
        "handrail.service.reports.releasing.release_what_was_published",
        "handrail.service.reports.year.gathering.gather_what_waits",
        "handrail.service.reports.year.releasing.release_what_was_published",
        "handrail.service.reports.year.releasing.day_letters",
    )
