from handrail.service import room


class PartnershipsRoom(room.Room):
    name = "handrail.service.partnerships"
    label = "partnerships"
    title = "Partnerships"
    sentence = "The bodies, their areas, who belongs to which, from when to when; the days new law began in each area."
