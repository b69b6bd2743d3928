from handrail.service import room


class ChildDeathsRoom(room.Room):
    name = "handrail.service.child_deaths"
    label = "child_deaths"
    title = "Child deaths"
    sentence = "A child's death: notified, responded to together, and reviewed by those who cared for the child."
    filing = "handrail.service.child_deaths.facts.filing_of"
    papers = ("Death",)
    beside = {
        "Death": (
            "child", "corrections", "notifications", "scope_decisions", "events", "joint_decisions",
            "review_meetings__accounts",
        )
    }  # fmt: skip
    each_minute = ("handrail.service.child_deaths.actions.alike.look_for_likenesses",)
    rounds = ("handrail.service.child_deaths.actions.match.empty_forgotten",)
    answered = "handrail.service.child_deaths.standing_in.form_came"
    told_on_folder = "handrail.service.child_deaths.told_on.told_on"
    compares = "handrail.service.child_deaths.standing.is_of_a_death"
    behind = (room.Behind("child_deaths.Likeness", ("first__case", "second__case")),)
    work = (
        room.Work(
            frozenset(
                {
                    "child_death_notified", "joint_response_decided", "joint_response_called_for",
                    "joint_response_begun", "initial_information_shared", "scene_visited",
                    "scene_visit_decided_against", "child_death_registration_notified", "coroner_notice_given",
                    "post_mortem_report_received", "inquest_completed", "child_death_sent_to_database",
                    "staff_support_offered", "child_death_review_meeting_notice_given",
                    "child_death_review_meeting_held", "child_death_review_meeting_reported",
                    "review_meeting_account_sent", "family_told_of_review_meeting",
                    "family_told_after_review_meeting",
                }
            ),
            "child_deaths:death",
        ),
    )  # fmt: skip
    writing = {
        "child death": room.Writing(
            "Child's death being notified", "child_deaths:check", {"draft_id": "pk"}, may="notify child deaths",
            what="all",
        ),
    }  # fmt: skip
