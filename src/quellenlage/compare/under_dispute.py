"""Claims that stand in a dispute: what is sure of the disputes of a story holds for the status of its claims, too."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from quellenlage.compare.clauses import Clauses, clauses_of
from quellenlage.compare.denials import place_of
from quellenlage.compare.dispute_rows import Told, told_by
from quellenlage.compare.utterances import has_words_of
from quellenlage.compare.words import even, words_of
from quellenlage.domain.annotations import AnnotatedArticle, Statement
from quellenlage.domain.dossier import Claim, Dispute
from quellenlage.german.lemmas import noun_lemma
from quellenlage.german.lexicon import load_words

REASON = "on one side of a dispute"
"""Why a claim is disputed that no member denies."""
NUMBER = "number in dispute"
"""Why one is whose number somebody gives otherwise, with the number as the text has it."""
DEEP = 20
"""Steps up the tree from a negation to the clause that it stands in; a deeper one is not followed."""
DISOWNED = "disowned by who is said to have said it"
"""Why one is whose words are given to two, one of whom says that they are not his."""


def under_dispute(
    members: Sequence[AnnotatedArticle], claims: Sequence[Claim], disputes: Sequence[Dispute]
) -> tuple[Claim, ...]:
    """The claims, those disputed of which a statement is on a side of a sure dispute: of a denial, of numbers, or of
    whose words they are where one disowns them. Dates part claims already.

    A denial need not be a member of the claim it is of: it may be set against it without a verb of denying, or reach
    more than one sentence. A statement that merely stands in the same words as a side (*bestätigt, dass es das Papier
    gibt, widersprach aber der Deutung*) is on none. Of numbers those statements are that give one of a side themselves.
    """
    story = told_by(members)
    sure = [d for d in disputes if d.sure]
    why: dict[str, str] = {}
    for found in (_denied(sure, story), _otherwise_counted(sure, story), _disowned(sure, story)):
        for statement, reason in found.items():
            why.setdefault(statement, reason)
    return tuple(_disputed(claim, why) for claim in claims)


def _disputed(claim: Claim, why: dict[str, str]) -> Claim:
    reasons = [why[m.statement] for m in claim.members if m.statement in why]
    if claim.status == "disputed" or not reasons:
        return claim
    return replace(claim, status="disputed", reasons=(*claim.reasons, reasons[0]))


def _denied(disputes: Sequence[Dispute], story: Told) -> dict[str, str]:
    """The statements on the sides of denials, and why; of what somebody says right behind his denial those that say
    themselves that something is not so (*wies das zurück. Es habe keinen Fehler gegeben*): others explain him."""
    places = {e for d in disputes if d.kind == "denial" for side in d.sides for e in side.evidence}
    articles = {e.article for e in places}
    stands = {
        i: place_of(m, s, story)
        for i, (m, s) in story.statements.items()
        if m.article.id in articles and not s.in_furniture
    }
    ends = {(e.article, e.end): e for e in places - set(stands.values())}
    found: dict[str, str] = {}
    for i, at in stands.items():
        member, statement = story.statements[i]
        whole = ends.get((at.article, statement.span.end))
        instead = whole is not None and whole.span.contains(statement.span)
        if at in places or (instead and _negates(member, statement)):
            found[i] = REASON
    return found


def _negates(member: AnnotatedArticle, statement: Statement) -> bool:
    """True where a statement negates, relative clauses aside, or speaks of what another one said (*die Behauptung sei
    falsch*)."""
    clauses = clauses_of(member.annotations.tokens)
    places = clauses.within(statement.quote)
    nouns = {noun_lemma(clauses.tokens[at].text) for at in places if clauses.tokens[at].pos == "NOUN"}
    negations = (at for at in places if clauses.tokens[at].text.lower() in load_words("negations"))
    return not nouns.isdisjoint(load_words("pointing_nouns")) or any(not _in_aside(clauses, at) for at in negations)


def _in_aside(clauses: Clauses, at: int) -> bool:
    """True inside a relative clause."""
    for _ in range(DEEP):
        token = clauses.tokens[at]
        if (token.dep or "").startswith("acl"):
            return True
        if token.head is None or token.head == at:
            return False
        at = token.head
    return False


def _otherwise_counted(disputes: Sequence[Dispute], story: Told) -> dict[str, str]:
    """The statements that give a number of a dispute of numbers, and why."""
    places = {e for d in disputes if d.kind == "number" for side in d.sides for e in side.evidence}
    numbers = defaultdict(list)
    for place in sorted(places):
        numbers[place.article].append(place.span)
    found: dict[str, str] = {}
    for i, (member, statement) in story.statements.items():
        spans = numbers.get(member.article.id, [])
        for quote in statement.quote:
            at = bisect_left(spans, quote.start, key=lambda s: s.start)
            if at < len(spans) and quote.contains(spans[at]):
                found.setdefault(i, f"{NUMBER}: {even(spans[at].of(member.article.text))}")
    return found


def _disowned(disputes: Sequence[Dispute], story: Told) -> dict[str, str]:
    """The statements with words that are given to several, of whom one says that he never said them, and why. Without
    that nobody disputes them: most such words are a notice that two branches of a body sent out."""
    rows = [d for d in disputes if d.kind == "attribution"]
    if not rows:
        return {}
    disowning = {_family(s.speaker_name) for m, s in story.statements.values() if s.speaker_name and disowns(m, s)}
    found: dict[str, str] = {}
    for row in rows:
        given = [
            (member, statement)
            for member, statement in story.statements.values()
            if statement.speaker_name and has_words_of((member, statement), row.text)
            if any(
                e.article == member.article.id and e.span.contains(statement.span)
                for s in row.sides
                for e in s.evidence
            )
        ]
        if not disowning.isdisjoint(_family(s.speaker_name) for _, s in given if s.speaker_name):
            found |= {s.id: DISOWNED for _, s in given}
    return found


def disowns(member: AnnotatedArticle, statement: Statement) -> bool:
    """True where somebody says of words that he did not speak them: *den Satz habe ich nie gesagt*."""
    tokens = member.annotations.tokens
    for quote in statement.quote:
        first, end = (bisect_left(tokens, at, key=lambda t: t.start) for at in quote)
        inside = tokens[first:end]
        nouns = {noun_lemma(t.text) for t in inside if t.pos == "NOUN"}
        verbs = {t.lemma for t in inside if t.pos == "VERB"}
        words = {t.text.lower() for t in inside}
        named = nouns & load_words("utterance_nouns") and verbs & load_words("own_words_verbs")
        if named and words & load_words("negations") and words & load_words("own_words_pronouns"):
            return True
    return False


def _family(name: str) -> str:
    return (words_of(name) or [name])[-1]
