from django.urls import path

from handrail.service.same_child import views

app_name = "same_child"
urlpatterns = [
    path("same-child/", views.listed, name="list"),
    path("same-child/<uuid:resemblance_id>", views.pair, name="pair"),
    path("same-child/<uuid:resemblance_id>/undo", views.undo, name="undo"),
]
