"""Mood and Tense of every finite verb: Konjunktiv or indicative.

The paradigm decides what it can (`verb_forms.py`: *wäre*, *könne*, *ging*). A present in -e is the indicative with
*ich*, else Konjunktiv I (*er komme*). A preterite that is a Konjunktiv II as well (*sagte*, *gingen*, *sollte*) goes by
the constructions that the grammars give as certain, each a function below, and else by the model.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from quellenlage.german.clauses import (
    ALWAYS,
    CONDITIONS,
    Parsed,
    Sentence,
    begins_with,
    condition_of,
    consequence_of,
    follows_comma,
    has_subject,
    is_condition,
    is_first_person,
    is_in_quotation,
    is_quoted,
    opener,
    sentence_at,
    stretch_of,
    subject_of,
)
from quellenlage.german.lexicon import load_table
from quellenlage.german.verb_forms import (
    KONJUNKTIV_I,
    KONJUNKTIV_II,
    PRESENT,
    PRETERITE,
    Reading,
    Readings,
    readings,
)

BYGONE = frozenset(["ursprünglich", "damals", "gestern", "einst"])
"""With *sollte* and *wollte*: a plan of the past."""
ADVERSE = frozenset(["doch", "aber", "jedoch"])
"""The narrator takes over ("Er wäre fast ertrunken, doch die Retter hielten ihn")."""
WISHES = frozenset(["doch", "nur", "bloß"])
ADVISED = frozenset(["man", "wir"])
ADDRESSED = frozenset(["sie", "du", "ihr"])
WOLLTE = 2.0
BESIDE_PRESENT = 1.5
IN_REPORT = 1.0
"""Logits, set by eye on news (Wikinews) with the first model."""


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
    sentences: dict[tuple[int, int], Sentence] = {}
    # the presents first: they decide pasts beside them
    for verb, leaning, possible in sorted(open_, key=lambda o: (PRETERITE in o[2], o[0])):
        stretch = stretch_of(parsed, verb)
        sentence = sentences.get(stretch)
        if sentence is None:
            sentence = sentences[stretch] = sentence_at(parsed, stretch, settled)
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
    for condition in (verb, condition_of(sentence, verb)):
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
    if begins_with(sentence, verb) and consequence_of(sentence, verb) is not None:
        return KONJUNKTIV_II
    before = sentence.before(verb)
    postponed = sentence.lower(verb - 1) == "," and before is not None and not opener(sentence, before)[0]
    # after a main clause; "Kommt er, sollte ..." is a main clause after its condition
    if postponed and before is not None and not is_condition(sentence, before) and not is_quoted(sentence, verb):
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
    if {sentence.lower(verb - 1), sentence.lower(verb + 1)} & ADVISED or is_in_quotation(sentence, verb):
        return KONJUNKTIV_II
    return None


def unreal(sentence: Sentence, verb: int) -> Reading | None:
    """Condition and consequence share their mood: Konjunktiv II beyond doubt in one makes it certain in the other."""
    consequence = consequence_of(sentence, verb) if is_condition(sentence, verb) else None
    condition = condition_of(sentence, verb)
    if sentence.is_konjunktiv(consequence) or sentence.is_konjunktiv(condition):
        return KONJUNKTIV_II
    if sentence.lower(verb).startswith(("sollte", "wollte")):
        return None
    # "Lebten hier einst Bauern, sind es heute Pendler"; "Wenn er kam, gab es Streit"
    if consequence is not None and (sentence.settled.get(consequence) == PRETERITE or begins_with(sentence, verb)):
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
    if is_condition(sentence, verb) and any(sentence.lower(i) in WISHES for i in range(start, end)):
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
    if not sentence.is_konjunktiv(before) or opener(sentence, before)[0] or begins_with(sentence, before):
        return None
    return KONJUNKTIV_II


def reporting(sentence: Sentence, verb: int) -> Reading | None:
    """The verb of saying behind what was said (*„...“, sagten sie*; *Er sei krank, meinte sie*): indicative."""
    if condition_of(sentence, verb) is not None or not follows_comma(sentence, verb):
        return PRETERITE if is_quoted(sentence, verb) else None
    before = sentence.before(verb)
    if before is None:
        return None
    told = sentence.settled.get(before)
    if is_quoted(sentence, verb) or (told is not None and told.mood == "Sub" and not opener(sentence, before)[0]):
        return PRETERITE
    return None


def joined(sentence: Sentence, verb: int) -> Reading | None:
    """Verbs of one subject joined by *und* share their mood."""
    carrier = sentence.carrier(verb)
    relations, heads = sentence.parsed.relations, sentence.parsed.heads
    partners = []
    if relations[carrier] == "conj" and not has_subject(sentence, carrier):
        partners.append(sentence.clauses.get(heads[carrier]))
    partners += [
        sentence.clauses.get(c)
        for c in sentence.children(carrier)
        if relations[c] == "conj" and not has_subject(sentence, c)
    ]
    for partner in partners:
        reading = None if partner is None else sentence.settled.get(partner)
        if reading is not None and reading.tense == "Past":
            return reading
    return None


def told_on(sentence: Sentence, verb: int) -> Reading | None:
    """A plural in a report whose verbs are Konjunktiv beyond doubt: Konjunktiv II in place of the Konjunktiv I that
    has no form of its own (*Er sei krank, die Kinder gingen zur Schule*)."""
    if not sentence.lower(verb).endswith("n") or follows_comma(sentence, verb) or begins_with(sentence, verb):
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
