"""What was said: which quotations and clauses of a unit belong to which verb or attribution."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from quellenlage.annotate.clauses import Tree, said_by
from quellenlage.annotate.phrases import opens_phrase, phrase_end
from quellenlage.annotate.statements.attributions import SAYS, Attribution
from quellenlage.annotate.statements.completions import chance_before, completed
from quellenlage.annotate.statements.coverage import beside_speaker, covered
from quellenlage.annotate.statements.cues import Cue
from quellenlage.annotate.statements.next_clause import end_of_clause
from quellenlage.annotate.statements.reporting import Saying
from quellenlage.annotate.statements.summed_up import is_negated, summed_up
from quellenlage.annotate.statements.units import is_quote
from quellenlage.annotate.words import Word, closed_class, could_be_adjective, is_function, is_subjunctive
from quellenlage.domain.annotations import Mode
from quellenlage.german.lexicon import load_words
from quellenlage.german.tense import shows

_CORRELATES = closed_class("correlates")
_CONDITIONS = frozenset(("wenn", "falls", "hätte", "wäre"))
_ADVERSATIVES = frozenset(("aber", "jedoch", "sondern"))
_FINAL = frozenset(".!?…;")
_SHORTEST_REMAINDER = 4
_COMPLEMENTIZERS = closed_class("complementizers")
_QUESTIONS = closed_class("questions")
_INDICATIVE = closed_class("indicative")
_VIEWING = closed_class("viewing")
_REFUSALS = closed_class("refusals")
_NEGATIONS = closed_class("negations")
_NUMERAL_ADJECTIVES = closed_class("numeral_adjectives")
_VERB_SECOND = closed_class("verb_second")
_NO_NEGATION_BEFORE = closed_class("no_negation_before")


@dataclass(frozen=True, slots=True)
class Content:
    """What a source says in a unit: item ranges of the words said, the cue's words, the source and how it is told."""

    ranges: tuple[tuple[int, int], ...]
    cues: tuple[int, ...]
    cue: Cue
    source: tuple[int, int] | None
    addressee: tuple[int, int] | None
    mode: Mode
    channels: tuple[tuple[int, int], ...]
    rule: str
    reason: str
    negated: bool = False

    @property
    def whole(self) -> tuple[int, int]:
        """From the first to the last item said."""
        return min(a for a, _ in self.ranges), max(b for _, b in self.ranges)


def contents_of(
    items: Sequence[Word],
    verbs: Sequence[Saying],
    sources: Sequence[Attribution],
    speaks: Callable[[tuple[int, int] | None], bool],
) -> Iterator[Content]:
    """The contents of a unit, and what goes on in the subjunctive behind a colon or semicolon."""
    found = list(_with_cues(items, verbs, sources, speaks))
    yield from found
    more = _goes_on(items, found)
    if more is not None:
        yield more


def _with_cues(
    items: Sequence[Word],
    verbs: Sequence[Saying],
    sources: Sequence[Attribution],
    speaks: Callable[[tuple[int, int] | None], bool],
) -> Iterator[Content]:
    """The contents that a verb or phrase goes with: quotations first, then reported clauses, then what attributions
    cover. `speaks` tells of a subject whether it can say something; others sum up nothing (*das Treffen unterstrich
    …*)."""
    quotes = [i for i, w in enumerate(items) if is_quote(w)]
    owners = {q: _owner(items, q, verbs, sources) for q in quotes}
    claimed: list[tuple[int, int]] = []
    spoken: set[int] = set()
    for number, verb in enumerate(verbs):
        mine = [q for q in quotes if owners[q] == ("verb", number)]
        if mine:
            spoken.add(number)
            claimed += [(q, q + 1) for q in mine]
            yield _from_verb(items, verb, tuple((q, q + 1) for q in mine), "direct")
            before = _clause_before_quote(items, verb, verbs, mine[0])
            if before is not None:
                claimed.append(before)
                yield _from_verb(items, verb, (before,), "indirect")
    for number, source in enumerate(sources):
        mine = [q for q in quotes if owners[q] == ("source", number)]
        if mine:
            claimed += [(q, q + 1) for q in mine]
            yield _from_source(source, tuple((q, q + 1) for q in mine), "direct")
    for number, verb in enumerate(verbs):
        if number in spoken or (sources and _holds_view(verb)):
            continue
        clause = _reported_clause(items, verb, verbs, claimed)
        if clause is not None:
            claimed += list(clause)
            spoken.add(number)
            yield _from_verb(items, verb, clause, "indirect")
    for number, verb in enumerate(verbs):
        if number in spoken or any(a <= verb.verbs[0] < b for a, b in claimed) or not speaks(verb.subject):
            continue
        summed = summed_up(items, verb, claimed)
        if summed is not None:
            whole = completed(items, verb, summed, verbs)
            summed = summed if any(a < y and x < b for a, b in claimed for x, y in whole) else whole
            claimed += list(summed)
            spoken.add(number)
            yield _from_verb(items, verb, summed, "reported")
    for number, source in enumerate(sources):
        said = ("source", number) in owners.values() and source.kind == "heißt es"
        if said or beside_speaker(source, verbs, spoken, items):
            continue
        over = covered(items, source, sources, claimed)
        if over:
            claimed += list(over)
            yield _from_source(source, over, "attributed")


def _holds_view(verb: Saying) -> bool:
    """True for *sieht keinen Anlass, …*: beside *nach den Worten eines Sprechers* it is what he says, not who says
    it."""
    return bool(verb.cue.fixed) and verb.cue.lemma.rpartition(" ")[2] in _VIEWING


def _goes_on(items: Sequence[Word], contents: Sequence[Content]) -> Content | None:
    """*…, teilte die Firma mit; Berg sei im Streit gegangen*; *Sie warnte vor Hast: Der Damm halte noch*."""
    if not contents or any(is_quote(w) for w in items):
        return None
    last = max(contents, key=lambda c: c.whole[1])
    at = next((i for i in range(last.whole[1], len(items)) if items[i].text in (";", ":")), None)
    end = len(items)
    while end > 0 and items[end - 1].text in _FINAL:
        end -= 1
    if at is None or end - at < _SHORTEST_REMAINDER or not _has_subjunctive(items, at + 1, end):
        return None
    if any(i.text == ":" for i in items[at + 1 : end]) or items[at + 1].lower in _CONDITIONS:
        return None
    reason = "subjunctive after reported speech"
    return Content(((at + 1, end),), (), SAYS, last.source, None, "free_indirect", (), "free indirect speech", reason)


def _owner(
    items: Sequence[Word], quote: int, verbs: Sequence[Saying], sources: Sequence[Attribution]
) -> tuple[str, int] | None:
    """Which cue a quotation belongs to: one directly behind it, else the nearest before it, else the next behind."""
    behind = quote + 1
    while behind < len(items) and (
        items[behind].text in (",", "–", "-", ".")
        or is_quote(items[behind])
        or (items[behind].lower in ("und", "sowie") and behind + 1 < len(items) and is_quote(items[behind + 1]))
    ):
        behind += 1
    for number, verb in enumerate(verbs):
        if "d" in verb.cue.frames and verb.inverted and (verb.opening == behind or verb.verbs[0] == behind):
            return "verb", number
    for number, source in enumerate(sources):
        if source.start == behind and source.bracket:
            return "source", number
    earlier = [n for n, v in enumerate(verbs) if v.verbs[0] < quote and "d" in v.cue.frames]
    if earlier:
        return "verb", earlier[-1]
    later = [
        n for n, v in enumerate(verbs) if v.verbs[0] > quote and "d" in v.cue.frames and (v.first or v.opening > quote)
    ]
    if later and (quote == 0 or items[quote - 1].text in ".,"):
        return "verb", later[0]
    if sources:
        return "source", min(range(len(sources)), key=lambda n: abs(sources[n].start - quote))
    return None


def _from_verb(items: Sequence[Word], verb: Saying, ranges: tuple[tuple[int, int], ...], mode: Mode) -> Content:
    first = min(verb.opening, verb.verbs[0])
    stop = verb.end
    while stop < len(items) and items[stop].text not in (",", ":", ".", ";") and not is_quote(items[stop]):
        stop += 1
    cues = verb.verbs
    if verb.opening < verb.verbs[0] and items[verb.opening].lower == "so" and verb.opening + 1 == verb.verbs[0]:
        cues = (verb.opening, *cues)
    cues = tuple(sorted({*cues, *_correlates(items, verb, ranges, mode)}))
    # "hält das für falsch": the complement is part of what is said
    cues = tuple(c for c in cues if not any(a <= c < b for a, b in ranges)) or verb.verbs[:1]
    negated = mode != "direct" and any(
        items[i].lower in _NEGATIONS and not (i + 1 < len(items) and items[i + 1].lower in _NO_NEGATION_BEFORE)
        for i in range(verb.opening if verb.elided else verb.verbs[0], min(stop, verb.verbs[-1] + 3))
        if not any(a <= i < b for a, b in ranges)
    )
    negated = negated or (mode != "direct" and is_negated(items, verb, ranges))
    return Content(
        ranges,
        cues,
        verb.cue,
        verb.subject,
        verb.addressee,
        mode,
        ((first, stop),),
        f"verb of saying: {mode}",
        f"{verb.reason}: {verb.cue.lemma}",
        negated,
    )


def _correlates(items: Sequence[Word], verb: Saying, ranges: tuple[tuple[int, int], ...], mode: Mode) -> Iterator[int]:
    """What belongs to the cue besides the verb: *geht davon aus*, *äußerte sich*."""
    if verb.final or verb.passive:
        return
    stop = min((a for a, _ in ranges if a > verb.verbs[0]), default=verb.end)
    for at in range(verb.verbs[0] + 1, min(stop, len(items))):
        if items[at].lower == "sich" or (mode == "indirect" and items[at].lower in _CORRELATES):
            yield at


def _from_source(source: Attribution, ranges: tuple[tuple[int, int], ...], mode: Mode) -> Content:
    return Content(
        ranges,
        source.cues,
        source.cue,
        source.source,
        None,
        mode,
        ((source.start, source.end),) if source.kind == "wie" else (),
        "attribution",
        f"phrase that names a source: {source.kind}",
    )


def _reported_clause(
    items: Sequence[Word], verb: Saying, verbs: Sequence[Saying], claimed: Sequence[tuple[int, int]]
) -> tuple[tuple[int, int], ...] | None:
    """The indirect clause of the verb: behind it (*, dass …*, *, er habe …*), or before it (*…, sagte X*)."""
    if not ("i" in verb.cue.frames or "z" in verb.cue.frames):
        return None
    behind = _clause_behind(items, verb, verbs)
    bracketed = verb.inverted and _opens_bracket(items, verb)
    if bracketed and "i" in verb.cue.frames:
        rest = _rest(items, verb, verbs)
        before = _clause_before(items, verb, claimed, rest)
        if before is not None and (behind is None or _has_subjunctive(items, *before)):
            told = rest is not None and not _is_narrated(items, before, rest)
            return (before, rest) if rest is not None and told else (before,)
    if behind is None:
        behind = _clause_in_tree(items, verb, verbs)
    if behind is None or any(a < behind[1] and behind[0] < b for a, b in claimed if a != behind[0]):
        return None
    return (chance_before(items, behind) or behind,)


def _clause_in_tree(items: Sequence[Word], verb: Saying, verbs: Sequence[Saying]) -> tuple[int, int] | None:
    """A clause in the subjunctive behind the verb that hangs on it in the tree, though other words stand between."""
    if "i" not in verb.cue.frames or is_subjunctive(items[verb.verbs[0]]):
        return None
    stop = _content_end(items, verb, verbs)
    for start, end in said_by(Tree(items), verb.verbs):
        finite = next((i for i in range(start, end) if is_subjunctive(items[i])), None)
        told = start > 0 and items[start - 1].text == ":" and _object_before(items, start - 1, verb)
        if finite is None or told:
            continue
        begin = next((i + 1 for i in range(finite, verb.verbs[0], -1) if items[i].text in (",", ":")), None)
        if begin is not None and verb.verbs[0] < begin < stop and not any(is_quote(w) for w in items[begin:stop]):
            return begin, stop
    return None


def _opens_bracket(items: Sequence[Word], verb: Saying) -> bool:
    """True for *…, sagte X* and *…, so schätzen die Forscher*."""
    at = verb.opening
    if verb.first:
        return at > 1 and items[at - 1].text in (",", "–")
    return items[at].lower == "so" and verb.verbs[0] == at + 1 and at > 1 and items[at - 1].text == ","


def _clause_before_quote(
    items: Sequence[Word], verb: Saying, verbs: Sequence[Saying], quote: int
) -> tuple[int, int] | None:
    """The clause in *Berg sagte, der Damm halte: „…“*."""
    if items[quote - 1].text != ":" or quote <= verb.verbs[0] or "i" not in verb.cue.frames:
        return None
    short = items[: quote - 1]
    return _clause_behind(short, verb, [v for v in verbs if v.verbs[-1] < len(short)])


def _clause_before(
    items: Sequence[Word], verb: Saying, claimed: Sequence[tuple[int, int]], rest: tuple[int, int] | None
) -> tuple[int, int] | None:
    """The clause in front of the bracket; `rest` is what goes on behind it."""
    end = verb.opening - 1
    start = end
    while (
        start > 0
        and items[start - 1].text not in (":", ";")
        and not is_quote(items[start - 1])
        and not any(a < start <= b for a, b in claimed)
    ):
        start -= 1
    while start < end and not items[start].text[0].isalnum() and items[start].text not in '„"»«“':
        start += 1
    alone = not any(w.text == "," for w in items[start:end])
    subordinate = items[start].lower in load_words("subordinators") or is_subjunctive(items[start])
    if start < end and alone and subordinate and rest is not None and is_subjunctive(items[rest[0]]):
        return start, end  # "Wenn der Damm breche, sagte Berg, müsse man …": the first part of what was said
    if start < end and alone and items[start].lower in ("wenn", "falls", "sofern", "sollte", "sollten"):
        return None  # "Sollte der Damm brechen, warnte Berg vor Fluten": a condition of what was said
    if end - start < (2 if _has_subjunctive(items, start, end) else 3) or items[start].lower == "wie":
        return None
    if not _has_subjunctive(items, start, end) and not _is_clause(items, start, end):
        return None
    return start, end


def _is_clause(items: Sequence[Word], start: int, end: int) -> bool:
    """True if what stands before its first comma has a verb and no subordinating word: it can be a main clause."""
    comma = next((i for i in range(start, end) if items[i].text == ","), end)
    if items[start].lower in load_words("subordinators") and items[start].lower not in ("seit", "bis", "um"):
        return False
    for at in range(start, comma):
        word = items[at]
        after = items[at + 1] if at + 1 < len(items) else None
        if word.lower in _INDICATIVE or word.lower in load_words("subjunctive_forms"):
            return True
        if (
            word.text[0].islower()
            and not is_function(word)
            and word.lower.endswith(("t", "te", "ten", "en", "f", "g", "b"))
            and not (could_be_adjective(word) and after is not None and (after.capital or could_be_adjective(after)))
        ):
            return True
    return False


def _rest(items: Sequence[Word], verb: Saying, verbs: Sequence[Saying]) -> tuple[int, int] | None:
    """What goes on behind the bracket: *Man habe, sagte X, keine Wahl*."""
    at = verb.end
    while at < len(items) and items[at].text not in (",",):
        if items[at].text in ".:;" or is_quote(items[at]):
            return None
        at += 1
    end = _content_end(items, verb, verbs)
    if at + 2 >= end or any(v.verbs[0] > at for v in verbs):
        return None
    begin = at + 1
    if items[begin].lower in ("und", "aber", "sondern", "wenn", "weil", "dass", "da") or _has_subjunctive(
        items, begin, end
    ):
        return begin, end
    return None


def _is_narrated(items: Sequence[Word], before: tuple[int, int], rest: tuple[int, int]) -> bool:
    """True for *Der Damm halte, sagte Berg, und erntete Gelächter*: the outlet goes on with what Berg does."""
    if items[rest[0]].lower not in ("und", "aber") or not _has_subjunctive(items, *before):
        return False
    return not _has_subjunctive(items, *rest) and rest[0] + 1 < rest[1] and _is_finite(items[rest[0] + 1])


def _clause_behind(items: Sequence[Word], verb: Saying, verbs: Sequence[Saying]) -> tuple[int, int] | None:
    at = verb.verbs[0] + 1 if verb.subject is None else max(verb.verbs[0] + 1, verb.subject[1] if verb.inverted else 0)
    end = _content_end(items, verb, verbs)
    joined = _joined_predicates(items, verb)
    hops = 0
    while at < end and hops < 4:
        while at < end and items[at].text not in (",", ":"):
            if is_quote(items[at]):
                return None
            at += 1
        if at + 2 >= end:
            return None
        begin = at + 1
        if any(v is not verb and verb.verbs[-1] < v.verbs[0] < at and "i" in v.cue.frames for v in verbs):
            return None  # it belongs to the verb next to it
        segment = next((i for i in range(begin, end) if items[i].text == ","), end)
        reach = segment if items[begin].lower in _ADVERSATIVES else at
        if any(verb.verbs[-1] < p < reach for p in joined):
            return None  # "dementierte das und willigte ein, …": it belongs to the other verb
        kind = _clause_kind(items, begin, end, verb, items[at].text)
        if kind is not None:
            return begin, end_of_clause(items, begin, end) if kind == "dass" else end
        hops += 1
        at += 1
    return None


def _joined_predicates(items: Sequence[Word], verb: Saying) -> list[int]:
    """Where the verbs stand that go on with the same subject behind the verb."""
    tree = Tree(items)
    predicate = tree.predicate(verb.verbs)
    if predicate is None or verb.final:
        return []
    joined = [c for c in predicate.children if c.dep_ == "conj" and c.pos_ == "VERB" and c.i > predicate.i]
    return [tree.places[c.i] for c in joined if c.i in tree.places]


def _clause_kind(items: Sequence[Word], begin: int, end: int, verb: Saying, mark: str) -> str | None:
    first = items[begin]
    lower = first.lower
    segment = next((i for i in range(begin, end) if items[i].text == ","), end)
    if mark == ":":
        own_object = _object_before(items, begin - 1, verb)
        return "colon" if _has_subjunctive(items, begin, end) and not own_object else None
    if verb.final and _is_finite(first):
        return None  # "Für den Plan, von dem Berg berichtet hatte, gibt es Zeugen": the sentence around the clause
    if "i" in verb.cue.frames:
        if lower in _COMPLEMENTIZERS:
            return "dass"
        if lower in _QUESTIONS and begin - 1 >= verb.verbs[0]:
            return "question"
    if "z" in verb.cue.frames and _infinitive(items, begin, end):
        return None if _is_of_object(items, begin - 1, verb) else "infinitive"
    if "i" not in verb.cue.frames or lower in load_words("subordinators") or is_quote(first):
        return None
    if lower in ("und", "aber", "sondern", "oder", "was", "jedoch"):
        return None
    if lower in ("der", "die", "das", "den", "dem", "dessen", "deren", "denen") and not _article(items, begin, end):
        return None
    if (
        is_function(first)
        and begin + 1 < end
        and items[begin + 1].lower in ("der", "die", "das", "dem", "den", "denen", "deren")
        and not _article(items, begin + 1, end)
    ):
        return None
    if (first.text[0].islower() and lower in load_words("subjunctive_forms")) or _object_before(items, begin - 1, verb):
        return None
    if (
        lower in ("der", "die", "das", "den", "dem")
        and _is_finite(items[segment - 1])
        and phrase_end(items, begin, segment - 1, {}) != segment - 1
    ):
        return None  # a relative clause: its verb comes last
    if _has_subjunctive(items, begin, segment if segment - begin > 6 else end):
        return "subjunctive"
    adverb = is_function(first)
    if verb.cue.lemma in _VERB_SECOND and (adverb or opens_phrase(items, begin, end)):
        return "verb second"
    return None


def _is_finite(word: Word) -> bool:
    if word.token is not None:
        return shows(word.token, "VerbForm", "Fin")
    return word.lower in load_words("subjunctive_forms") | _INDICATIVE


def _object_before(items: Sequence[Word], comma: int, verb: Saying) -> bool:
    """True if a verb that sums up already has its object (*betonte die Sorge, die …*)."""
    if not ("r" in verb.cue.frames or "v" in verb.cue.frames or verb.cue.objects) or verb.subject is None:
        return False
    begin = verb.subject[1] if verb.inverted else verb.verbs[0] + 1
    if begin in verb.verbs:
        return False
    return begin < comma and (
        items[begin].lower in ("die", "das", "den", "eine", "einen", "ein", "seine", "ihre", "vor", "dies", "von")
        or items[begin].capital
    )


def _is_of_object(items: Sequence[Word], comma: int, verb: Saying) -> bool:
    """True if the infinitive behind the comma belongs to the object (*wies die Bitte zurück, den Bau zu verschieben*):
    who denies or rejects has one thing to deny, and tells it to nobody."""
    if verb.cue.stance != "denies" or verb.cue.lemma in _REFUSALS:
        return False
    tree = Tree(items)
    predicate = tree.predicate(verb.verbs)
    objects = (c for c in predicate.children if c.dep_ == "obj" and c.pos_ == "NOUN") if predicate is not None else ()
    return any((at := tree.places.get(c.i, comma)) < comma and at not in verb.verbs for c in objects)


def _article(items: Sequence[Word], at: int, end: int) -> bool:
    """True if der/die/das begins a noun phrase and no relative clause."""
    if at + 1 >= end:
        return False
    after = items[at + 1]
    if after.capital or after.text[0].isdigit() or after.text in '„"»':
        return True
    if after.lower in _NUMERAL_ADJECTIVES:
        return any(w.capital for w in items[at + 2 : at + 4])
    return could_be_adjective(after) and any(w.capital for w in items[at + 2 : at + 4])


def _infinitive(items: Sequence[Word], begin: int, end: int) -> bool:
    for at in range(begin, end):
        lower = items[at].lower
        if lower == "zu" and at + 1 < end and items[at + 1].lower.endswith("n") and items[at + 1].text[0].islower():
            return items[begin].lower not in ("um", "ohne", "statt", "anstatt")
        if (
            items[at].text[0].islower()
            and "zu" in lower[2:-3]
            and lower.endswith("en")
            and len(lower) > 7
            and not is_function(items[at])
        ):
            return items[begin].lower not in ("um", "ohne", "statt", "anstatt")
        if items[at].text == "," and at - begin > 2:
            continue
    return False


def _has_subjunctive(items: Sequence[Word], begin: int, end: int) -> bool:
    return any(is_subjunctive(w) for w in items[begin:end])


def _content_end(items: Sequence[Word], verb: Saying, verbs: Sequence[Saying]) -> int:
    """Index behind what was said: the unit's end, or where the next cue of the same sentence begins."""
    end = len(items)
    while end > 0 and items[end - 1].text in _FINAL:
        end -= 1
    for later in verbs:
        if later.verbs[0] > verb.verbs[-1] and later.verbs[0] not in verb.verbs:
            joint = later.opening
            if later.elided:
                end = min(end, joint - 1 - (items[joint - 2].text == ","))
            elif (later.reason.startswith("subject shared") and later.subject == verb.subject) or later.first:
                at = later.verbs[0]
                while at > verb.end and items[at].text != "," and items[at].lower not in ("und", "aber"):
                    at -= 1
                if at > verb.end:
                    end = min(end, at - (items[at - 1].text == ","))
            elif joint > verb.end and items[joint - 1].text == ";":
                end = min(end, joint - 1)
    semicolon = next((i for i in range(verb.end, end) if items[i].text == ";"), end)
    return min(end, semicolon, _joined_predicate(items, verb, end))


def _joined_predicate(items: Sequence[Word], verb: Saying, end: int) -> int:
    """Where the main clause goes on with another verb: *sagte, er komme, und fuhr los*."""
    tree = Tree(items)
    predicate = tree.predicate(verb.verbs)
    if predicate is None:
        return end
    for child in predicate.conjuncts:
        at = tree.places.get(child.i)
        if at is None or not verb.end < at < end or child.head.i != predicate.i:
            continue
        joint = next((i for i in range(at, verb.end, -1) if items[i].lower in ("und", "aber", "oder", "doch")), None)
        if joint is not None and joint > verb.end + 1 and any(w.text == "," for w in items[verb.verbs[0] : joint]):
            return joint - (items[joint - 1].text == ",")
    return end
