"""Disputed speakers: quoted words that another article gives to somebody else."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from quellenlage.compare.circumstances import letters
from quellenlage.compare.dispute_rows import Told, row_of
from quellenlage.compare.order import first_version
from quellenlage.compare.root_kinds import is_body
from quellenlage.compare.roots import same_person
from quellenlage.compare.utterances import Form, given_to_others
from quellenlage.compare.words import even, words_of
from quellenlage.domain.annotations import AnnotatedArticle, Statement
from quellenlage.domain.dossier import Dispute, Side
from quellenlage.domain.span import Evidence

RUN = 6
"""Words in a row that an utterance given to two people has in both forms: *Licht am Ende des Tunnels* is said by many.
"""
MISSPELT = 88
"""Similarity of two names (rapidfuzz ratio, 0 to 100) from which on one may be a slip of the other."""
SLIPS = 1
"""Letters by which two family names differ that may be one (*Lux*, *Lix*)."""
UNNAMED, BEFORE, WITH_CUE = range(3)
"""How plainly an article names the speaker of some words."""
LONGEST = 800
"""Characters from the speaker to the end of the words that are given to him."""
FULL = 2
"""Words of a full name, or of a name with its role: a family name alone may be that of several."""


def find_attributions(ordered: Sequence[AnnotatedArticle], story: Told) -> Iterator[Dispute]:
    """Quoted words that another article gives to somebody else. Sure where each of two articles names its speaker at
    the very words, and neither names the other one there: most of what else looks so is a quotation inside a quotation,
    a pronoun taken for somebody else, or one person under two names."""
    for utterance in given_to_others(ordered):
        by_speaker: dict[str, list[Form]] = defaultdict(list)
        for member, statement in utterance:
            name = statement.speaker_name or ""
            if _names_himself(member, statement):
                continue
            known = next((n for n in by_speaker if _one_speaker(n, name)), name)
            by_speaker[known].append((member, statement))
        if len(by_speaker) < 2:
            continue
        sides = []
        for said in by_speaker.values():
            spans = [(m.article.id, story.sentence(m.article.id, s.span.start).hull(s.span)) for m, s in said]
            evidence = tuple(sorted({Evidence(article, *span) for article, span in spans}))
            sides.append(Side(story.words(evidence[0]), evidence))
        member, statement = utterance[0]
        text = " … ".join(even(s.of(member.article.text)) for s in statement.quote)
        yield row_of(
            "attribution",
            text,
            sides,
            [f"given to: {', '.join(by_speaker)}"],
            sure=_is_set_against(by_speaker, story) and _is_verbatim(utterance),
        )


def _is_set_against(by_speaker: Mapping[str, Sequence[Form]], story: Told) -> bool:
    """True where every speaker is a person whom an article names at the words, and the other ones are not named there;
    and no article gives them to two."""
    if any(is_body(*f) for s in by_speaker.values() for f in s):
        return False
    articles = [{first_version(m.article) for m, _ in said} for said in by_speaker.values()]
    if any(a & b for n, a in enumerate(articles) for b in articles[n + 1 :]):
        return False
    families = {name: _last_word(name) for name in by_speaker}
    named = [
        max(_named(form, name, [f for n, f in families.items() if n != name], story) for form in said)
        for name, said in by_speaker.items()
    ]
    # one may name him in the sentence before, as long as another article is plain
    return min(named) >= BEFORE and max(named) == WITH_CUE


def _last_word(name: str) -> str:
    """Of a person the family name; of what has no letters all of it."""
    return (words_of(name) or [name])[-1]


def _named(form: Form, name: str, others: Sequence[str], story: Told) -> int:
    """How plainly an article names the speaker of some words: with the verb in their sentence, in the sentence before
    them, or not at all, which holds where one of the others is named there, too."""
    member, statement = form
    text, article, marks = member.article.text, member.article.id, member.annotations
    spans = [s for s in statement.speaker if _last_word(name) in words_of(s.of(text))]
    if len(name.split()) < FULL:
        # "Obama" may be several, "Chefarzt Obama" is one
        spans = [s for s in spans if len(words_of(s.of(text))) >= FULL]
    people = (e for e in member.annotations.entities if e.type == "PER" and not (e.nominal or e.pronoun))
    if not spans or not any(e.name == name or e.name == statement.speaker_name for e in people):
        return UNNAMED
    around = story.sentence(article, statement.span.start).hull(statement.span)
    here, there = (marks.sentence_at(s.start) for s in (statement.span, spans[0]))
    whole = around.hull(story.sentence(article, spans[0].start))
    if whole.end - whole.start > LONGEST or not set(others).isdisjoint(words_of(whole.of(text))):
        return UNNAMED
    if statement.cue and around.contains(spans[0]):
        # "habe gewusst, aber: ..." is itself told by somebody
        first, last = (bisect_left(marks.tokens, at, key=lambda t: t.start) for at in around)
        verbs = [t for t in marks.tokens[first:last] if any(c.covers(t.start) for c in statement.cue)]
        told = any("Mood=Sub" in (t.morph or "") for t in verbs)
        return BEFORE if told else WITH_CUE
    follows = here is not None and there == here - 1 and "\n" not in text[spans[0].end : statement.span.start]
    return BEFORE if follows else UNNAMED


def _names_himself(member: AnnotatedArticle, statement: Statement) -> bool:
    """True where the words name the one they are given to: nobody says *Ahrens kündigt an* of himself, so they are
    given to him by mistake."""
    entities = member.annotations.entities
    named = (e for e in entities if e.type == "PER" and not (e.pronoun or e.nominal))
    return any(e.name == statement.speaker_name and any(q.contains(e.span) for q in statement.quote) for e in named)


def _is_verbatim(utterance: Sequence[tuple[AnnotatedArticle, Statement]]) -> bool:
    """True if two forms have a run of words in common, and the same numbers: a turn of phrase (*mit gutem Beispiel
    vorangehen*) is said by many, and one notice by the heads of several branches, each with its figures."""
    words = [words_of(" ".join(s.of(m.article.text) for s in statement.quote)) for m, statement in utterance]
    runs = [{tuple(row[i : i + RUN]) for i in range(len(row) - RUN + 1)} for row in words]
    numbers = {frozenset(w for w in row if w[0].isdigit()) for row in words} - {frozenset()}
    return len(numbers) <= 1 and any(a & b for n, a in enumerate(runs) for b in runs[n + 1 :])


def _one_speaker(a: str, b: str) -> bool:
    """True for names that may be one person's: a family name alone is that of the full name."""
    left, right = words_of(a), words_of(b)
    if letters(a) == letters(b) or fuzz.ratio(" ".join(left), " ".join(right)) >= MISSPELT or same_person(a, b):
        return True
    if set(left) <= set(right) or set(right) <= set(left):
        return True
    # one family name: *Chuck Schumer*, *Charles Schumer*
    return bool(left and right) and Levenshtein.distance(letters(left[-1]), letters(right[-1])) <= SLIPS
