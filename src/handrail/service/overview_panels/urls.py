from django.urls import path

from handrail.service.overview_panels.views import folder, panel

app_name = "overview_panels"
FOLDER = "cases/<uuid:case_id>/overview-panel/"
PANEL = "overview-panels/<uuid:body_id>/"
DEATH = "overview-panels/deaths/<uuid:panel_death_id>/"

urlpatterns = [
    path("overview-panels/", panel.home, name="home"),
    path(PANEL, panel.desk, name="desk"),
    path(f"{PANEL}members/add/", panel.add_member, name="add_member"),
    path(f"{PANEL}meetings/plan/", panel.plan, name="plan"),
    path(DEATH, panel.death, name="death"),
    path(f"{DEATH}meeting/", panel.put_on, name="put_on"),
    path(f"{DEATH}withdraw/", panel.withdraw, name="withdraw"),
    path(f"{DEATH}analysis/", panel.analyse, name="analyse"),
    path(f"{DEATH}complete/", panel.complete, name="complete"),
    path(FOLDER, folder.packs, name="packs"),
    path(f"{FOLDER}retype/", folder.retype, name="retype"),
    path(f"{FOLDER}<uuid:pack_id>/", folder.pack, name="pack"),
    path(f"{FOLDER}<uuid:pack_id>/lay/", folder.lay, name="lay"),
]
