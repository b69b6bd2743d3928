from handrail.service import room


class ReviewsRoom(room.Room):
    name = "handrail.service.reviews"
    label = "reviews"
    title = "Reviews"
    sentence = "Rapid reviews, and the dialogue with the Panel."
    filing = "handrail.service.reviews.facts.filing_of"
    ways_on = (("Begin a rapid review", "reviews:begin", "write reviews"),)
    papers = ("RapidReview", "PanelMessage")
    beside = {"RapidReview": ("incidents", "addenda", "later_decisions"), "PanelMessage": ("answered_by",)}
