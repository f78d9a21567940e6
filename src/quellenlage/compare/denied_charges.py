"""Denials that only point back (*Die Reederei wies das zurück*, *wies den Vorwurf zurück*), and the charges they mean.

What one speaker charges somebody with goes on over several sentences in the subjunctive; *das* means all of it, *den
Vorwurf* the sentence with the verb of accusing. Sure only where the one charged is the one who denies, nobody else
speaks between them, and the denial stands right behind.
"""

from __future__ import annotations

from collections.abc import Iterator

from quellenlage.compare.words import WORD, words_of
from quellenlage.domain.annotations import AnnotatedArticle, Statement
from quellenlage.domain.span import Span
from quellenlage.german.folding import fold
from quellenlage.german.lemmas import lemma_of, noun_lemma
from quellenlage.german.lexicon import load_words, word_class

FAR = 6
"""Sentences back to the charge at most."""
LEAD = 4
"""Words before the denial in its sentence: its speaker's name and role (*Die Thoms Bau AG wies das zurück*)."""
PARTED = "\n"


def denied_charges(member: AnnotatedArticle) -> Iterator[tuple[tuple[Statement, ...], Statement]]:
    """The statements of a charge, and the denial that means them."""
    for denial in member.annotations.statements:
        if denial.in_furniture or denial.stance != "denies" or not denial.speaker_name or not denial.quote:
            continue
        points, charges = _what_it_points_to(member, denial)
        if not (points or charges) or _is_negated(member, denial):
            continue
        found = _beside(member, denial) if points else ()
        found = found or _charge_before(member, denial, whole=points)
        if found:
            yield found, denial


def _what_it_points_to(member: AnnotatedArticle, denial: Statement) -> tuple[bool, bool]:
    """Whether a denial means all that was said before (*das*), or a charge (*den Vorwurf*, *diese Vorwürfe*)."""
    words = [w for q in denial.quote for w in WORD.findall(q.of(member.article.text))]
    small = [w.casefold() for w in words]
    pointing = load_words("pointing_words") | load_words("definite_articles")
    points = len(words) == 1 and small[0] in load_words("pointing_words")
    nouns = {noun_lemma(w) for w in words[1:]}
    return points, bool(nouns) and small[0] in pointing and nouns <= load_words("accusing_nouns")


def _is_negated(member: AnnotatedArticle, denial: Statement) -> bool:
    """True for *bestritt das nicht*."""
    sentence = _sentence(member, denial)
    if sentence is None or not denial.cue:
        return True
    behind = member.article.text[min(c.start for c in denial.cue) : sentence.end]
    return not load_words("negations").isdisjoint(words_of(behind.partition(",")[0]))


def _beside(member: AnnotatedArticle, denial: Statement) -> tuple[Statement, ...]:
    """What somebody else says in the sentence of the denial, right before it: *Der Rat spricht von Pfusch, die Firma
    weist das zurück*."""
    sentence = _sentence(member, denial)
    if sentence is None:
        return ()
    begin = min(s.start for s in (*denial.speaker, *denial.cue, *denial.quote))
    inside = [s for s in _said(member, sentence) if s.span.end <= begin]
    if len(inside) != 1 or not inside[0].speaker_name or inside[0].speaker_name == denial.speaker_name:
        return ()
    one = inside[0]
    between = member.article.text[max(s.end for s in (*one.quote, *one.cue, *one.speaker)) : begin]
    # "der Rat spricht von Pfusch, der Bund von Sabotage, die Firma weist das zurück": which of them is open
    return (one,) if one.stance != "denies" and not words_of(between) else ()


def _charge_before(member: AnnotatedArticle, denial: Statement, *, whole: bool) -> tuple[Statement, ...]:
    """The charge in the sentences before a denial: all that its speaker says since, or the sentence of accusing."""
    marks, text = member.annotations, member.article.text
    here = marks.sentence_at(denial.span.start)
    if here is None or len(words_of(text[marks.sentences[here].start : denial.span.start])) > LEAD + len(denial.cue):
        return ()
    said: list[Statement] = []
    for at in range(here - 1, max(-1, here - 1 - FAR), -1):
        gap = text[marks.sentences[at].end : marks.sentences[at + 1].start]
        # only the charge as such is denied in a paragraph of its own
        if PARTED in gap and (whole or at != here - 1):
            return ()
        inside = _said(member, marks.sentences[at].span)
        if not inside or any(not _one_speaker(member, s, (said or inside)[0]) for s in inside):
            return ()
        if any(s.speaker_name == denial.speaker_name for s in inside):
            return ()
        said = [*inside, *said]
        accusing = [s for s in inside if _accuses(member, s, denial)]
        if accusing:
            return tuple(s for s in said if s.stance != "denies") if whole else tuple(accusing)
    return ()


def _said(member: AnnotatedArticle, within: Span) -> list[Statement]:
    """What somebody says in a sentence, words quoted inside of it left out."""
    found = (s for s in member.annotations.statements if within.contains(s.span) and s.parent is None)
    return [s for s in found if not s.in_furniture and s.mode != "narration" and s.quote]


def _one_speaker(member: AnnotatedArticle, a: Statement, b: Statement) -> bool:
    """True for statements of one speaker: by name, by the last of the words for him, or by a pronoun."""
    if a.speaker_name and b.speaker_name:
        return a.speaker_name == b.speaker_name
    text = member.article.text
    last = [[words_of(s.of(text))[-1] for s in x.speaker[:1] if words_of(s.of(text))] for x in (a, b)]
    return bool(last[0] and last[1]) and (
        last[0] == last[1] or not word_class("pronouns").isdisjoint(last[0] + last[1])
    )


def _accuses(member: AnnotatedArticle, statement: Statement, denial: Statement) -> bool:
    """True where a verb of accusing tells the words, and who denies is named with it."""
    words = {w for c in statement.cue for w in WORD.findall(c.of(member.article.text))}
    sentence = _sentence(member, statement)
    if sentence is None or load_words("accusing_verbs").isdisjoint(f for w in words for f in (lemma_of(w), w.lower())):
        return False
    own = _name(denial.speaker_name or "")
    named = (e for e in member.annotations.entities if sentence.contains(e.span) and not e.part)
    charged = (e for e in named if not any(s.contains(e.span) for s in statement.speaker))
    return any(_name(e.name) <= own or own <= _name(e.name) for e in charged)


def _name(name: str) -> frozenset[str]:
    return frozenset(fold(w) for w in name.split())


def _sentence(member: AnnotatedArticle, statement: Statement) -> Span | None:
    at = member.annotations.sentence_at(statement.span.start)
    return None if at is None else member.annotations.sentences[at].span
