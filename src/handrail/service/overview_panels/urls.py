from django.urls import path

from handrail.service.overview_panels.views import folder, leaving, letters, panel, shared, speaking, undoing

app_name = "overview_panels"
FOLDER = "cases/<uuid:case_id>/overview-panel/"
PANEL = "overview-panels/<uuid:body_id>/"
MEETING = "overview-panels/meetings/<uuid:sitting_id>/"
DEATH = "overview-panels/deaths/<uuid:panel_death_id>/"

urlpatterns = [
    path("overview-panels/", panel.home, name="home"),
    path(PANEL, panel.desk, name="desk"),
    path(f"{PANEL}members/add/", panel.add_member, name="add_member"),
    path(f"{PANEL}meetings/plan/", panel.plan, name="plan"),
    path("overview-panels/seats/<uuid:seat_id>/end/", panel.end_seat, name="end_seat"),
    path("overview-panels/seats/<uuid:seat_id>/account/", panel.attach, name="attach"),
    path(MEETING, shared.meeting, name="meeting"),
    path(f"{MEETING}move/", undoing.move_meeting, name="move_meeting"),
    path(f"{MEETING}call-off/", undoing.call_off, name="call_off"),
    path(f"{MEETING}share/", shared.share, name="share"),
    path(f"{MEETING}deaths/<uuid:panel_death_id>/withdraw/", shared.withdraw_at, name="withdraw_at"),
    path(DEATH, panel.death, name="death"),
    path(f"{DEATH}meeting/", panel.put_on, name="put_on"),
    path(f"{DEATH}withdraw/", panel.withdraw, name="withdraw"),
    path(f"{DEATH}analysis/", panel.analyse, name="analyse"),
    path(f"{DEATH}complete/", panel.complete, name="complete"),
    path(f"{DEATH}reopen/", undoing.reopen, name="reopen"),
    path(
        f"{DEATH}withdrawals/<int:withdrawal_id>/take-back/", undoing.take_back_withdrawal, name="take_back_withdrawal"
    ),
    path(f"{DEATH}minutes/", speaking.minutes, name="minutes"),
    path(f"{DEATH}ask/", speaking.ask_folder, name="ask_folder"),
    path(FOLDER, folder.packs, name="packs"),
    path(f"{FOLDER}retype/", folder.retype, name="retype"),
    path(f"{FOLDER}<uuid:pack_id>/", folder.pack, name="pack"),
    path(f"{FOLDER}<uuid:pack_id>/lay/", folder.lay, name="lay"),
    path(f"{FOLDER}<uuid:pack_id>/recall/", undoing.recall, name="recall"),
    path(f"{FOLDER}<uuid:pack_id>/questions/<uuid:panel_question_id>/", speaking.answer, name="answer"),
    path(f"{FOLDER}<uuid:pack_id>/learning/<int:learning_point>/", leaving.recommend, name="recommend"),
    path(f"{FOLDER}wording/", leaving.wording, name="wording"),
    path(f"{FOLDER}<uuid:pack_id>/letters/write/<slug:slug>/", letters.write, name="write_letter"),
    path(f"{FOLDER}letters/<uuid:letter_id>/", letters.letter, name="letter"),
    path(f"{FOLDER}letters/<uuid:letter_id>/send/", letters.send, name="send_letter"),
    path(f"{FOLDER}letters/<uuid:letter_id>/set-aside/", letters.set_aside, name="set_letter_aside"),
    path(f"{FOLDER}letters/<uuid:letter_id>/<slug:slug>", letters.file, name="letter_file"),
    path(f"{FOLDER}learning/<uuid:panel_learning_id>/", leaving.learning, name="learning"),
]
