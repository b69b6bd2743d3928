from django.urls import path

from handrail.service.access.views import account, bodies, more, people, signing, ties

app_name = "access"
urlpatterns = [
    path("sign-in", signing.sign_in, name="sign_in"),
    path("sign-out", signing.sign_out, name="sign_out"),
    path("account/", account.account, name="account"),
    path("account/password", account.change_password, name="change_password"),
    path("account/more/<slug:of>", more.more, name="more"),
    path("people/", people.people, name="people"),
    path("people/add", people.add_person, name="add_person"),
    path("people/add-known", people.add_known_person, name="add_known_person"),
    path("people/<uuid:person_id>/", people.person, name="person"),
    path("people/<uuid:person_id>/change", people.change_person, name="change_person"),
    path("people/<uuid:person_id>/signing-in", people.let_or_stop, name="let_or_stop"),
    path("people/<uuid:person_id>/password", people.give_password, name="give_password"),
    path("people/<uuid:person_id>/posts/add", people.add_post, name="add_post"),
    path("people/<uuid:person_id>/posts/<int:post_id>", people.change_post, name="change_post"),
    path("bodies/", bodies.bodies, name="bodies"),
    path("bodies/add", bodies.add_body, name="add_body"),
    path("bodies/<uuid:body_id>/", bodies.body, name="body"),
    path("bodies/<uuid:body_id>/change", bodies.change_body, name="change_body"),
    path("bodies/<uuid:body_id>/successor", bodies.add_successor, name="add_successor"),
    path("bodies/<uuid:body_id>/area-dates", bodies.area_dates, name="area_dates"),
    path("bodies/<uuid:body_id>/contacts/add", ties.add_contact, name="add_contact"),
    path("bodies/<uuid:body_id>/contacts/<int:contact_id>", ties.change_contact, name="change_contact"),
    path("bodies/<uuid:body_id>/members/add", ties.add_member, name="add_member"),
    path("bodies/<uuid:body_id>/members/<int:membership_id>", ties.change_membership, name="change_membership"),
    path("bodies/<uuid:body_id>/areas/add", ties.add_coverage, name="add_coverage"),
    path("bodies/<uuid:body_id>/areas/<int:coverage_id>", bodies.end_coverage, name="end_coverage"),
]
