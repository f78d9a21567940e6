"""What the outlet says in its own voice and one can dispute, without a source: statements without a speaker.

Plain events are left out. What is taken are kinds of sentences that interpret, each with its verbs in
`narration_frames.tsv`: reactions and moods (*sorgt für Empörung*, *der Druck wächst*), motives (*Wien zielt auf …*),
effects (*durchkreuzt*), guesses (*dürfte*, *wohl*), open questions (*unklar ist*) and verdicts (*ist kein Zufall*).
A sentence with anything in it that points to a source (*laut*, a subjunctive of reported speech, a quotation) is left
alone: it is somebody's statement, whether or not another step read it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc, Token

from quellenlage.annotate.statements.content_clauses import Clause, Reader
from quellenlage.annotate.statements.cues import cue_of, joined_cues
from quellenlage.annotate.words import closed_class, is_role
from quellenlage.domain.annotations import By, Certainty, Entity, Layout, Stance, Statement
from quellenlage.domain.article import Article
from quellenlage.domain.identity import mark_id
from quellenlage.domain.span import Span
from quellenlage.german.lexicon import load_table
from quellenlage.german.tense import shows

_WHY = {
    "reaction": "reaction told without a source",
    "mood": "mood told without a source",
    "motive": "motive told without a source",
    "effect": "effect told without a source",
    "guess": "guess without a source",
    "open": "open question without a source",
    "verdict": "verdict without a source",
}
_STANCES: dict[str, tuple[Stance, Certainty]] = {"guess": ("speculates", "probable"), "open": ("other", "unknown")}
_SOURCED = closed_class("sourced")
_SAID = closed_class("sourced_nouns")
_FROM = frozenset(("nach", "laut", "aus", "in", "unter", "dem", "den"))
_QUOTES = frozenset('„“”»«"›‹')
_FIRST_PERSON = closed_class("first_person")
_ACTORS = frozenset(("PER", "ORG", "GPE"))
_LONGEST = 60
"""Words of the longest sentence that is read: longer ones are lists or hold more than one claim."""
_FEWEST = 3
_BODIES = tuple(sorted(closed_class("bodies")))
_BINDING = closed_class("prepositions") | closed_class("nominative") | closed_class("oblique")
"""Words of a frame behind which the next one must follow (*für Unmut*), but for adjectives and articles."""
_BETWEEN = frozenset(("ADJ", "DET", "ADV", "NUM", "PART"))
_OPENERS = closed_class("questions") | {"ob", "was"}
_BELIEVING = closed_class("believing")
_NOBODY = frozenset(("niemand", "keiner"))
_QUANTIFIED = closed_class("quantified")
_NOT_ALL = closed_class("not_all")
_BEFORE_QUANTIFIED = closed_class("before_quantified")
_NO_GUESS = frozenset(("ich", "wir", "man", "wer", "du", "ihr"))


class Frame(NamedTuple):
    """A row of `narration_frames.tsv`: `ways` are the sequences of words of which one is needed, `subjects` the nouns
    or classes of which the subject must be one."""

    kind: str
    verb: str
    ways: tuple[tuple[str, ...], ...]
    subjects: tuple[str, ...]


def find_narration(
    article: Article, doc: Doc, layout: Layout, entities: Sequence[Entity], statements: Sequence[Statement]
) -> tuple[Statement, ...]:
    """The outlet's own contestable assertions, one a sentence at most, in text order; none without a model. Sentences
    that a statement touches are left out."""
    if not doc.has_annotation("DEP"):
        return ()
    reader = Reader(doc)
    told = _joined(span for s in statements for span in s.quote)
    actors = {e.start: e for e in entities if e.type in _ACTORS}
    found = []
    for sentence in doc.sents:
        span = Span(sentence.start_char, sentence.end_char).strip(article.text)
        if not span.length or layout.in_furniture(span) or _touched(told, span):
            continue
        words = [t for t in sentence if not t.is_space]
        if not _FEWEST <= len(words) <= _LONGEST or _points_to_a_source(words):
            continue
        quote = _without_stop(span, article.text)
        clause = next(iter(reader.clauses((span,))), None)
        reading = None if clause is None else next(_readings(clause, actors), None)
        if reading is None:
            continue
        kind, detail, stance, certainty = reading
        found.append(
            Statement(
                id=mark_id(article.id, quote),
                quote=(quote,),
                mode="narration",
                by=By(rule="narration", reason=f"{_WHY[kind]}: {detail}"),
                stance=stance,
                certainty=certainty,
                section=layout.section(span),
            )
        )
    return tuple(found)


def _joined(spans: Iterable[Span]) -> list[Span]:
    """The stretches that `spans` cover, in order, none touching another."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = found[-1].hull(span)
        else:
            found.append(span)
    return found


def _touched(told: Sequence[Span], span: Span) -> bool:
    """True if one of the stretches `told` shares a character with `span`."""
    at = bisect_left(told, span.end, key=lambda s: s.start)
    return at > 0 and told[at - 1].overlaps(span)


def _without_stop(span: Span, text: str) -> Span:
    end = span.end
    while end > span.start + 1 and text[end - 1] in ".!…":
        end -= 1
    return Span(span.start, end)


def _points_to_a_source(words: Sequence[Token]) -> bool:
    """True for anything that makes the sentence somebody's: a word such as *laut*, a quotation mark, a subjunctive of
    reported speech, the first person, a question."""
    for at, token in enumerate(words):
        lower = token.lower_
        if token.text in _QUOTES or lower in _FIRST_PERSON or token.text == "?":
            return True
        if lower in _SOURCED or (lower in _SAID and any(t.lower_ in _FROM for t in words[max(0, at - 4) : at])):
            return True
        if lower == "so" and at and words[at - 1].text in (",", "–") and at + 1 < len(words):
            behind = words[at + 1]
            if behind.pos_ in ("DET", "PROPN", "NOUN") and not any(
                t.dep_ in ("aux", "cop") and t.i > behind.i for t in behind.head.children
            ):
                return True
        if shows(token, "Mood", "Sub") and shows(token, "Tense", "Pres"):
            return True
        if lower == "wie" and any(cue_of(t.lemma_) or joined_cues(t.lower_) for t in words[at + 1 :]):
            return True
    return False


class Reading(NamedTuple):
    """What kind of assertion a clause is, the words that show it, stance and certainty."""

    kind: str
    detail: str
    stance: Stance = "asserts"
    certainty: Certainty = "certain"


def _readings(clause: Clause, actors: dict[int, Entity]) -> Iterator[Reading]:
    """The kinds of assertion that a clause can be, the surest first."""
    doubt = _doubted(clause)
    if doubt is not None:
        yield doubt
    if _is_saying(clause, actors):
        return
    guess = _guessed(clause)
    if guess is not None:
        yield guess
    if shows(clause.finite, "Mood", "Sub"):
        return
    for frame in _frames_of(clause):
        words = next((w for way in frame.ways if (w := _matched(clause, way)) is not None), None)
        if words is None or not _fits(clause, frame, actors):
            continue
        stance, certainty = _STANCES.get(frame.kind, ("asserts", "certain"))
        subject = (clause.subject.text,) if frame.subjects and clause.subject is not None else ()
        yield Reading(frame.kind, " ".join((*subject, *words, frame.verb)), stance, certainty)


def _frames_of(clause: Clause) -> tuple[Frame, ...]:
    """The frames of the main verb; of *sein* for a predicate and for *ist zu erwarten*."""
    own = _frames().get(clause.lemma, ())
    if clause.copula or (clause.finite.lemma_ == "sein" and clause.finite.i != clause.root.i):
        return (*_frames()["sein"], *own)
    # a lemma that the model does not know is the form itself
    return own or _frames().get(clause.root.lower_, ())


def _is_saying(clause: Clause, actors: dict[int, Entity]) -> bool:
    """True if the clause's verb reports what its subject says or thinks: nobody's narration."""
    cue = cue_of(clause.lemma)
    if cue is None or ("i" not in cue.frames and "z" not in cue.frames):
        return False
    if any(c.dep_ in ("ccomp", "xcomp") for c in clause.root.children):
        return True
    subject = clause.subject
    return subject is not None and subject.idx in actors


def _doubted(clause: Clause) -> Reading | None:
    """*Daran glaubt kaum jemand*, *dass er hält, glaubt nicht jeder*: a doubt that nobody is named for."""
    subject = clause.subject
    if subject is None or clause.lemma not in _BELIEVING:
        return None
    at = next((i for i, w in enumerate(clause.words) if w.i == subject.i), 0)
    before = next((w for w in reversed(clause.lower[:at]) if w not in _BEFORE_QUANTIFIED), "")
    doubted = subject.lower_ in _NOBODY or (subject.lower_ in _QUANTIFIED and before in _NOT_ALL)
    return Reading("open", f"{subject.text} {clause.lemma}", *_STANCES["open"]) if doubted else None


def _guessed(clause: Clause) -> Reading | None:
    """*Das könnte Folgen haben*, *er dürfte scheitern*, *der Streit wird wohl weitergehen*."""
    lower = clause.finite.lower_
    subject = clause.subject
    if subject is None or subject.lower_ in _NO_GUESS or clause.words[0].i == clause.finite.i:
        return None
    if clause.modal == "können" and lower.startswith("könnte") and not clause.negated:
        return Reading("guess", clause.finite.text, "speculates", "possible")
    if clause.modal == "dürfen" and lower.startswith("dürfte"):
        return Reading("guess", clause.finite.text, "speculates", "probable")
    words = clause.adverb(_hedges())
    if not words or shows(clause.finite, "Mood", "Sub"):
        return None
    return Reading("guess", words, "speculates", _hedge_certainty()[words])


def _matched(clause: Clause, way: tuple[str, ...]) -> tuple[str, ...] | None:
    """The words of the clause that answer to those of a frame, in their order; adjectives and articles may stand
    between. None if one is missing."""
    found: list[str] = []
    at = 0
    for wanted in way:
        close = bool(found) and found[-1].lower() in _BINDING
        while at < len(clause.words) and not _answers(clause.words[at], wanted):
            if close and clause.words[at].pos_ not in _BETWEEN:
                return None
            at += 1
        if at == len(clause.words):
            return None
        found.append(clause.words[at].text)
        at += 1
    return tuple(found)


def _answers(token: Token, wanted: str) -> bool:
    if wanted.startswith("<"):
        return token.text in _nouns(wanted[1:-1]) or token.lemma_ in _nouns(wanted[1:-1])
    return token.lower_ == wanted


def _fits(clause: Clause, frame: Frame, actors: dict[int, Entity]) -> bool:
    """True if the subject is of the frame's classes, and of none that it shuts out (*es drohen Strafen*)."""
    shut_out = [s[1:] for s in frame.subjects if s.startswith("-")]
    wanted = [s for s in frame.subjects if not s.startswith("-")]
    if any(_is_of(clause, s, actors) for s in shut_out):
        return False
    if ("<state>" in wanted or frame.kind == "guess") and not shows(clause.finite, "Tense", "Pres"):
        return False
    return not wanted or any(_is_of(clause, s, actors) for s in wanted)


def _is_of(clause: Clause, kind: str, actors: dict[int, Entity]) -> bool:
    """True if the clause's subject is of that class, or that word."""
    subject = clause.subject
    if kind == "<clause>":
        return any(t.lower_ in _OPENERS for c in clause.root.children for t in (c, *c.children) if t.i != clause.root.i)
    if subject is None:
        return False
    if kind == "<actor>":
        return _is_actor(subject, actors)
    if kind == "<state>":
        return subject.idx in actors and actors[subject.idx].type == "GPE"
    if kind == "<body>":
        return is_role(subject.text) or subject.lower_.endswith(_BODIES)
    return _answers(subject, kind) if kind.startswith("<") else kind in (subject.text, subject.lower_, subject.lemma_)


def _is_actor(subject: Token, actors: dict[int, Entity]) -> bool:
    """True if a named state, body or person is the subject or stands in its phrase (*die Regierung Berg*)."""
    return any(
        t.idx in actors for t in (subject, *(c for c in subject.children if c.dep_ in ("amod", "flat", "appos")))
    )


# the lexicon


@cache
def _frames() -> dict[str, tuple[Frame, ...]]:
    table: dict[str, list[Frame]] = {}
    for row in load_table("narration_frames"):
        ways = tuple(tuple(way.split()) for way in row["words"].split("|"))
        subjects = tuple(s for s in row["subject"].split("|") if s)
        verb = row["verb"]
        stem = verb.removesuffix("n").removesuffix("e")
        for form in (verb, stem + "t", stem + "te", stem + "ten"):
            table.setdefault(form, []).append(Frame(row["kind"], verb, ways, subjects))
    return {verb: tuple(frames) for verb, frames in table.items()}


@cache
def _nouns(name: str) -> frozenset[str]:
    return frozenset(row["noun"] for row in load_table("narration_nouns") if row["class"] == name)


@cache
def _hedges() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(words.split()) for words in _hedge_certainty())


@cache
def _hedge_certainty() -> dict[str, Certainty]:
    return {row["sign"]: row["certainty"] for row in load_table("stance_signs") if row["kind"] == "hedge"}  # type: ignore[misc]
