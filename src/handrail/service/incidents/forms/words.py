"""Lists of answers, each with a way to say that it is not known."""

from handrail.service.incidents.models import Nature, YesNo

NOT_KNOWN = "not known"
YES_NO = YesNo.choices
NATURE = Nature.choices
OUTCOMES = [
    (Nature.DEATH, "The child has died"),
    (Nature.SERIOUS_HARM, "The child has been seriously harmed"),
    (Nature.OTHER, "Something else, such as a child who harmed another"),
]
NONE_SUSPECTED = "none suspected"
NOT_YET_KNOWN = "not yet known"
ABUSE = [
    ("neglect", "Neglect"),
    ("physical", "Physical abuse"),
    ("sexual", "Sexual abuse"),
    ("emotional", "Emotional abuse"),
    ("exploitation", "Exploitation, sexual or criminal"),
    ("domestic", "Domestic abuse"),
    (NOT_YET_KNOWN, "Suspected, but the kind is not yet known"),
    (NONE_SUSPECTED, "No abuse or neglect is known or suspected"),
]
ETHNICITIES = [
    (words, words)
    for words in (
        "White: English, Welsh, Scottish, Northern Irish or British", "White: Irish", "White: Gypsy or Irish Traveller",
        "White: Roma", "White: any other", "Mixed: White and Black Caribbean", "Mixed: White and Black African",
        "Mixed: White and Asian", "Mixed: any other", "Asian or Asian British: Indian",
        "Asian or Asian British: Pakistani", "Asian or Asian British: Bangladeshi", "Asian or Asian British: Chinese",
        "Asian or Asian British: any other", "Black or Black British: Caribbean", "Black or Black British: African",
        "Black or Black British: any other", "Other: Arab", "Other: any other", "Refused", "Not known",
    )
]  # fmt: skip
PLACEMENTS = [
    (words, words)
    for words in (
        "At home", "With relatives or friends", "Foster carers", "Residential children's home", "Residential school",
        "Semi-independent or supported lodgings", "Hospital, or a mother and baby unit",
        "Secure home or young offender institution", "Placed for adoption", "Somewhere else", "Not known",
    )
]  # fmt: skip
BORN = [
    ("known", "The date of birth is known"),
    ("estimated", "The date of birth is estimated"),
    ("unborn", "The child is not yet born: give the date expected, if known"),
    (NOT_KNOWN, "Not known"),
]
HAPPENED = [
    ("known", "The day is known"),
    ("estimated", "The day is estimated"),
    ("in words", "It can only be told in words, such as “over several weeks in May”"),
    (NOT_KNOWN, "Not known"),
]
