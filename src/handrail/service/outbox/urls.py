from django.urls import path

from handrail.service.outbox import views

app_name = "outbox"
urlpatterns = [
    path("outbox/", views.sent, name="sent"),
    path("outbox/<uuid:message_id>/try-again", views.try_again, name="try_again"),
]
