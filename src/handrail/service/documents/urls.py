from django.urls import path

from handrail.service.documents import views

app_name = "documents"
urlpatterns = [
    path("cases/<uuid:case_id>/documents/<uuid:document_id>/", views.document, name="document"),
    path("cases/<uuid:case_id>/documents/<uuid:document_id>/file", views.download, name="download"),
]
