from handrail.service import room


class Web(room.Room):
    name = "handrail.service.web"
    label = "web"
    title = "Web"
    sentence = "Settings, addresses, base templates, and the commands and guards that need every room."
