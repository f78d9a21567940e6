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
    "other": msg("other remark"),
}
MODES = {
    "direct": msg("quoted verbatim"),
    "indirect": msg("indirect speech"),
    "attributed": msg("attributed"),
    "reported": msg("summarised"),
    "free_indirect": msg("indirect speech without a verb of saying"),
    "narration": msg("the outlet’s own account"),
}
SAID_NOTHING = {
    "refusal, nothing claimed": msg("no comment"),
    "open question without a source": msg("left open"),
}
"""What a statement is whose reason tells that nothing is said in it, in place of its stance."""
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
    "single_source": msg("one independent source"),
    "disputed": msg("disputed"),
    "unsourced": msg("no source named"),
}
ROOTS = {
    "official": msg("state or public body"),
    "company": msg("company"),
    "agency": msg("news agency"),
    "medium": msg("medium"),
    "state_medium": msg("state medium"),
    "expert": msg("expert"),
    "document": msg("document"),
    "person": msg("person"),
    "reporter": msg("reporter’s own observation"),
    "unnamed": msg("unnamed source"),
    "unknown": msg("source unknown"),
}
PEOPLE = {"official": msg("public office"), "company": msg("company representative")}
"""The same of a source that is a person: nobody is an authority or a company."""

OBVIOUS = frozenset(["named speaker", "named body", "source not named", "no source given", "document cited"])
"""Why a source is one, where its name, or that it has none, says so already."""

LINKS = {
    "speaker": msg("speaker"),
    "document": msg("document"),
    "medium": msg("medium"),
    "agency": msg("news agency"),
    "outlet": msg("outlet"),
    "unknown": msg("source unknown"),
}
DIFFERENCES = {
    "more_specific": msg("more specific than {others}"),
    "differs_in_number": msg("another number than {others}"),
    "differs_in_attribution": msg("another source than {others}"),
    "contradicts": msg("contradicts {others}"),
}
"""How a member of a claim stands to others, by their numbers; that they say the same needs no words."""

DIFFERENCES_SEEN_FROM_B = {"more_specific": msg("less specific than {others}")}
"""The one relation that reads otherwise from the other side."""

APART = {
    "contradicts": msg("contradiction"),
    "differs_in_number": msg("numbers differ"),
    "differs_in_attribution": msg("attributions differ"),
    "more_specific": msg("one wording is more specific"),
}
"""The same of a claim as a whole, what weighs most first."""

DISPUTES = {
    "number": msg("numbers differ"),
    "denial": msg("denial"),
    "date": msg("dates differ"),
    "attribution": msg("attributions differ"),
}
DRIFTS = {
    "verbatim": msg("verbatim"),
    "shortened": msg("shortened"),
    "indirect": msg("turned into indirect speech"),
    "other_speaker": msg("given to another speaker"),
}
FINDINGS = {"headline": msg("headline and text")}
SIGNS = {"cooperative": msg("cooperation"), "conflictual": msg("conflict"), "neutral": msg("neutral")}
"""What an event between two actors is in the end."""

MODALITIES = {
    "reported": msg("as reported"),
    "alleged": msg("unconfirmed"),
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
CELLS = {
    "both": msg("with its denial"),
    "denies": msg("denies"),
    "speculates": msg("speculates"),
    "narration": msg("in its own voice"),
    "direct": msg("quoted verbatim"),
    "indirect": msg("indirect speech"),
    "attributed": msg("attributed"),
    "reported": msg("summarised"),
    "free_indirect": msg("indirect speech without a verb of saying"),
    "absent": msg("not found"),
}
"""How an outlet gives a claim; where it does so in several ways the first of these counts."""
NEARNESS = {
    "same": msg("says nearly the same"),
    "close": msg("close in meaning"),
    "related": msg("on the same matter"),
    "loose": msg("distant, perhaps on the same matter"),
}
"""How near a sentence is to a question in meaning."""
