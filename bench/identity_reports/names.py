"""Invented names. First names are everyday ones, as a checker must cope with those; surnames and places are made up."""

from __future__ import annotations

from pathlib import Path


def listed(name: str) -> tuple[str, ...]:
    return tuple((Path(__file__).parent / "lists" / f"{name}.txt").read_text(encoding="utf-8").splitlines())


# first name -> the short forms that people would use for it
GIRLS: dict[str, tuple[str, ...]] = {
    "Tamsin": ("Tam", "Tammy"), "Elizabeth": ("Lizzie", "Beth", "Betsy"), "Katherine": ("Kitty", "Kat", "Katie"),
    "Rosalind": ("Roz", "Rosie"), "Philippa": ("Pippa", "Pip"), "Oluwaseun": ("Seun",), "Jasmeet": ("Jas",),
    "Margaret": ("Maggie", "Peggy"), "Christabel": ("Chrissie", "Bel"), "Aleksandra": ("Ola", "Sasha"),
    "Gwenllian": ("Gwen", "Llio"), "Imogen": ("Immy",), "Theodora": ("Thea", "Dora"), "Nusrat": ("Nush",),
    "Francesca": ("Fran", "Frankie"), "Josephine": ("Josie", "Jo"), "Anneliese": ("Annie",), "Marisol": ("Mari",),
    "Victoria": ("Vicky", "Tori"), "Bronwen": ("Bron",), "Chidinma": ("Chichi",), "Eleanor": ("Nell", "Ellie"),
    "Samantha": ("Sammy", "Sam"), "Isabella": ("Izzy", "Bella"), "Henrietta": ("Hetty", "Etta"), "Zofia": ("Zosia",),
    "Leocadia": ("Leo", "Cady"), "Mathilda": ("Tilly", "Mattie"), "Rukhsana": ("Rukhi",), "Winifred": ("Freddie",),
    "Grace": ("Gracie",), "May": (), "Rose": ("Rosie",), "Hope": (), "Faith": (), "Joy": (), "Dawn": (),
    "Summer": (), "Carol": (), "Penny": (), "Holly": ("Hols",), "Ivy": (), "Amber": (), "Ruby": ("Rubes",),
    "Olive": ("Ollie",), "Hazel": (), "Iris": (), "Eve": ("Evie",), "Violet": ("Vi",), "Lily": ("Lils",),
    "Daisy": ("Daze",), "Star": (), "Skye": (),
}  # fmt: skip
BOYS: dict[str, tuple[str, ...]] = {
    "Bartholomew": ("Bart", "Barty"), "Jonathan": ("Jonty", "Jon"), "Alexander": ("Sandy", "Xander"),
    "Dominic": ("Dom",), "Nathaniel": ("Nat", "Nate"), "Sebastian": ("Seb", "Bas"), "Oluwaseyi": ("Seyi",),
    "Benedict": ("Ben", "Benny"), "Gethin": ("Geth",), "Mohsin": ("Mo",), "Thaddeus": ("Tad", "Thad"),
    "Montgomery": ("Monty",), "Edward": ("Ted", "Ned", "Eddie"), "Christopher": ("Kit", "Kester"),
    "Krzysztof": ("Krzys",), "Harpreet": ("Harps",), "Zachary": ("Zac", "Zak"), "Lawrence": ("Laurie", "Lol"),
    "Augustus": ("Gus",), "Frederick": ("Fred", "Rick"), "Ignatius": ("Iggy",), "Callum": ("Cal",),
    "Tobias": ("Toby",), "Reginald": ("Reggie",), "Emmanuel": ("Manny",), "Yusuf": ("Yus",), "Leopold": ("Poldy",),
    "Will": ("Willy",), "Mark": ("Marky",), "Bill": ("Billy",), "Frank": (), "Jack": ("Jacky",), "Drew": (),
    "Chance": (), "Robin": ("Rob",), "Art": (), "Guy": (), "Max": (), "Ray": (), "Miles": (), "Dean": (),
    "Earl": (), "Rob": ("Robbie",), "Pat": ("Paddy",), "Victor": ("Vic",), "Heath": (), "Cliff": (),
    "Josh": ("Joshie",),
}  # fmt: skip
PET_NAMES = listed("pet_names")
SURNAMES = listed("surnames")
STAFF_SURNAMES = listed("staff_surnames")
PUBLISHED_SURNAMES = listed("published_surnames")
PSEUDONYMS = listed("pseudonyms")
PLACES = listed("places")
STREETS = listed("streets")
HOUSES = listed("houses")
SITES = listed("sites")
BODIES = listed("bodies")
POSTAL_AREAS = ("WE", "GW", "HV", "RW", "BV")  # none is a postal area of the United Kingdom
AREAS = ("Wend Valley", "Northmarch", "Tarrowshire", "Easterholme", "Greater Wendham", "Sandlingshire", "Mereland")
JOBS: dict[str, tuple[str, ...]] = {
    "consultant paediatrician": ("Dr",), "general practitioner": ("Dr",), "psychiatrist": ("Dr", "Professor"),
    "junior doctor": ("Dr",), "health visitor": ("Mrs", "Ms", "Nurse"), "midwife": ("Sister", "Mrs", "Miss"),
    "school nurse": ("Nurse", "Mr", "Ms"), "social worker": ("Ms", "Mr", "Miss"), "team manager": ("Mr", "Mrs"),
    "police constable": ("PC", "P.C.", "Constable"), "detective": ("DC", "DS", "Detective Sergeant", "DI"),
    "head teacher": ("Mr", "Mrs", "Miss"), "class teacher": ("Miss", "Mr", "Mrs"), "probation officer": ("Mr", "Ms"),
    "family support worker": ("Ms", "Mrs"), "paramedic": ("Mr", "Ms"), "housing officer": ("Mr", "Mrs"),
}  # fmt: skip
# kind of school -> how people who know the area would describe it without its name
SCHOOLS: dict[str, tuple[str, ...]] = {
    "Catholic Primary School": (
        "the Catholic primary",
        "the only Catholic primary in the town",
        "the RC primary school near the park",
    ),
    "Church of England Infant School": (
        "the church infant school",
        "the C of E infants by the mill",
        "the village's church infants",
    ),
    "Community College": (
        "the community college on the hill",
        "the secondary school with the planetarium",
        "the town's community college",
    ),
    "Grammar School for Girls": (
        "the girls' grammar",
        "the girls' grammar school by the river",
        "the selective girls' school",
    ),
    "Steiner School": (
        "the Steiner school",
        "the Steiner school in the old brewery",
        "the area's one Steiner school",
    ),
    "Sports Academy": (
        "the sports academy",
        "the academy with the velodrome",
        "the academy next to the ice rink",
    ),
    "Nursery School": (
        "the nursery school in the old chapel",
        "the maintained nursery by the harbour",
        "the nursery above the library",
    ),
    "Cathedral Choir School": (
        "the choir school",
        "the choristers' school",
        "the school in the cathedral close",
    ),
}
