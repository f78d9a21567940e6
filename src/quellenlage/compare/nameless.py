"""Sources that the words of a statement leave out and the text around them gives: the body that *ein Sprecher* speaks
for, who issued what *heißt es darin* points to, where *wird befürchtet*, the states whose *Beamte* speak, the holder of
*der Kreml-Chef*.

Each rule needs one answer that the text gives plainly; where two fit, the source stays unnamed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from quellenlage.compare.root_kinds import RELAYS, body_spoken_for, document_in, is_body, kind_of_name
from quellenlage.compare.words import even
from quellenlage.domain.annotations import AnnotatedArticle, Entity, Statement, Token
from quellenlage.domain.span import Span
from quellenlage.german.lemmas import noun_lemma
from quellenlage.german.lexicon import load_table, load_words, word_class

LONGEST_WORD = 12
"""Characters in which a short word behind a place is read."""
SHORTEST = 4
"""Words that a sentence about sources has at least: *Diese Quellen deuten darauf*."""


def spoken_for(member: AnnotatedArticle, statement: Statement) -> str | None:
    """The body that *ein Sprecher*, *die Pressestelle* speaks for: the one that the sentence before in his paragraph
    lets speak, or else its only body if that is the subject; of *nach den Worten eines Sprechers* the subject of his
    own sentence. None for *ein Sprecher der Stadt*, media, and where his own sentence has another body for a
    subject."""
    if statement.speaker_name or len(statement.speaker) != 1:
        return None
    span, text = statement.speaker[0], member.article.text
    words = span.of(text).split()
    office = noun_lemma(words[-1]) if words else ""
    if not _is_unnamed_office(words, office) or _word_behind(text, span.end) in word_class("of_whom"):
        return None
    here, before = _sentences(member, span)
    if here is None:
        return None
    own = _only_subject(member, here, but=statement) if statement.mode == "attributed" else None
    around = None if before is None else _speaking_body(member, before) or _only_subject(member, before)
    body = own or around
    kind = kind_of_name(body) if body else None
    if body is None or kind in RELAYS or (office in load_words("company_spokespeople") and kind != "company"):
        return None
    others = {e.name for e in _bodies(member, here) if _is_subject(member, e)} - {body}
    return None if others else body


def _is_unnamed_office(words: Sequence[str], office: str) -> bool:
    """True for *ein Sprecher*, *eine junge Sprecherin*, *die Pressestelle*."""
    if len(words) < len(("ein", "Sprecher")) or not all(w.islower() for w in words[1:-1]):
        return False
    first = words[0].casefold()
    if office in load_words("press_offices"):
        return first in word_class("one_of_them") | load_words("definite_articles")
    return first in word_class("one_of_them") and office in load_words("spokespeople")


def issuer(member: AnnotatedArticle, statement: Statement) -> tuple[str | None, str | None]:
    """For *heißt es darin*: the body that issued the statement named in the sentence before, and the document named
    there; at most one of the two is given."""
    if statement.speaker or statement.speaker_name or not statement.cue:
        return None, None
    if _word_behind(member.article.text, statement.cue[-1].end) not in word_class("inside_it"):
        return None, None
    _, before = _sentences(member, statement.span)
    if before is None:
        return None, None
    nouns = [t.text for t in _tokens(member, before) if t.pos == "NOUN"]
    issued = [n for n in nouns if noun_lemma(n) in load_words("issued_documents")]
    papers = [n for n in nouns if document_in(n)]
    if len(issued) == 1 and not papers:
        return _speaking_body(member, before) or _only_subject(member, before), None
    return (None, document_in(papers[0])) if len(papers) == 1 and not issued else (None, None)


def place_of_talk(member: AnnotatedArticle, statement: Statement) -> Span | None:
    """*Im Westen* of *Im Westen wird befürchtet*: all the source that an impersonal passive gives, right before
    its verb."""
    if statement.mode != "indirect" or statement.speaker or not statement.cue:
        return None
    tokens = _tokens(member, _sentences(member, statement.cue[0])[0] or statement.cue[0])
    cue = [t for t in tokens if any(s.start <= t.start < s.end for s in statement.cue)]
    if not any(t.lemma == "werden" for t in cue):
        return None
    if len(tokens) < len(("im", "Westen", "wird")) or tokens[2] not in cue:
        return None
    opener, place = tokens[:2]
    if opener.text.casefold() not in word_class("talked_in"):
        return None
    states = {e.end for e in member.annotations.entities if e.type == "GPE" and not e.adjectival}
    known = any(place.text.casefold().endswith(p.casefold()) for p in load_words("talking_places"))
    return Span(opener.start, place.end) if known or place.end in states else None


def sources_pointed_to(member: AnnotatedArticle, statement: Statement) -> Span | None:
    """*Diese Quellen* of *Diese Quellen deuten auf … hin*: what is inferred rests on sources, though none is named."""
    if statement.mode != "narration" or not statement.quote:
        return None
    tokens = _tokens(member, statement.quote[0])
    if len(tokens) < SHORTEST or tokens[0].text.casefold() not in word_class("these"):
        return None
    pointing = tokens[1].text in load_words("pointing_sources")
    return Span(tokens[0].start, tokens[1].end) if pointing and tokens[2].lemma in word_class("inferring") else None


def states_of(member: AnnotatedArticle, span: Span) -> tuple[str, list[str]]:
    """The noun and the states of *Beamte in A, B und C*, *Vertreter A-s und der B*; empty where it is no such list."""
    text = member.article.text
    inside = [e for e in member.annotations.entities if e.type == "GPE" and span.contains(e.span) and not e.adjectival]
    places = sorted((e for e in inside if not e.part), key=lambda e: e.start)
    if len({e.name for e in places}) < 2:
        return "", []
    gaps = [f" {even(text[a.end : b.start]).strip()} " for a, b in pairwise(places)]
    before = text[span.start : places[0].start].split()
    if before and before[-1] in word_class("at_seats"):
        before.pop()
    plain = all(_is_between(g) for g in gaps)
    if (
        not plain
        or not before
        or before[-1] not in load_words("state_agents")
        or text[places[-1].end : span.end].strip()
    ):
        return "", []
    agents = before[-1].removesuffix("n")
    noun = agents if agents in load_words("state_agents") else before[-1]
    return noun, list(dict.fromkeys(e.name for e in places))


def _is_between(words: str) -> bool:
    """True for what stands between the states of a list: *,*, *und*, *sowie der*."""
    joint, *article = words.split() or [""]
    listed = joint == "," or joint in word_class("listed")
    return listed and (not article or (len(article) == 1 and joint != "," and article[0] in ("der", "des")))


def chief_of(member: AnnotatedArticle, statement: Statement, noun: str) -> frozenset[str]:
    """Who holds the office that *Kreml-Chef*, *Kremlchef* means: those whom the article gives that office of the state
    whose seat it is."""
    low = noun.casefold()
    ending = next((c for c in sorted(load_words("chiefs"), key=len, reverse=True) if low.endswith(c)), "")
    seat = low.removesuffix(ending).removesuffix("-") if ending else ""
    row = next((r for r in load_table("heads_at_seats") if r["seat"].casefold() == seat), None)
    if row is None:
        return frozenset()
    roles = row["roles"].split("|")
    people = {e.name for e in member.annotations.entities if e.type == "PER" and not (e.nominal or e.pronoun)}
    labels = (x for x in member.annotations.labels if not x.in_furniture and x.referent in people)
    holders = {x.referent for x in labels if noun_lemma(x.label.split()[-1]) in roles}
    by_name = {name: replace(statement, speaker_name=name, speaker=()) for name in holders}
    return frozenset(name for name, one in by_name.items() if body_spoken_for(member, one) == row["state"])


def _word_behind(text: str, at: int) -> str:
    words = text[at : at + LONGEST_WORD].split(maxsplit=1)
    return words[0].rstrip(".,;:") if words else ""


def _speaking_body(member: AnnotatedArticle, sentence: Span) -> str | None:
    """The only body that a sentence lets speak, if nobody else speaks there."""
    said = [s for s in member.annotations.statements if any(sentence.contains(x) for x in s.speaker)]
    names = {s.speaker_name or spoken_for(member, s) for s in said}
    name = next(iter(names), None)
    if len(names) != 1 or name is None or not any(e.name == name for e in _of_type_body(member)):
        return None
    return name if is_body(member, replace(said[0], speaker_name=name)) else None


def _only_subject(member: AnnotatedArticle, sentence: Span, but: Statement | None = None) -> str | None:
    """The body that is the subject of a sentence in which nobody speaks `but` who is asked for, no other body and no
    state is named."""
    mine = but.speaker if but is not None else ()
    if any(sentence.contains(x) for s in member.annotations.statements for x in s.speaker if x not in mine):
        return None
    bodies = _bodies(member, sentence)
    text = member.article.text
    # "ein Airbus": what a company makes
    made = {
        e.name
        for e in bodies
        if text[max(0, e.start - LONGEST_WORD) : e.start].casefold().split()[-1:] in (["ein"], ["eine"])
    }
    subjects = {e.name for e in bodies if _is_subject(member, e)} - made
    named = {e.name for e in bodies}
    return subjects.pop() if len(subjects) == 1 and len(named) == 1 else None


def _of_type_body(member: AnnotatedArticle) -> Iterator[Entity]:
    kept = (e for e in member.annotations.entities if e.type == "ORG" and not (e.part or e.adjectival))
    return (e for e in kept if not (e.in_furniture or e.pronoun))


def _bodies(member: AnnotatedArticle, within: Span) -> list[Entity]:
    return [e for e in _of_type_body(member) if within.contains(e.span)]


def _is_subject(member: AnnotatedArticle, entity: Entity) -> bool:
    """True if a word of the mention is the subject of a clause."""
    return any((t.dep or "").startswith("nsubj") for t in _tokens(member, entity.span))


def _sentences(member: AnnotatedArticle, span: Span) -> tuple[Span | None, Span | None]:
    """The sentence of a place, and the one before in its paragraph."""
    at = member.annotations.sentence_at(span.start)
    if at is None:
        return None, None
    here = member.annotations.sentences[at]
    if at == 0:
        return Span(here.start, here.end), None
    before = member.annotations.sentences[at - 1]
    apart = "\n" in member.article.text[before.end : here.start]
    return Span(here.start, here.end), None if apart else Span(before.start, before.end)


def _tokens(member: AnnotatedArticle, span: Span) -> Sequence[Token]:
    tokens = member.annotations.tokens
    first = bisect_left(tokens, span.start, key=lambda t: t.start)
    last = bisect_left(tokens, span.end, lo=first, key=lambda t: t.start)
    return [tokens[i] for i in range(first, last)]
