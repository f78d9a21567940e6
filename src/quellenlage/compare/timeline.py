"""The chronicle: what happened when, one line per date and happening, told by the clearest sentence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from quellenlage.compare.dated_sentences import Dated, dated_sentences
from quellenlage.compare.happenings import happenings_of, rarity_in
from quellenlage.compare.order import in_order
from quellenlage.compare.overtaken import overtaken
from quellenlage.compare.same_lines import by_happening, with_looks_back
from quellenlage.compare.words import even, words_of
from quellenlage.domain.annotations import AnnotatedArticle, Modality
from quellenlage.domain.dossier import Period, TimelineRow
from quellenlage.domain.identity import digest
from quellenlage.german.lexicon import load_words

SENTENCE = 5
"""Words from which on a line without a full stop is a sentence broken off; shorter ones are notes (*Montag, 9 Uhr*)."""

_YEAR = re.compile(r"\d{4}")
_CERTAIN: tuple[Modality, ...] = ("factual", "reported", "alleged", "planned", "hypothetical", "denied")
"""From what happened to what did not: where articles differ, the first holds (what was planned has come to pass)."""

_ELSEWHERE: Mapping[Modality, str] = {
    "factual": "elsewhere told as factual",
    "reported": "elsewhere told as reported",
    "alleged": "elsewhere told as alleged",
    "planned": "elsewhere told as planned",
    "hypothetical": "elsewhere told as hypothetical",
    "denied": "elsewhere told as denied",
}


def find_timeline(members: Sequence[AnnotatedArticle]) -> tuple[TimelineRow, ...]:
    """The dated sentences of a story in the order of their dates: a month or year before its first day (*2025*,
    *2025-03*, *2025-03-01*), a limit (*bis Freitag*) at its end, *Mitte Mai* and *Ende 2025* where they lie in it.

    Within a day: by the time of day, as far as the texts give it, then in the order of telling. Sentences that say the
    same of one date share a line, whatever their articles; the text is the clearest of them, verbatim. The date is as
    precise as the text gives it. A plan that a later article overtakes says so. Background is what every article of a
    line tells as long past. A line whose date belongs to a thing (*im Vertrag von 2018*), not to what happens, is not
    sure; neither is one that tells what might have been, nor a sentence that breaks off or has no verb, nor the day on
    which somebody only tells what the sentence dates itself, nor what somebody says of their own doings and feelings.
    """
    ordered = in_order(members)
    found = {(h.article, h.time.start): h for member in ordered for h in happenings_of(member)}
    rarity = rarity_in(found.values())
    by_date: dict[tuple[str | None, str | None], list[Dated]] = defaultdict(list)
    for member in ordered:
        for dated in dated_sentences(member, found):
            by_date[dated.place.shown.from_, dated.place.shown.to].append(dated)
    order = {member.article.id: place for place, member in enumerate(ordered)}
    groups = with_looks_back([group for dated in by_date.values() for group in by_happening(dated, rarity)])
    why = overtaken(groups, ordered)
    rows = [(_place(group, order), _row(group, order, why.get(n))) for n, group in enumerate(groups)]
    return tuple(row for _, row in sorted(rows, key=lambda r: r[0]))


def _place(group: Sequence[Dated], order: Mapping[str, int]) -> tuple[object, ...]:
    """What lines are ordered by: date, weekday of an article whose day is not known, time of day, then where it is
    told first."""
    told = min((order[d.evidence.article], d.evidence.start, d.evidence.end) for d in group)
    shown = group[0].place.shown
    # days of an unknown week: article by article
    week = min(((order[d.evidence.article], d.weekday) for d in group if d.place.about), default=(-1, 0))
    return min(d.place.sorted for d in group), shown.to or "", week, min(d.hour for d in group), told


def _row(group: list[Dated], order: Mapping[str, int], overtaken_by: str | None) -> TimelineRow:
    """One line; `order` is the place of each article by publication; `overtaken_by` is why a plan holds no more."""
    shown = _shown(group)
    evidence = tuple(sorted({d.evidence for d in group}))
    clearest = min(group, key=_clearness)
    # "der erste Besuch seit 2000 ist geplant": that is not how the one of 2000 is told
    telling = [d for d in group if not d.of_a_thing] or group
    modality = min((d.modality for d in telling), key=_CERTAIN.index)
    types = [d.event_type for d in sorted(group, key=_clearness) if d.event_type is not None]
    phrase = "date in the text" if _YEAR.search(clearest.said) else "counted from the publication date"
    if clearest.place.about:
        phrase = "counted from the days on which the article may have come out"
    dated = f"{phrase}: {even(clearest.said)}" if clearest.said else "no date in the lead, so the article's own days"
    others = sorted({d.modality for d in telling} - {modality}, key=_CERTAIN.index)
    # what a page cut in two says neither who nor what
    # "Mai 2010: Mühlenbrand" is a note; "im Mai 2010" alone, and longer words without a verb, tell nothing
    empty = not any(d.tells for d in group) and (
        not any(d.words for d in group) or len(words_of(clearest.text)) >= SENTENCE
    )
    broken = not clearest.heading and not _whole(clearest.text) and len(words_of(clearest.text)) >= SENTENCE
    doubts = {
        "date of a thing": all(d.of_a_thing for d in group),
        "no verb, no happening": empty,
        "sentence broken off": broken,
        "told as not having happened": all(d.negated for d in group),
        "day of the telling, what is told has its own": all(d.saying for d in group),
        "what somebody does or feels": all(d.of_oneself for d in group),
    }
    return TimelineRow(
        id=digest("timeline", shown.from_ or f"-{shown.to}", *(str(x) for x in _identity(group))),
        date=shown,
        text=even(clearest.text),
        event_type=next((t for t in types if t != "OTHER"), types[0] if types else None),
        modality=modality,
        articles=tuple(sorted({d.evidence.article for d in group}, key=order.__getitem__)),
        evidence=evidence,
        background=all(d.background for d in group),
        reasons=(
            dated,
            *(f"another article looks back to it: {even(d.said)}" for d in group if d.looks_back),
            *(_ELSEWHERE[m] for m in others),
            *([overtaken_by] if overtaken_by else ()),
            *(doubt for doubt, holds in doubts.items() if holds),
        ),
        sure=not (modality == "hypothetical" or any(doubts.values())),
    )


def _shown(group: Sequence[Dated]) -> Period:
    """The date of a line: that of the news, with the part of a month or year that one of its sentences names."""
    ordered = sorted(group, key=lambda d: d.looks_back)
    shown = ordered[0].place.shown
    parts = (d.place.shown.part for d in ordered if not d.looks_back)
    return Period(shown.from_, shown.to, next((p for p in parts if p is not None), None))


def _clearness(dated: Dated) -> tuple[object, ...]:
    """Whole sentences that tell what happened, in the outlet's words, of somebody who is named; then the shortest."""
    words = words_of(dated.text)
    return (
        dated.looks_back,
        not _whole(dated.text) or dated.heading or not dated.tells,
        dated.of_a_thing,
        _CERTAIN.index(dated.modality),
        dated.of_somebody or not words or words[0] in load_words("clause_pronouns"),
        len(dated.text),
        dated.evidence,
    )


def _identity(group: list[Dated]) -> tuple[str, int, int]:
    first = min(d.evidence for d in group if not d.looks_back)
    return first.article, first.start, first.end


def _whole(text: str) -> bool:
    """True for a sentence that ends as one and is no heading, or for a half that ends at a semicolon."""
    return text.rstrip('"“”»«’‘)').endswith((".", "!", "?", "…", ":", ";")) and len(words_of(text)) >= SENTENCE
