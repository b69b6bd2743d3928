"""How the folders that are counted back from today stand, on whatever day they are loaded."""

from __future__ import annotations

LIVE = {
    "Linden Sandmartin": """
        notify_panel met
        notify_panel_act met
        tell_safeguarding_partners met
        rapid_review met
        send_rapid_review met
        tell_local_review_decision met
        appoint_local_reviewer met
        explain_local_review_delay met
        monitor_local_review met
        monitor_local_review met
        monitor_local_review running
        publish_local_review running
        supervise_local_review running
    """,
    "Aubrey Dabchick": """
        notify_panel running
        notify_panel_act running
        tell_safeguarding_partners running
    """,
    "Marigold Cowslip": """
        notify_panel met
        notify_panel_act met
        tell_safeguarding_partners met
        rapid_review running
    """,
    "Fern Bittern": """
        notify_panel overdue
        notify_panel_act running
        tell_safeguarding_partners overdue
    """,
    "Elowen Foxglove": """
        notify_panel late
        notify_panel_act met
        tell_safeguarding_partners late
        rapid_review running
    """,
    "Alder Merganser": """
        notify_panel met
        notify_panel_act met
        tell_safeguarding_partners met
        rapid_review running
    """,
    "Hazel Merganser": """
        notify_panel running
        notify_panel_act running
        tell_safeguarding_partners running
    """,
    "Piers Mossgill": "notify_looked_after_child_death running",
    "Rowan Thistledown": "notify_care_leaver_death met",
    "Jem Sedgeby": """
        notify_panel met
        notify_panel_act met
        tell_safeguarding_partners met
        rapid_review running
    """,
    "Child Teasel": "",
    "Linnet Teasel": """
        notify_panel fell_away
        notify_panel_act fell_away
        tell_safeguarding_partners fell_away
    """,
    "Rory Bramblewick": """
        notify_panel met
        notify_panel_act met
        tell_safeguarding_partners met
        rapid_review running
    """,
    "Ivo Woodlark": """
        notify_panel met
        notify_panel_act met
        tell_safeguarding_partners met
        rapid_review met
        send_rapid_review met
        tell_local_review_decision met
    """,
}
