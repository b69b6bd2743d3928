from handrail.service import room


class LearningRoom(room.Room):
    name = "handrail.service.learning"
    label = "learning"
    title = "Learning"
    sentence = "Findings with why, what is recommended to whom, actions, and evidence that anything changed."
    filing = "handrail.service.learning.facts.filing_of"
    ways_on = (
        room.Way("Learning", "learning:folder_learning", may="read actions"),
        room.Way("Actions", "learning:folder_actions", may="read actions"),
    )
    found_before = "handrail.service.learning.before.found_before"
    covered = "handrail.service.learning.several.file_anew"
    files_shut = "handrail.service.learning.several.evidence_shut_to"
    behind = (room.Behind("learning.BriefingCopy", ("case",)),)
    papers = ("Action", "Finding", "Recommendation", "Addressee", "Briefing")
    beside = {"Action": ("owner",), "Addressee": ("body", "withdrawn_from", "recommendation", "answers", "re_audits")}
    read_with = {
        "Action": "handrail.service.learning.several.actions_marked",
        "Finding": "handrail.service.learning.several.findings_marked",
        "Briefing": "handrail.service.learning.several.briefings_marked",
    }
    goes_over = "handrail.service.learning.goes_over.goes_with_the_folder"
    carried = "handrail.service.learning.carried.carried"
    matters = "handrail.service.learning.carried.matters"
    each_minute = ("handrail.service.learning.actions.meanings.make_vectors",)
    rounds = (
        "handrail.service.learning.tracker.taking_in.empty_forgotten",
        "handrail.service.learning.reminders.write_due_reminders",
    )
    yearly = "handrail.service.learning.yearly.told"
