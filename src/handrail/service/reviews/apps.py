from handrail.service import room


class ReviewsRoom(room.Room):
    name = "handrail.service.reviews"
    label = "reviews"
    title = "Reviews"
    sentence = "Rapid reviews, the dialogue with the Panel, and practice reviews of every kind."
    filing = "handrail.service.reviews.facts.filing_of"
    ways_on = (
        room.Way(
            "Begin a rapid review", "reviews:begin", may="write reviews",
            offered="handrail.service.reviews.actions.writing.waits_for_review",
        ),
        room.Way(
            "Decision on a serious case review", "reviews:serious_case", may="write reviews",
            offered="handrail.service.reviews.under_way.chair_decides",
        ),
        room.Way(
            "Practice reviews: reviewer, panel, report and publication", "reviews:practice_reviews",
            offered="handrail.service.reviews.under_way.any_under_way",
        ),
        room.Way("Record another kind of review: national, of good practice, of a near miss", "reviews:call_review",
                 may="write reviews"),
    )  # fmt: skip
    work = (
        room.Work(
            frozenset({"rapid_review_completed", "rapid_review_sent"}), "reviews:rapid_review",
            begin="reviews:begin", may="write reviews",
        ),
        room.Work(frozenset({"local_review_decided", "local_review_decision_told"}), "reviews:rapid_review"),
        room.Work(
            frozenset({"serious_case_review_decided", "serious_case_review_decision_notified"}),
            "reviews:serious_case_decision", begin="reviews:serious_case", may="write reviews",
        ),
        room.Work(
            frozenset(
                {
                    "local_reviewer_appointed", "local_review_progress_checked", "local_review_report_received",
                    "local_review_report_provided", "local_review_report_sent_to_all", "local_review_published",
                    "local_review_improvements_published", "local_review_taken_down",
                    "serious_case_review_completed", "serious_case_review_published", "serious_case_review_report_sent",
                    "serious_case_review_withholding_told", "serious_case_review_taken_down",
                    "local_review_delay_told", "partner_information_given", "information_request_withdrawn",
                }
            ),
            "reviews:practice_review", begin="reviews:practice_reviews",
        ),
    )  # fmt: skip
    writing = {
        "rapid review": room.Writing(
            "Rapid review", "reviews:rapid_review", {"case_id": "case_id", "review_id": "paper_id"},
            may="write reviews", what="reviews",
        ),
        "terms of reference": room.Writing(
            "Terms of reference of a review", "reviews:add_terms", {"case_id": "case_id", "practice_id": "paper_id"},
            may="work on practice reviews", what="reviews",
        ),
        "report of a review": room.Writing(
            "A version of the report of a review", "reviews:add_drafts",
            {"case_id": "case_id", "practice_id": "paper_id"}, may="work on practice reviews", what="reviews",
        ),
        **{
            kept_as: room.Writing(
                title, "requests:check_summary", {"case_id": "case_id", "request_id": "paper_id"},
                may="send contributions", what="own contribution",
            )
            for kept_as, title in (
                ("information for a review", "Information for a review"),
                ("reply to a draft report", "Reply to a draft report"),
            )
        },
    }  # fmt: skip
    sheets = dict.fromkeys(("information", "draft reply"), "handrail.service.reviews.pages.sheet_put")
    answered = "handrail.service.reviews.actions.sending_through.answer_came"
    papers = ("RapidReview", "PanelMessage", "SeriousCaseDecision", "ReviewCalled", "PracticeReview")
    beside = {
        "RapidReview": ("incidents", "addenda", "later_decisions"),
        "PanelMessage": ("answered_by",),
        "SeriousCaseDecision": ("incidents__serious_case_decisions", "considered"),
        "PracticeReview": (
            "steps", "rapid_review__incidents", "rapid_review__later_decisions",
            "decision__incidents__serious_case_decisions", "called",
            "informationrequests__answers", "informationrequests__of_body", "delays__told",
            "draftshowns__answers", "draftshowns__to_body", "finalreports",
        ),
    }  # fmt: skip
    concerned = "handrail.service.reviews.actions.reviewer.on_the_panel"
    review_opens = "handrail.service.reviews.doors.opens_to"
    yearly = "handrail.service.reviews.yearly.told"
