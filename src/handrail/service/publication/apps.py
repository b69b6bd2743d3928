from handrail.service import room


class PublicationRoom(room.Room):
    name = "handrail.service.publication"
    label = "publication"
    title = "Publication"
    sentence = "What of a review becomes public, when, and on whose word; what was published, and what was withdrawn."
    filing = "handrail.service.publication.facts.filing_of"
    papers = ("Publication",)
    ways_on = (
        room.Way(
            "Publication: the public text, its check and its release", "publication:publications",
            offered="handrail.service.publication.gate.anything_to_publish",
        ),
    )  # fmt: skip
    marks = "handrail.service.publication.knowing.marks_in"
    names_written = "handrail.service.publication.papers.names_written"
    published = "handrail.service.publication.bundle.public_now"
    went_public = "handrail.service.publication.went.of_review"
    public_at = "handrail.service.publication.arranged.public_at"
    told_on_folder = "handrail.service.publication.gate.told_on_folder"
    yearly = "handrail.service.publication.yearly.told"
