"""Mood and Tense of every finite verb: Konjunktiv or indicative.

The paradigm decides what it can (`verb_forms.py`: *wäre*, *könne*, *ging*). A present in -e is the indicative with
*ich*, else Konjunktiv I (*er komme*). A preterite that is a Konjunktiv II as well (*sagte*, *gingen*, *sollte*) goes by
the constructions that the grammars give as certain, each a function below, and else by the model.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from quellenlage.german.lexicon import load_table, load_words
from quellenlage.german.verb_forms import (
    KONJUNKTIV_I,
    KONJUNKTIV_II,
    PRESENT,
    PRETERITE,
    Reading,
    Readings,
    readings,
)

BRACKETS = frozenset("„“”‚‘’\"'»«›‹()[]")
BREAKS = BRACKETS | frozenset([",", ";", ":", ".", "!", "?", "–", "—", "-", "…", "``", "''"])
"""Signs that part clauses."""
HARD_BREAKS = BREAKS - {","}
COORDINATORS = frozenset(["und", "oder", "sowie", "aber", "sondern", "denn", "doch", "beziehungsweise"])
CONDITIONS = frozenset(["wenn", "falls", "sofern"])
PARTICLES = frozenset(["auch", "selbst", "sogar", "nur", "besonders", "erst", "immer", "jedesmal", "außer", "nicht"])
"""May stand before the word that opens a clause."""
BYGONE = frozenset(["ursprünglich", "damals", "gestern", "einst"])
"""With *sollte* and *wollte*: a plan of the past."""
ADVERSE = frozenset(["doch", "aber", "jedoch"])
"""The narrator takes over ("Er wäre fast ertrunken, doch die Retter hielten ihn")."""
WISHES = frozenset(["doch", "nur", "bloß"])
ALWAYS = frozenset(["immer", "jedesmal", "mal", "stets", "jedes"])
BEFORE_OPENERS = COORDINATORS | PARTICLES | ALWAYS
ADVISED = frozenset(["man", "wir"])
ADDRESSED = frozenset(["sie", "du", "ihr"])
SUBJECTS = frozenset(["nsubj", "nsubj:pass", "csubj", "csubj:pass", "expl"])
CARRIED = frozenset(["aux", "aux:pass", "cop"])
"""Relations of a finite verb to the word that its clause hangs on."""
WOLLTE = 2.0
BESIDE_PRESENT = 1.5
IN_REPORT = 1.0
"""Logits, set by eye on news (Wikinews) with the first model."""
AFTER_FINAL_VERB = 3
"""Words that may follow the verb of a subordinate clause ("wenn er käme wie gestern")."""


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


def settle_moods(parsed: Parsed) -> dict[int, Reading]:
    """Mood and Tense of the finite verbs. Missing are imperatives and forms the paradigm does not know."""
    settled: dict[int, Reading] = {}
    open_: list[tuple[int, float, Readings]] = []
    for verb, leaning in zip(parsed.finite, parsed.leanings, strict=True):
        possible = readings(parsed.words[verb])
        if len(possible) == 1 and verb not in parsed.commands:
            (settled[verb],) = possible
        elif possible:
            open_.append((verb, leaning, possible))
    sentences: dict[int, Sentence] = {}
    # the presents first: they decide pasts beside them
    for verb, leaning, possible in sorted(open_, key=lambda o: (PRETERITE in o[2], o[0])):
        number = bisect_right(parsed.starts, verb) - 1
        sentence = sentences.get(number)
        if sentence is None:
            sentence = sentences[number] = _sentence(parsed, number, settled)
        reading = _settle(sentence, verb, leaning, possible)
        if reading is not None:
            settled[verb] = reading
    return settled


def _settle(sentence: Sentence, verb: int, leaning: float, possible: Readings) -> Reading | None:
    if verb in sentence.parsed.commands and PRETERITE not in possible and KONJUNKTIV_II not in possible:
        subject = subject_of(sentence, verb)
        if subject is None or sentence.lower(subject) in ADDRESSED:
            return None
    if len(possible) == 1:
        return next(iter(possible))
    if PRETERITE in possible:
        for rule in RULES:
            reading = rule(sentence, verb)
            if reading is not None and reading in possible:
                return reading
        return KONJUNKTIV_II if leaning + tendency(sentence, verb) > 0 else PRETERITE
    if is_first_person(sentence, verb):
        return PRESENT
    return KONJUNKTIV_II if KONJUNKTIV_II in possible and verb in sentence.parsed.pasts else KONJUNKTIV_I


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


def _sentence(parsed: Parsed, number: int, settled: Mapping[int, Reading]) -> Sentence:
    start = parsed.starts[number] if number >= 0 else 0
    end = parsed.starts[number + 1] if number + 1 < len(parsed.starts) else len(parsed.words)
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
    if before is not None and joined_on and not _has_subject(sentence, sentence.carrier(verb)):
        # "Ich wohne hier, kenne jeden und grüße alle"; what trees say of such chains is often wrong
        return is_first_person(sentence, before)
    subject = subject_of(sentence, verb)
    if subject is not None:
        return sentence.lower(subject) == "ich"
    if not _opens(sentence, verb):
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


def _opens(sentence: Sentence, verb: int) -> bool:
    """True if the verb is the first word of the sentence, of a quotation, or after a colon."""
    return verb == sentence.start or sentence.parsed.words[verb - 1] in HARD_BREAKS


def _is_condition(sentence: Sentence, verb: int) -> bool:
    """True for the verb of "wenn ..." and of a clause that begins with it ("Käme er, ...")."""
    if _opens(sentence, verb):
        return "?" not in sentence.parsed.words[verb : sentence.end]
    return opener(sentence, verb)[0] in CONDITIONS


def _follows_comma(sentence: Sentence, verb: int) -> bool:
    """True for the verb of a main clause after its subordinate clause: "..., müsste", "..., so müsste"."""
    before = sentence.lower(verb - 1)
    return before == "," or (before in ("so", "dann") and sentence.lower(verb - 2) == ",")


def _consequence(sentence: Sentence, verb: int) -> int | None:
    """The verb of the main clause that the condition `verb` belongs to."""
    _, at = opener(sentence, verb)
    first = _opens(sentence, verb) or at == sentence.start or (at >= 0 and sentence.parsed.words[at - 1] in HARD_BREAKS)
    if first or (at > sentence.start and sentence.lower(at - 1) in BEFORE_OPENERS):
        found = next((f for f in sentence.finite if f > verb and _follows_comma(sentence, f)), None)
        if found is not None or first:
            return found
    above = sentence.governor(verb) if sentence.parsed.relations[sentence.carrier(verb)] == "advcl" else None
    if above is not None:
        return above
    before = sentence.before(verb)
    while before is not None and _is_condition(sentence, before):
        before = sentence.before(before)
    return before


def _condition(sentence: Sentence, verb: int) -> int | None:
    """The verb of the condition that the main clause of `verb` has."""
    return next(
        (f for f in sentence.finite if f != verb and _is_condition(sentence, f) and _consequence(sentence, f) == verb),
        None,
    )


# the constructions: each says what the verb is, or None


def compared(sentence: Sentence, verb: int) -> Reading | None:
    """*als ob*, *als wenn*, *wie wenn*, and *als* with the verb next: Konjunktiv. Other clauses with *als* and
    *nachdem* tell when something happened: indicative."""
    word, at = opener(sentence, verb)
    if word in ("als", "wie"):
        if sentence.lower(at + 1) in ("ob", "wenn"):
            return KONJUNKTIV_II
        if at + 1 == verb:
            return KONJUNKTIV_II if word == "als" else None
        return PRETERITE if word == "als" else None
    if word in ("ob", "wenn") and sentence.lower(at - 1) == "als":
        return KONJUNKTIV_II
    return PRETERITE if word == "nachdem" else None


def repeated(sentence: Sentence, verb: int) -> Reading | None:
    """*immer wenn*, *jedes Mal, wenn*, and the main clause of that: what happened again and again is indicative."""
    for condition in (verb, _condition(sentence, verb)):
        if condition is None:
            continue
        word, at = opener(sentence, condition)
        if word == "wenn":
            before = at - 2 if sentence.lower(at - 1) == "," else at - 1
            if sentence.lower(before) in ALWAYS:
                return PRETERITE
    return None


def supposed(sentence: Sentence, verb: int) -> Reading | None:
    """*Sollte es regnen, ...*, *falls es regnen sollte*: Konjunktiv."""
    if not sentence.lower(verb).startswith("sollte"):
        return None
    if opener(sentence, verb)[0] in CONDITIONS:
        return KONJUNKTIV_II
    if _opens(sentence, verb) and _consequence(sentence, verb) is not None:
        return KONJUNKTIV_II
    before = sentence.before(verb)
    postponed = sentence.lower(verb - 1) == "," and before is not None and not opener(sentence, before)[0]
    # after a main clause; "Kommt er, sollte ..." is a main clause after its condition
    if postponed and before is not None and not _is_condition(sentence, before) and not _is_quoted(sentence, verb):
        return KONJUNKTIV_II if sentence.parsed.relations[sentence.carrier(verb)] == "advcl" else None
    return None


def planned(sentence: Sentence, verb: int) -> Reading | None:
    """*sollte* and *wollte* among preterites that are nothing else, and with *ursprünglich*, tell a plan of the past
    (*Sie sollte singen, wurde aber krank*): indicative. *man sollte*, *wir sollten* elsewhere and *sollte* in direct
    speech advise: Konjunktiv."""
    if not sentence.lower(verb).startswith(("sollte", "wollte")) or opener(sentence, verb)[0] in CONDITIONS:
        return None
    others = [sentence.settled.get(f) for f in sentence.finite if f != verb]
    if PRETERITE in others and KONJUNKTIV_I not in others and KONJUNKTIV_II not in others:
        return PRETERITE
    if any(sentence.lower(i) in BYGONE for i in range(*sentence.segment(verb))):
        return PRETERITE
    if not sentence.lower(verb).startswith("sollte") or PRETERITE in others:
        return None
    if {sentence.lower(verb - 1), sentence.lower(verb + 1)} & ADVISED or _is_in_quotation(sentence, verb):
        return KONJUNKTIV_II
    return None


def unreal(sentence: Sentence, verb: int) -> Reading | None:
    """Condition and consequence share their mood: Konjunktiv II beyond doubt in one makes it certain in the other."""
    consequence = _consequence(sentence, verb) if _is_condition(sentence, verb) else None
    condition = _condition(sentence, verb)
    if sentence.is_konjunktiv(consequence) or sentence.is_konjunktiv(condition):
        return KONJUNKTIV_II
    if sentence.lower(verb).startswith(("sollte", "wollte")):
        return None
    # "Lebten hier einst Bauern, sind es heute Pendler"; "Wenn er kam, gab es Streit"
    if consequence is not None and (sentence.settled.get(consequence) == PRETERITE or _opens(sentence, verb)):
        return PRETERITE if sentence.settled.get(consequence, KONJUNKTIV_II).mood == "Ind" else None
    return PRETERITE if condition is not None and sentence.settled.get(condition) == PRETERITE else None


def wished(sentence: Sentence, verb: int) -> Reading | None:
    """*Wenn er doch nur zuhörte!*: Konjunktiv. *Ich wollte, er käme*: likewise."""
    before = sentence.before(verb)
    if before is not None and _wishes(sentence, before) and sentence.lower(verb - 1) != ",":
        return KONJUNKTIV_II
    if _wishes(sentence, verb):
        certain = sentence.lower(verb) == "wünschte" or sentence.is_konjunktiv(sentence.after(verb))
        return KONJUNKTIV_II if certain else None
    if sentence.parsed.words[sentence.end - 1] != "!" and sentence.parsed.words[sentence.end - 2] != "!":
        return None
    start, end = sentence.segment(verb)
    if _is_condition(sentence, verb) and any(sentence.lower(i) in WISHES for i in range(start, end)):
        return KONJUNKTIV_II
    return None


def _wishes(sentence: Sentence, verb: int) -> bool:
    """True for "Ich wollte, " and "Ich wünschte, "."""
    said = sentence.lower(verb - 1), sentence.lower(verb), sentence.lower(verb + 1)
    return said in (("ich", "wollte", ","), ("ich", "wünschte", ","))


def postponed(sentence: Sentence, verb: int) -> Reading | None:
    """A condition that begins with its verb, behind its main clause (*Es wäre besser, blieben sie hier*): Konjunktiv.
    Verbs of saying there report (*Es wäre besser, sagten sie*)."""
    before = sentence.before(verb)
    if sentence.lower(verb - 1) != "," or before is None or sentence.lower(verb) in speech_preterites():
        return None
    if not sentence.is_konjunktiv(before) or opener(sentence, before)[0] or _opens(sentence, before):
        return None
    return KONJUNKTIV_II


def reporting(sentence: Sentence, verb: int) -> Reading | None:
    """The verb of saying behind what was said (*„...“, sagten sie*; *Er sei krank, meinte sie*): indicative."""
    if _condition(sentence, verb) is not None or not _follows_comma(sentence, verb):
        return PRETERITE if _is_quoted(sentence, verb) else None
    before = sentence.before(verb)
    if before is None:
        return None
    told = sentence.settled.get(before)
    if _is_quoted(sentence, verb) or (told is not None and told.mood == "Sub" and not opener(sentence, before)[0]):
        return PRETERITE
    return None


def joined(sentence: Sentence, verb: int) -> Reading | None:
    """Verbs of one subject joined by *und* share their mood."""
    carrier = sentence.carrier(verb)
    relations, heads = sentence.parsed.relations, sentence.parsed.heads
    partners = []
    if relations[carrier] == "conj" and not _has_subject(sentence, carrier):
        partners.append(sentence.clauses.get(heads[carrier]))
    partners += [
        sentence.clauses.get(c)
        for c in sentence.children(carrier)
        if relations[c] == "conj" and not _has_subject(sentence, c)
    ]
    for partner in partners:
        reading = None if partner is None else sentence.settled.get(partner)
        if reading is not None and reading.tense == "Past":
            return reading
    return None


def told_on(sentence: Sentence, verb: int) -> Reading | None:
    """A plural in a report whose verbs are Konjunktiv beyond doubt: Konjunktiv II in place of the Konjunktiv I that
    has no form of its own (*Er sei krank, die Kinder gingen zur Schule*)."""
    if not sentence.lower(verb).endswith("n") or _follows_comma(sentence, verb) or _opens(sentence, verb):
        return None
    if opener(sentence, verb)[0]:
        return None
    carrier = sentence.carrier(verb)
    if sentence.parsed.relations[carrier] not in ("conj", "parataxis", "ccomp"):
        return None
    if sentence.lower(sentence.segment(verb)[0]) in ADVERSE:
        return None
    # "Er sei krank, sagte sie, und die Kinder weinten": the narrator has taken over
    told = [sentence.settled.get(v) for v in (sentence.governor(verb), sentence.before(verb)) if v is not None]
    return KONJUNKTIV_II if told and all(r is not None and r.mood == "Sub" for r in told) else None


RULES: tuple[Callable[[Sentence, int], Reading | None], ...] = (
    compared, repeated, supposed, unreal, wished, postponed, reporting, joined, told_on, planned,
)  # fmt: skip
"""In this order: the first that knows an answer gives it."""


def tendency(sentence: Sentence, verb: int) -> float:
    """What is added to the model's leaning where no rule decides: *sollte* beside presents mostly advises, the singular
    *wollte* is hardly ever Konjunktiv outside conditions and comparisons, a plural behind a Konjunktiv may go on with
    the report."""
    form = sentence.lower(verb)
    if form == "wollte":
        return -WOLLTE
    if not form.startswith("sollte"):
        return IN_REPORT if _goes_on(sentence, verb) else 0.0
    others = [sentence.settled[f] for f in sentence.finite if f != verb and f in sentence.settled]
    return BESIDE_PRESENT if others and PRETERITE not in others else 0.0


def _goes_on(sentence: Sentence, verb: int) -> bool:
    """True for a plural of a main clause between or behind verbs that are Konjunktiv beyond doubt."""
    before, after = sentence.before(verb), sentence.after(verb)
    if before is None or not sentence.lower(verb).endswith("n"):
        return False
    told = sentence.settled.get(before)
    goes_on = after is not None and sentence.settled.get(after) == KONJUNKTIV_I
    if not goes_on and (told is None or told.mood != "Sub" or sentence.lower(sentence.segment(verb)[0]) in ADVERSE):
        return False
    relation = sentence.parsed.relations[sentence.carrier(verb)]
    return relation not in ("acl", "acl:relcl", "advcl") and sentence.lower(verb) not in speech_preterites()


@cache
def speech_preterites() -> frozenset[str]:
    """The preterites of verbs of saying: "sagte", "sagten", "riet", "rieten"."""
    found = set()
    for row in load_table("speech_verbs"):
        simple = (
            row["preterite"] or row["lemma"].removeprefix(row["particle"]).removesuffix("n").removesuffix("e") + "te"
        )
        found |= {simple, simple + ("n" if simple.endswith("e") else "en")}
    return frozenset(found)


def _is_in_quotation(sentence: Sentence, verb: int) -> bool:
    """True behind an opening quotation mark of the sentence that is not closed yet."""
    words = sentence.parsed.words
    for at in range(verb - 1, sentence.start - 1, -1):
        if words[at] in "„»":
            return True
        if words[at] in QUOTES:
            return False
    return False


def _has_subject(sentence: Sentence, carrier: int) -> bool:
    return any(sentence.parsed.relations[i] in SUBJECTS for i in sentence.children(carrier))


def _is_quoted(sentence: Sentence, verb: int) -> bool:
    """True right behind a quotation: *...“ sagte*, *...“, sagte*."""
    words, before = sentence.parsed.words, verb - 1
    if before >= sentence.start and words[before] == ",":
        before -= 1
    return before >= sentence.start and words[before] in QUOTES


QUOTES = frozenset("“”\"«»‹›‘’'") | {"''"}
