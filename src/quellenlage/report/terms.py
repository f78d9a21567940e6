"""How the interface names the values of the domain: stances, modes, kinds, states. English source strings."""

from __future__ import annotations

from quellenlage.report.translate import msg

STANCES = {
    "asserts": msg("statement"),
    "denies": msg("denial"),
    "demands": msg("demand"),
    "promises": msg("promise"),
    "warns": msg("warning"),
    "speculates": msg("speculation"),
    "praises": msg("praise"),
    "criticises": msg("criticism"),
    "asks": msg("question"),
    "other": msg("remark"),
}
MODES = {
    "direct": msg("quoted verbatim"),
    "indirect": msg("indirect speech"),
    "attributed": msg("attributed"),
    "reported": msg("summarised"),
    "free_indirect": msg("free indirect speech"),
    "narration": msg("the outlet’s own account"),
}
CERTAINTIES = {"probable": msg("given as probable"), "possible": msg("given as possible")}
VIAS = {
    "interview": msg("interview"),
    "agency": msg("news agency"),
    "medium": msg("other medium"),
    "document": msg("document"),
    "person": msg("go-between"),
}
STATES = {
    "corroborated": msg("several independent sources"),
    "single_source": msg("only one original source"),
    "disputed": msg("disputed"),
    "unsourced": msg("no source named"),
}
MODALITIES = {
    "reported": msg("as reported"),
    "alleged": msg("alleged"),
    "planned": msg("planned"),
    "denied": msg("denied"),
    "hypothetical": msg("hypothetical"),
}
"""Factual events carry no label: that is what a chronicle holds."""

EVENTS = {
    "ACCUSE": msg("accusation"),
    "AGREE": msg("agreement"),
    "AID": msg("aid"),
    "ASSAULT": msg("attack"),
    "COERCE": msg("coercion"),
    "CONCEDE": msg("concession"),
    "CONSULT": msg("meeting or talks"),
    "COOPERATE": msg("cooperation"),
    "MOBILIZE": msg("mobilisation"),
    "OTHER": msg("happening"),
    "PROTEST": msg("protest"),
    "REJECT": msg("rejection"),
    "REQUEST": msg("demand"),
    "RETREAT": msg("retreat"),
    "SANCTION": msg("sanction"),
    "SUPPORT": msg("support"),
    "THREATEN": msg("threat"),
}
"""Types of events after PLOVER 2.0."""

VOICES = {"quoted": msg("in quotation marks"), "reported": msg("in reported speech")}
"""The outlet's own voice carries no label: it is the rule."""

REUSES = {
    "boilerplate": msg("standing notice"),
    "wire": msg("agency text"),
    "copy": msg("copied passage"),
    "self": msg("the outlet repeats itself"),
    "quotation": msg("same quotation"),
}
ACTORS = {
    "PER": msg("People"),
    "ORG": msg("Organisations"),
    "GPE": msg("States and municipalities"),
    "LOC": msg("Places"),
    "FAC": msg("Buildings and sites"),
    "EVENT": msg("Events"),
    "WORK": msg("Works"),
    "MISC": msg("Others"),
}
MARKS = {
    "PER": msg("person"),
    "ORG": msg("organisation"),
    "GPE": msg("state or municipality"),
    "LOC": msg("place"),
    "FAC": msg("building or site"),
    "EVENT": msg("event"),
    "WORK": msg("work"),
    "MISC": msg("other name"),
    "DATE": msg("date"),
    "TIME": msg("time of day"),
    "DURATION": msg("duration"),
    "SET": msg("recurring time"),
    "cardinal": msg("number"),
    "money": msg("sum of money"),
    "percent": msg("percentage"),
    "rate": msg("rate"),
}
FURNITURE = {
    "nav": msg("navigation"),
    "credit": msg("photo credit"),
    "caption": msg("caption"),
    "related": msg("link to other articles"),
    "notice": msg("standing notice"),
    "byline": msg("byline"),
    "ad": msg("advertisement"),
}
CHANGES = {
    "number": msg("number changed"),
    "quote": msg("quotation changed"),
    "attribution": msg("attribution changed"),
    "headline": msg("headline changed"),
    "other": msg("wording changed"),
}
