"""The situations that the guidance names: what each asks besides, and who is usually told because of it.

Which situations there are stands in the editions. What each asks and whom it concerns was not seen in the published
text: it is recalled from what areas do, and every screen says so.
"""

from __future__ import annotations

from dataclasses import dataclass

from handrail.guidance import london_day
from handrail.guidance.edition import Criterion, Edition
from handrail.service.cases.areas import area_of
from handrail.service.child_deaths.models import Death, DiedIn, PlaceOfDeath, Situation, YesNo
from handrail.service.child_deaths.standing import age_at_death, died_at, standing

DECIDES = "special_child_death"
NOT_CONFIRMED = "Recalled from what areas do, and not checked against the published guidance: check it before you act."


@dataclass(frozen=True, slots=True)
class Question:
    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Concerned:
    """Somebody usually told because of a situation, and what they are asked; of a child of these ages alone, where
    there are any."""

    key: str
    words: str
    asks: str
    ages: tuple[int, int] | None = None

    def concerns(self, age: int | None) -> bool:
        return self.ages is None or age is None or self.ages[0] <= age <= self.ages[1]


@dataclass(frozen=True, slots=True)
class Special:
    key: str
    title: str
    questions: tuple[Question, ...]
    told: tuple[Concerned, ...]
    says: str = ""
    """What has to be known before anybody is told."""

    def told_of(self, death: Death) -> list[Concerned]:
        """Who is told of this death, by how old the child was."""
        age = age_at_death(death)
        return [one for one in self.told if one.concerns(age)]


LEDER_AGES = (4, 17)
"""The ages of children whose deaths the learning disability programme joined, as areas restate it."""

SPECIALS = {
    one.key: one
    for one in (
        Special(
            "special_overseas", "Died overseas",
            (
                Question("certified", "How the death was certified and registered there, and what papers there are"),
                Question("brought_home", "Whether the child’s body was or will be brought home, and where to"),
                Question("why_there", "Why the child was there, and with whom"),
                Question("records", "Which records can be had from there, and who has asked for them"),
            ),
            (
                Concerned("coroner", "The coroner for the place the body is brought to", "whether there will be an "
                          "investigation here"),
                Concerned("consular", "The consular staff of the Foreign, Commonwealth and Development Office",
                          "which papers the authorities there can give"),
            ),
        ),
        Special(
            "special_learning_disability", "Learning disability",
            (
                Question("diagnosis", "What the learning disability was, who made out that there was one, and when"),
                Question("adjustments", "Which adjustments were made for the child, and whether they were enough"),
                Question("health_check", "When the last yearly health check was, for a child of 14 or over"),
                Question("decisions", "Whether a decision was made on resuscitation, with whom and why"),
            ),
            (
                Concerned("programme", "The local contact of the learning disability mortality programme (LeDeR)",
                          "whether the programme takes part in reviews of children now and, if it does, to join this "
                          "one, so that the death is not reviewed twice", LEDER_AGES),
            ),
            "The programme joined reviews of children from 4 to 17. One area says that it has since been limited to "
            "adults; from which day is not confirmed. A younger child’s death is not told to it.",
        ),
        Special(
            "special_adult_healthcare", "Adult healthcare setting",
            (
                Question("why_adult", "Why the child was cared for among adults, and who decided it"),
                Question("paediatric", "Which paediatric advice was sought, and when"),
                Question("transition", "How the move from children’s to adults’ services was planned"),
            ),
            (
                Concerned("designated_doctor", "The designated doctor for child deaths",
                          "to help the adult service with the steps of a child’s death"),
                Concerned("adult_service", "The adult service’s lead for deaths", "to take part in the review meeting"),
            ),
        ),
        Special(
            "special_suicide", "Suicide or self-harm",
            (
                Question("earlier_harm", "Whether the child had harmed or tried to kill himself or herself before"),
                Question("support", "Which help the child had asked for or been offered, and what came of it"),
                Question("online", "What is known of what the child saw or wrote online"),
                Question("others_at_risk", "Who else may be at risk now: brothers and sisters, friends, school"),
            ),
            (
                Concerned("public_health", "The public health lead for preventing suicide",
                          "whether other young people need support now"),
                Concerned("school", "The head of the child’s school or college", "who there needs support now"),
            ),
        ),
        Special(
            "special_mental_health", "Inpatient mental health",
            (
                Question("legal", "Whether the child was detained, and under which section"),
                Question("observation", "How the child was being observed, and what was found afterwards"),
                Question("restraint", "Whether restraint, seclusion or medication to calm was used in the last days"),
            ),
            (
                Concerned("regulator", "The Care Quality Commission", "whether it was told of the death"),
                Concerned("provider", "The provider’s lead for patient safety", "what its own investigation covers"),
            ),
        ),
        Special(
            "special_custody", "Custody",
            (
                Question("where_held", "Where the child was held, since when, and on what order"),
                Question("known_risk", "Whether the child was known to be at risk there, and what was done about it"),
                Question("force", "Whether force or separation was used in the last days"),
            ),
            (
                Concerned("ombudsman", "The Prisons and Probation Ombudsman", "what its investigation covers"),
                Concerned("youth_custody", "The Youth Custody Service", "who speaks for it in this review"),
            ),
        ),
    )
}  # fmt: skip


def named_for(death: Death) -> list[tuple[Edition, Criterion]]:
    """The situations that the edition names which governed on the day of the death, in this area."""
    law = area_of(death.case.authority_id).law
    wanted = law.criteria(DECIDES, on=london_day(died_at(death)))
    editions = [edition for edition in law.editions if edition.governs]
    return [next((edition, one) for edition in editions if edition.criteria.get(one.key) is one) for one in wanted]


def suggested_by(death: Death) -> set[str]:
    """Those that the answers already given point to; people say whether they apply."""
    place, found = standing(death, "place_kind"), set()
    of_place = {
        PlaceOfDeath.ADULT_HEALTHCARE: "special_adult_healthcare",
        PlaceOfDeath.MENTAL_HEALTH: "special_mental_health",
        PlaceOfDeath.CUSTODY: "special_custody",
    }
    if place in of_place:
        found.add(of_place[place])
    if standing(death, "died_in") == DiedIn.ABROAD:
        found.add("special_overseas")
    if standing(death, "learning_disability") == YesNo.YES:
        found.add("special_learning_disability")
    return found


def questions_for(death: Death) -> list[tuple[Situation, Question]]:
    """What is asked besides, because of the situations this death is in; of the agencies too, with their forms."""
    standing_ones = death.situations.filter(set_aside_at__isnull=True)
    return [(one, question) for one in standing_ones for question in SPECIALS[one.key].questions]
