from django.urls import path

from handrail.service.law import views

app_name = "law"
urlpatterns = [
    path("law/", views.law, name="law"),
    path("law/in-force", views.duties, name="duties"),
    path("law/compare", views.compare_editions, name="compare"),
    path("law/editions/<slug:instrument>/<slug:edition>", views.edition, name="edition"),
    path("law/editions/<slug:instrument>/<slug:edition>.toml", views.edition_file, name="file"),
    path("law/<slug:table>/<slug:key>", views.row, name="row"),
]
