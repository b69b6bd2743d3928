"""Every address of the service: each room brings its own."""

from __future__ import annotations

from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from handrail.service.web import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(f"handrail.service.{room}.urls"))
    for room in settings.ROOMS
    if room != "web" and find_spec(f"handrail.service.{room}.urls")
]
urlpatterns += [
    path("healthy", views.healthy, name="healthy"),
    path("policy-report", views.policy_report, name="policy_report"),
]

handler400 = views.bad_request
handler403 = views.not_allowed
handler404 = views.not_found
handler500 = views.our_fault
