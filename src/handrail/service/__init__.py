"""The service: Django, with one room (app) for each thing people come here to do."""
