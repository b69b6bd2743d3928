from handrail.service import room


class ReportsRoom(room.Room):
    name = "handrail.service.reports"
    label = "reports"
    title = "Reports"
    sentence = "Assembled from what every room holds: the yearly report on child deaths, and the size of the area."
    each_minute = ("handrail.service.reports.counting.count_what_waits",)
