"""Short and pet forms of given names, so that Kate is found where the case knows Katherine."""

from __future__ import annotations

from collections.abc import Iterator

from handrail.analysis.identity.plain import ordinary

FAMILIES = """
thaddeus tad thad ted
jonathan jonty
aleksandra sasha ola aleks
mathilda tilly tilda matty
christabel bel christie chrissie
leocadia cady leo
gwenllian llio gwen
lawrence lol loz
josephine jo josie jojo posy
christopher kester
emmanuel manny mani
margaret peg peggy daisy greta maisie
sarah sadie
helen nell nellie lena
ann nan nancy annie
abigail abby abbie gail
alexander alex alec al sandy sasha xander
alexandra alex alexa lexi sandra sasha
alice ali allie
amelia amy millie mel
andrew andy drew
angus gus
anthony antony tony ant
augustine gus gussie
augustus gus gussie
benjamin ben benny benji
bethany beth betty
caitlin kate katie cat
cameron cam
catherine katherine kathryn kate katie kathy cathy kat kit kitty
charles charlie chas chuck
charlotte charlie lottie char
christina chris chrissie tina
christopher chris kit topher
daniel dan danny
danielle dani danni
david dave davey davy
deborah debbie deb debs
dominic dom nic
dorothy dot dotty
edward ed eddie ted teddy ned
eleanor elle ellie nell nora
elizabeth liz lizzie beth betty bess eliza libby lisa
emily em emmy millie
emma em
ethan eth
evelyn eve evie
florence flo florrie flossie
frances fran frankie
francis frank frankie
frederick fred freddie freddy
gabriel gabe
gabrielle gabby
george georgie
georgina georgie gina
grace gracie
gregory greg
hannah han
harold harry
harriet hattie harry
harrison harry
henrietta hetty hattie etta
henry harry hal hank
ignatius iggy nate
imogen immy
isaac ike zac
isabella isabel isabelle bella izzy izzie belle
jack jackie jacky
jacob jake
jacqueline jackie jacqui
james jim jimmy jamie jem
jasmine jas jazz
jennifer jen jenny jenna
jessica jess jessie
joanne joanna jo josie
john johnny jon jack
jonathan jon jonny
joseph joe joey
joshua josh
judith judy jude
kenneth ken kenny
kimberley kim
lauren laurie loz
lawrence larry laurie
leonard len lenny leo
lily lil
louis lou louie
louise lou
lucas luke
lucy lu
madeleine maddie maddy
margaret maggie meg peggy margie madge
maria mary
martin marty
matilda tilly tilda mattie
matthew matt matty
maxwell max
megan meg
michael mike mick mickey micky
michelle shell chelle
mohammed muhammad mohamed mo
mohsin mo
molly mol
moses mo
natalie nat
natasha tasha nat
nathan nathaniel nate nat
nicholas nick nicky nico
nicola nicky nic
oliver ollie olly
olivia liv livvy ollie
pamela pam
patricia pat patty trish tricia
patrick pat paddy
penelope penny
peter pete
philip phil pip
philippa pippa pip
poppy pops
rachel rach
rebecca becky becca bex
richard rich rick ricky dick
robert rob robbie bob bobby
ronald ron ronnie
rosalind roz ros rosie lindy
rosemary rose rosie
samantha sam sammy
samuel sam sammy
sarah sara sal sally
scarlett scar
sebastian seb
simon si
sophia sophie soph
stephanie steph
stephen steven steve stevie
susan sue susie suzie
theodore theo ted teddy
theresa terry tess tessa
thomas tom tommy
timothy tim timmy
tobias toby
valerie val
victoria vicky vicki tori
vincent vince vinny
william will bill billy willy liam
zachary zac zach zack zak
""".split("\n")[1:-1]

SHORTEST = 3


def short_names(name: str) -> Iterator[str]:
    """The usual ones, and what people make of any long name: its beginning, its end, and either with an ending."""
    for family in FAMILIES:
        forms = family.split()
        if name == forms[0] or (name in forms and len(name) > 4):
            yield from (form for form in forms if form != name)
    if len(name) > 2:
        for stem in _stems(name):
            if stem != name and stem not in ordinary():
                yield stem
            yield from (f"{stem}{ending}" for ending in ("y", "ie", "i", "o", "a", "s"))
            if stem[-1] not in "aeiouy":
                yield from (f"{stem}{stem[-1]}{ending}" for ending in ("y", "ie"))


def _stems(name: str) -> Iterator[str]:
    yield name
    yield from (name[:length] for length in range(SHORTEST, min(len(name), 7)))
    yield from (name[-length:] for length in range(4, min(len(name), 7)))
    yield from (name[place : place + 4] for place in range(1, len(name) - 4) if name[place] not in "aeiouy")
