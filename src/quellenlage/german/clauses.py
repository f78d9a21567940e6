"""Sentences and clauses around a finite verb: who its subject is, what opens its clause, which condition goes with
which main clause. Trees are used where the words alone do not say: they are often wrong in long sentences.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from quellenlage.german.lexicon import load_words
from quellenlage.german.verb_forms import KONJUNKTIV_II, PRESENT, Reading

BRACKETS = frozenset("„“”‚‘’\"'»«›‹()[]")
BREAKS = BRACKETS | frozenset([",", ";", ":", ".", "!", "?", "–", "—", "-", "…", "``", "''"])
"""Signs that part clauses."""
HARD_BREAKS = BREAKS - {","}
COORDINATORS = frozenset(["und", "oder", "sowie", "aber", "sondern", "denn", "doch", "beziehungsweise"])
CONDITIONS = frozenset(["wenn", "falls", "sofern"])
PARTICLES = frozenset(["auch", "selbst", "sogar", "nur", "besonders", "erst", "immer", "jedesmal", "außer", "nicht"])
"""May stand before the word that opens a clause."""
ALWAYS = frozenset(["immer", "jedesmal", "mal", "stets", "jedes"])
BEFORE_OPENERS = COORDINATORS | PARTICLES | ALWAYS
SUBJECTS = frozenset(["nsubj", "nsubj:pass", "csubj", "csubj:pass", "expl"])
CARRIED = frozenset(["aux", "aux:pass", "cop"])
"""Relations of a finite verb to the word that its clause hangs on."""
AFTER_FINAL_VERB = 3
"""Words that may follow the verb of a subordinate clause ("wenn er käme wie gestern")."""


QUOTES = frozenset("“”\"«»‹›‘’'") | {"''"}
"""Signs that close a quotation."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What the model says of a text. Words, heads and relations: one entry a word, roots are their own heads.

    starts: the first words of the sentences. finite: the finite verbs. leanings: for each of these, how far the model
    prefers Konjunktiv to indicative (difference of logits). commands: the finite verbs that it takes for imperatives.
    pasts: those that it takes for a past tense.
    """

    words: Sequence[str]
    heads: Sequence[int]
    relations: Sequence[str]
    starts: Sequence[int]
    finite: Sequence[int]
    leanings: Sequence[float]
    commands: frozenset[int] = frozenset()
    pasts: frozenset[int] = frozenset()


# the sentence around a verb


@dataclass(slots=True)
class Sentence:
    """One sentence, words start to end, and which of its finite verbs are settled so far."""

    parsed: Parsed
    start: int
    end: int
    finite: tuple[int, ...]
    settled: Mapping[int, Reading]
    clauses: dict[int, int] = field(default_factory=dict)
    """From the word that a clause hangs on to its finite verb."""

    def lower(self, at: int) -> str:
        """The word in small letters; nothing outside the sentence."""
        return self.parsed.words[at].lower() if self.start <= at < self.end else ""

    def carrier(self, verb: int) -> int:
        """The word that the verb's clause hangs on: of auxiliaries and copulas the word they belong to."""
        at = verb
        for _ in range(4):
            if self.parsed.relations[at] not in CARRIED:
                break
            at = self.parsed.heads[at]
        return at

    def children(self, at: int) -> Iterator[int]:
        """The words that depend on one."""
        heads = self.parsed.heads
        return (i for i in range(self.start, self.end) if heads[i] == at and i != at)

    def segment(self, at: int) -> tuple[int, int]:
        """The words around one, from one sign that parts clauses to the next."""
        words = self.parsed.words
        start, end = at, at + 1
        while start > self.start and words[start - 1] not in BREAKS:
            start -= 1
        while end < self.end and words[end] not in BREAKS:
            end += 1
        return start, end

    def is_konjunktiv(self, verb: int | None) -> bool:
        """True for a verb that is Konjunktiv II beyond doubt."""
        return verb is not None and self.settled.get(verb) == KONJUNKTIV_II

    def governor(self, verb: int) -> int | None:
        """The finite verb of the clause above."""
        above = self.parsed.heads[self.carrier(verb)]
        for _ in range(12):
            if above in self.clauses:
                return None if self.clauses[above] == verb else self.clauses[above]
            if self.parsed.heads[above] == above:
                break
            above = self.parsed.heads[above]
        return None

    def before(self, verb: int) -> int | None:
        """The finite verb before this one."""
        return max((f for f in self.finite if f < verb), default=None)

    def after(self, verb: int) -> int | None:
        """The finite verb after this one."""
        return min((f for f in self.finite if f > verb), default=None)


LONGEST = 240
"""Words of a sentence that are looked at together. The rules compare all verbs of a sentence with one another, and a
hostile text may be one sentence of any length; a sentence of news has a few dozen words."""


def stretch_of(parsed: Parsed, verb: int) -> tuple[int, int]:
    """The sentence that a verb stands in, or the part of it where it is longer than `LONGEST`: start, end."""
    number = bisect_right(parsed.starts, verb) - 1
    start = parsed.starts[number] if number >= 0 else 0
    end = parsed.starts[number + 1] if number + 1 < len(parsed.starts) else len(parsed.words)
    start += (verb - start) // LONGEST * LONGEST
    return start, min(end, start + LONGEST)


def sentence_at(parsed: Parsed, stretch: tuple[int, int], settled: Mapping[int, Reading]) -> Sentence:
    """The sentence at that place, with the finite verbs settled so far (shared, not copied)."""
    start, end = stretch
    finite = tuple(parsed.finite[bisect_right(parsed.finite, start - 1) : bisect_right(parsed.finite, end - 1)])
    sentence = Sentence(parsed, start, end, finite, settled)
    for verb in finite:
        sentence.clauses.setdefault(sentence.carrier(verb), verb)
    return sentence


# who the subject is


def is_first_person(sentence: Sentence, verb: int) -> bool:
    """True if the subject of a verb in -e is *ich*: in its clause, by the tree, or left out at the start ("Habe
    nachgefragt.")."""
    if _has_ich(sentence, verb):
        return True
    before = sentence.before(verb)
    joined_on = sentence.lower(verb - 1) == "," or sentence.lower(verb - 1) in COORDINATORS
    if before is not None and joined_on and not has_subject(sentence, sentence.carrier(verb)):
        # "Ich wohne hier, kenne jeden und grüße alle"; what trees say of such chains is often wrong
        return is_first_person(sentence, before)
    subject = subject_of(sentence, verb)
    if subject is not None:
        return sentence.lower(subject) == "ich"
    if not begins_with(sentence, verb):
        return False
    after = sentence.after(verb)
    # "Werde verhandelt, müsse ...": a condition within a report
    return after is None or sentence.settled.get(after, PRESENT).mood == "Ind" or sentence.lower(after - 1) != ","


def subject_of(sentence: Sentence, verb: int) -> int | None:
    """The subject by the tree, that of the clause it is joined to by *und* if it has none of its own."""
    at = sentence.carrier(verb)
    for _ in range(4):
        found = next((i for i in sentence.children(at) if sentence.parsed.relations[i] in SUBJECTS), None)
        if found is not None:
            return found
        if sentence.parsed.relations[at] != "conj":
            return None
        at = sentence.parsed.heads[at]
    return None


def _has_ich(sentence: Sentence, verb: int) -> bool:
    """True if *ich* stands in the stretch of words around the verb, no other finite verb between them."""
    start, end = sentence.segment(verb)
    words, finite = sentence.parsed.words, sentence.finite
    for stretch in (range(verb - 1, start - 1, -1), range(verb + 1, end)):
        for at in stretch:
            if at in finite:
                break
            if words[at] == "ich" or (words[at] == "Ich" and (at == start or at == sentence.start)):
                return True
    return False


# what kind of clause it is


def opener(sentence: Sentence, verb: int) -> tuple[str, int]:
    """The word that opens the verb's subordinate clause, and where it stands; ("", -1) for other clauses.

    It stands at the start of the stretch of words around the verb, or hangs on the clause by the tree.
    """
    start, end = sentence.segment(verb)
    openers = load_words("clause_openers")
    at = start
    while at < verb and sentence.lower(at) in BEFORE_OPENERS:
        at += 1
    if sentence.lower(verb - 1) == "als" and end - verb != 1:
        return "als", verb - 1
    if end - verb - 1 > AFTER_FINAL_VERB:
        return "", -1
    if at < verb and sentence.lower(at) in openers:
        return sentence.lower(at), at
    if end - verb - 1 <= 1:
        for child in sentence.children(sentence.carrier(verb)):
            if child < verb and sentence.parsed.relations[child] == "mark" and sentence.lower(child) in openers:
                return sentence.lower(child), child
    return "", -1


def begins_with(sentence: Sentence, verb: int) -> bool:
    """True if the verb is the first word of the sentence, of a quotation, or after a colon."""
    return verb == sentence.start or sentence.parsed.words[verb - 1] in HARD_BREAKS


def is_condition(sentence: Sentence, verb: int) -> bool:
    """True for the verb of "wenn ..." and of a clause that begins with it ("Käme er, ...")."""
    if begins_with(sentence, verb):
        return "?" not in sentence.parsed.words[verb : sentence.end]
    return opener(sentence, verb)[0] in CONDITIONS


def follows_comma(sentence: Sentence, verb: int) -> bool:
    """True for the verb of a main clause after its subordinate clause: "..., müsste", "..., so müsste"."""
    before = sentence.lower(verb - 1)
    return before == "," or (before in ("so", "dann") and sentence.lower(verb - 2) == ",")


def consequence_of(sentence: Sentence, verb: int) -> int | None:
    """The verb of the main clause that the condition `verb` belongs to."""
    _, at = opener(sentence, verb)
    first = (
        begins_with(sentence, verb)
        or at == sentence.start
        or (at >= 0 and sentence.parsed.words[at - 1] in HARD_BREAKS)
    )
    if first or (at > sentence.start and sentence.lower(at - 1) in BEFORE_OPENERS):
        found = next((f for f in sentence.finite if f > verb and follows_comma(sentence, f)), None)
        if found is not None or first:
            return found
    above = sentence.governor(verb) if sentence.parsed.relations[sentence.carrier(verb)] == "advcl" else None
    if above is not None:
        return above
    before = sentence.before(verb)
    while before is not None and is_condition(sentence, before):
        before = sentence.before(before)
    return before


def condition_of(sentence: Sentence, verb: int) -> int | None:
    """The verb of the condition that the main clause of `verb` has."""
    return next(
        (f for f in sentence.finite if f != verb and is_condition(sentence, f) and consequence_of(sentence, f) == verb),
        None,
    )


def is_in_quotation(sentence: Sentence, verb: int) -> bool:
    """True behind an opening quotation mark of the sentence that is not closed yet."""
    words = sentence.parsed.words
    for at in range(verb - 1, sentence.start - 1, -1):
        if words[at] in "„»":
            return True
        if words[at] in QUOTES:
            return False
    return False


def has_subject(sentence: Sentence, carrier: int) -> bool:
    """True if the tree gives the clause that hangs on `carrier` a subject of its own."""
    return any(sentence.parsed.relations[i] in SUBJECTS for i in sentence.children(carrier))


def is_quoted(sentence: Sentence, verb: int) -> bool:
    """True right behind a quotation: *...“ sagte*, *...“, sagte*."""
    words, before = sentence.parsed.words, verb - 1
    if before >= sentence.start and words[before] == ",":
        before -= 1
    return before >= sentence.start and words[before] in QUOTES
