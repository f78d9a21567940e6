"""What was said: which quotations and clauses of a unit belong to which verb or attribution."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quellenlage.annotate.attributions import Attribution
from quellenlage.annotate.clauses import Tree, main_verb, said_by
from quellenlage.annotate.cues import Cue
from quellenlage.annotate.phrases import opens_phrase, phrase_end, relative_clause
from quellenlage.annotate.reporting import Saying
from quellenlage.annotate.units import is_quote
from quellenlage.annotate.words import Word, closed_class, could_be_adjective, is_function, is_subjunctive
from quellenlage.domain.annotations import Mode
from quellenlage.domain.span import Span
from quellenlage.german.lexicon import load_words
from quellenlage.german.tense import shows

_CORRELATES = closed_class("correlates")
_CONDITIONS = frozenset(("wenn", "falls", "hätte", "wäre"))
_FINAL = frozenset(".!?…;")
_COMPLEMENTIZERS = closed_class("complementizers")
_QUESTIONS = closed_class("questions")
_INDICATIVE = closed_class("indicative")
_STRONG = closed_class("strong")
_SHARED_FORMS = closed_class("shared_forms")
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


def contents_of(items: Sequence[Word], verbs: Sequence[Saying], sources: Sequence[Attribution]) -> Iterator[Content]:
    """The contents of a unit: quotations first, then reported clauses, then what attributions cover."""
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
    for number, source in enumerate(sources):
        mine = [q for q in quotes if owners[q] == ("source", number)]
        if mine:
            claimed += [(q, q + 1) for q in mine]
            yield _from_source(source, tuple((q, q + 1) for q in mine), "direct")
    for number, verb in enumerate(verbs):
        if number in spoken:
            continue
        clause = _reported_clause(items, verb, verbs, claimed)
        if clause is not None:
            claimed += list(clause)
            spoken.add(number)
            yield _from_verb(items, verb, clause, "indirect")
    for number, verb in enumerate(verbs):
        if number in spoken or any(a <= verb.verbs[0] < b for a, b in claimed):
            continue
        summed = _summed_up(items, verb, claimed)
        if summed is not None:
            claimed += list(summed)
            spoken.add(number)
            yield _from_verb(items, verb, summed, "reported")
    for source in sources:
        if _beside_speaker(source, verbs, spoken, items):
            continue
        covered = _covered(items, source, sources, claimed)
        if covered:
            claimed += list(covered)
            yield _from_source(source, covered, "attributed")


def free_speech(items: Sequence[Word], before: Mode) -> tuple[Span, ...] | None:
    """The whole unit, if its main verb is a subjunctive: the speaker before goes on. None otherwise."""
    main = main_verb(items)
    if main is None:
        return _free_by_forms(items, before)
    at = next((i for i, w in enumerate(items) if w.token is not None and w.token.i == main.i), None)
    if at is None or items[-1].text not in _FINAL or not shows(main, "Mood", "Sub") or items[0].lower in _CONDITIONS:
        return None
    if items[at].lower in _SHARED_FORMS:
        return None
    if shows(main, "Tense", "Past"):
        # behind a clause of its own, "wäre" mostly tells a condition in the outlet's voice
        spoken = before in ("indirect", "free_indirect") and all(w.text != "," for w in items[:at])
        if not spoken and (items[at].lower in _STRONG or before in ("reported", "narration")):
            return None
    if any(w.text == ":" for w in items[:at]):
        return None
    return (Span(items[0].start, items[-1].end),)


def _free_by_forms(items: Sequence[Word], before: Mode) -> tuple[Span, ...] | None:
    """The same by forms alone."""
    if before in ("reported", "narration"):
        return None
    forms = load_words("subjunctive_forms")
    if items[0].lower in _CONDITIONS:
        return None
    for at, word in enumerate(items):
        if word.text[0].islower() and word.lower in _SHARED_FORMS:
            return None
        if word.text[0].islower() and word.lower in forms:
            sure = word.lower not in _STRONG or (
                before in ("indirect", "free_indirect") and all(w.text != "," for w in items[:at])
            )
            return (Span(items[0].start, items[-1].end),) if sure and _in_second_place(items, at) else None
        if word.lower in _INDICATIVE or word.text == ":":
            return None
    return None


def _in_second_place(items: Sequence[Word], at: int) -> bool:
    return not any(w.lower in _COMPLEMENTIZERS or w.lower in ("weil", "obwohl", "nachdem") for w in items[:at])


def _owner(
    items: Sequence[Word], quote: int, verbs: Sequence[Saying], sources: Sequence[Attribution]
) -> tuple[str, int] | None:
    """Which cue a quotation belongs to: one directly behind it, else the nearest before it, else the next behind."""
    behind = quote + 1
    while behind < len(items) and items[behind].text in (",", "–", "-", "."):
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
    negated = mode != "direct" and any(
        items[i].lower in _NEGATIONS and not (i + 1 < len(items) and items[i + 1].lower in _NO_NEGATION_BEFORE)
        for i in range(verb.verbs[0], min(stop, verb.verbs[-1] + 3))
        if not any(a <= i < b for a, b in ranges)
    )
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
    if bracketed:
        before = _clause_before(items, verb, claimed)
        if before is not None and (behind is None or _has_subjunctive(items, *before)):
            rest = _rest(items, verb, verbs)
            return (before, rest) if rest is not None else (before,)
    if behind is None:
        behind = _clause_in_tree(items, verb, verbs)
    if behind is None or any(a < behind[1] and behind[0] < b for a, b in claimed if a != behind[0]):
        return None
    return (behind,)


def _clause_in_tree(items: Sequence[Word], verb: Saying, verbs: Sequence[Saying]) -> tuple[int, int] | None:
    """A clause in the subjunctive behind the verb that hangs on it in the tree, though other words stand between."""
    if "i" not in verb.cue.frames or is_subjunctive(items[verb.verbs[0]]):
        return None
    stop = _content_end(items, verb, verbs)
    for start, end in said_by(Tree(items), verb.verbs):
        finite = next((i for i in range(start, end) if is_subjunctive(items[i])), None)
        if finite is None:
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


def _clause_before(items: Sequence[Word], verb: Saying, claimed: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
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


def _clause_behind(items: Sequence[Word], verb: Saying, verbs: Sequence[Saying]) -> tuple[int, int] | None:
    at = verb.verbs[0] + 1 if verb.subject is None else max(verb.verbs[0] + 1, verb.subject[1] if verb.inverted else 0)
    end = _content_end(items, verb, verbs)
    hops = 0
    while at < end and hops < 4:
        while at < end and items[at].text not in (",", ":"):
            if is_quote(items[at]):
                return None
            at += 1
        if at + 2 >= end:
            return None
        begin = at + 1
        kind = _clause_kind(items, begin, end, verb, items[at].text)
        if kind:
            return begin, end
        hops += 1
        at += 1
    return None


def _clause_kind(items: Sequence[Word], begin: int, end: int, verb: Saying, mark: str) -> str | None:
    first = items[begin]
    lower = first.lower
    segment = next((i for i in range(begin, end) if items[i].text == ","), end)
    if mark == ":":
        return "colon" if _has_subjunctive(items, begin, end) else None
    if "i" in verb.cue.frames:
        if lower in _COMPLEMENTIZERS:
            return "dass"
        if lower in _QUESTIONS and begin - 1 >= verb.verbs[0]:
            return "question"
    if "z" in verb.cue.frames and _infinitive(items, begin, end):
        return "infinitive"
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
        and items[segment - 1].lower in load_words("subjunctive_forms") | _INDICATIVE
        and phrase_end(items, begin, segment - 1, {}) != segment - 1
    ):
        return None  # a relative clause: its verb comes last
    if _has_subjunctive(items, begin, segment if segment - begin > 6 else end):
        return "subjunctive"
    adverb = is_function(first)
    if verb.cue.lemma in _VERB_SECOND and (adverb or opens_phrase(items, begin, end)):
        return "verb second"
    return None


def _object_before(items: Sequence[Word], comma: int, verb: Saying) -> bool:
    """True if a verb that sums up already has its object (*betonte die Sorge, die …*)."""
    if "r" not in verb.cue.frames or verb.subject is None:
        return False
    begin = verb.subject[1] if verb.inverted else verb.verbs[0] + 1
    if begin in verb.verbs:
        return False
    return begin < comma and (
        items[begin].lower in ("die", "das", "den", "eine", "einen", "ein", "seine", "ihre", "vor")
        or items[begin].capital
    )


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
            if (later.reason.startswith("subject shared") and later.subject == verb.subject) or later.first:
                at = later.verbs[0]
                while at > verb.end and items[at].text != "," and items[at].lower not in ("und", "aber"):
                    at -= 1
                if at > verb.end:
                    end = min(end, at - (items[at - 1].text == ","))
            elif joint > verb.end and items[joint - 1].text == ";":
                end = min(end, joint - 1)
    return end


def _summed_up(
    items: Sequence[Word],
    verb: Saying,
    claimed: Sequence[tuple[int, int]],
) -> tuple[tuple[int, int], ...] | None:
    """The object that sums up what was said: *forderte einen Rücktritt*, *warnte vor Folgen*, *bestritt dies*."""
    if not ("r" in verb.cue.frames or "v" in verb.cue.frames) or verb.subject is None or verb.final or verb.passive:
        return None
    begin = max(verb.verbs[0] + 1, verb.subject[1]) if verb.inverted else verb.verbs[0] + 1
    if verb.addressee is not None and verb.addressee[0] == begin:
        begin = verb.addressee[1]
    end = begin
    while (
        end < len(items)
        and items[end].text not in (",", ".", ":", ";", "–", "!", "?")
        and not is_quote(items[end])
        and end not in verb.verbs
    ):
        end += 1
    while begin < end and items[begin].lower in (
        "auch",
        "zudem",
        "am",
        "jedoch",
        "aber",
        "erneut",
        "bereits",
        "sich",
        "zugleich",
        "außerdem",
    ):
        begin += 2 if items[begin].lower == "am" else 1
    while end > begin and (
        items[end - 1].lower in ("aber", "jedoch", "allerdings", "zurück", "an") or items[end - 1].lower in _NEGATIONS
    ):
        end -= 1
    if (
        begin >= end
        or any(a < end and begin < b for a, b in claimed)
        or (is_function(items[begin]) and items[begin].lower in ("und", "oder", "nicht"))
    ):
        return None
    if _bare_pronoun(items, begin, end):
        # a denial must not be lost; anything else that was only said of "das" says nothing
        return ((begin, begin + 1),) if verb.cue.stance == "denies" else None
    if "v" in verb.cue.frames:
        return ((begin + 1, end),) if items[begin].lower in ("von", "vom") and begin + 1 < end else None
    return ((begin, end),) if any(w.capital for w in items[begin:end]) else None


def _bare_pronoun(items: Sequence[Word], begin: int, end: int) -> bool:
    """True for *das* and *dies* without a noun."""
    if items[begin].lower not in ("dies", "das"):
        return False
    after = items[begin + 1] if begin + 1 < end else None
    return after is None or not (after.capital or after.text[0].isdigit() or could_be_adjective(after))


def _beside_speaker(source: Attribution, verbs: Sequence[Saying], spoken: set[int], items: Sequence[Word]) -> bool:
    """True if the attribution stands in the clause of a verb that has its own speaker: it is a channel then."""
    for number, verb in enumerate(verbs):
        if number in spoken and source.kind != "so":
            stop = verb.end
            while stop < len(items) and items[stop].text not in (",", ":", ".") and not is_quote(items[stop]):
                stop += 1
            if min(verb.opening, verb.verbs[0]) <= source.start < stop:
                return True
    return False


def _covered(
    items: Sequence[Word], source: Attribution, sources: Sequence[Attribution], claimed: Sequence[tuple[int, int]]
) -> tuple[tuple[int, int], ...]:
    """The clause an attribution covers: its sentence without the phrase, or the subordinate clause it stands in."""
    begin, end = 0, len(items)
    while end > 0 and items[end - 1].text in _FINAL:
        end -= 1
    left = source.start
    while left > 0 and items[left - 1].text not in (",", ":", ";") and not is_quote(items[left - 1]):
        left -= 1
    if left > 0 and left < source.start and not source.bracket and _subordinate_clause(items, left):
        begin = left
        end = next((i for i in range(source.end, end) if items[i].text in (",", ";", "–")), end)
    for other in sources:
        if other is not source and other.start > source.end and other.bracket:
            end = min(end, other.start - 1)
    ranges = []
    behind = source.end
    if behind < len(items) and items[behind].text == ",":
        closes = relative_clause(items, behind, end)
        behind = closes if closes is not None else behind
    for a, b in ((begin, source.start), (behind, end)):
        while a < b and items[a].text in (",", "–", ":", "."):
            a += 1
        while b > a and items[b - 1].text in (",", "–", ":", "("):
            b -= 1
        quote = next((i for i in range(a, b) if is_quote(items[i])), None)
        if quote is not None and a == begin and source.bracket and source.end <= quote:
            b = quote
        if b - a >= 1 and not any(x < b and a < y for x, y in claimed) and not any(is_quote(w) for w in items[a:b]):
            ranges.append((a, b))
    if source.bracket and ranges and sum(b - a for a, b in ranges) < 3:
        return ()
    return tuple(ranges)


def _subordinate_clause(items: Sequence[Word], at: int) -> bool:
    lower = items[at].lower
    return (
        lower in load_words("subordinators")
        or lower in ("dass", "ob", "wo", "deren", "dessen", "denen")
        or (
            lower in ("der", "die", "das", "dem", "den")
            and at + 1 < len(items)
            and not (items[at + 1].capital or could_be_adjective(items[at + 1]))
        )
    )
