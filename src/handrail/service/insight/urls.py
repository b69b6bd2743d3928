from django.urls import path

from handrail.service.insight import views

app_name = "insight"
urlpatterns = [
    path("agencies-compared/", views.agencies_compared, name="agencies_compared"),
    path("reading/", views.reading, name="reading"),
    path("reading/<uuid:person_id>/<slug:on>", views.reading_of, name="reading_of"),
]
