"""Of which type a name is that the model reads now as one thing and now as another: one type per name and article.

The model decides mention by mention; an article does not change its mind. What tells more than a majority: a person is
introduced by a full name or a title; a name in front of *-Chef* or *-Aktie* is a body's; *X AG* makes X a body.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from quellenlage.annotate.entities.model_names import Candidate, Label
from quellenlage.annotate.entities.readings import Reading
from quellenlage.annotate.words import Word, closed_class, is_role
from quellenlage.german.lexicon import load_words

_RANK: tuple[Label, ...] = ("ORG", "LOC", "PER", "MISC")
"""Who wins where the votes are even."""
_SURE_VOTES = 100
"""Outweighs every count of the model's own votes in one article."""


def voted(words: Sequence[Word], names: Sequence[Candidate], known: Sequence[Reading]) -> list[Candidate]:
    """The candidates, each with the type that its form has in this article."""
    forms = frozenset(w.text for w in words)
    votes: dict[str, Counter[Label]] = defaultdict(Counter)
    families, first_words = set(), set()
    bodies = set(heads_of_compounds(words))
    for reading in known:
        if reading.person is not None and reading.person.full:
            families.add(reading.person.family)
            # a given name with a hyphen is as telling as a family name (Jong-un, Hans-Jörg)
            families.update(part for part in reading.person.parts if "-" in part)
        elif reading.type == "ORG":
            bodies.add(reading.name)
    for candidate in names:
        votes[_form(words, candidate, forms)][candidate.label] += 1
        if candidate.label == "PER" and candidate.end - candidate.start > 1:
            families.add(words[candidate.end - 1].text)
            families.update(w.text for w in words[candidate.start : candidate.end] if "-" in w.text)
        if candidate.label == "ORG" and words[candidate.end - 1].text in closed_class("legal_forms"):
            first_words.add(words[candidate.start].text)
    first_words |= {
        words[r.start].text for r in known if r.type == "ORG" and words[r.end - 1].text in closed_class("legal_forms")
    }
    titled = {
        _form(words, c, forms)
        for c in names
        if c.start and (is_role(words[c.start - 1].text) or words[c.start - 1].text in load_words("name_titles"))
    }
    types: dict[str, Label] = {}
    for form, count in votes.items():
        if form in families or (form.endswith("s") and "-" in form and form[:-1] in families):
            count["PER"] += _SURE_VOTES
        elif form in first_words or (form in bodies and form not in titled):
            count["ORG"] += _SURE_VOTES
        elif " " not in form and count["ORG"] and count["PER"] and form not in titled:
            count["PER"] = 0  # a person is introduced by a full name or a title
        elif " " not in form and form not in titled and 0 < count["PER"] <= 3 * count["LOC"]:
            count["ORG"] += _SURE_VOTES  # now a person, now a place: neither
        types[form] = min(count, key=lambda label: (-count[label], _RANK.index(label)))
    return [replace(c, label=types[_form(words, c, forms)]) for c in names]


def heads_of_compounds(words: Sequence[Word]) -> dict[str, str]:
    """*Nordbruk* in *Nordbruk-Aktie*, *Nordbruk-Chefin*, with one such compound."""
    heads: dict[str, str] = {}
    for word in words:
        head, hyphen, tail = word.text.partition("-")
        if hyphen and len(head) > 2 and tail.lower() in load_words("body_compounds"):
            heads.setdefault(head, word.text)
    return heads


def _form(words: Sequence[Word], candidate: Candidate, forms: Collection[str]) -> str:
    text = " ".join(w.text for w in words[candidate.start : candidate.end])
    return text[:-1] if text.endswith("s") and text[:-1] in forms else text
