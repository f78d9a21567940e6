"""Attributions without a verb of their own: laut X, X zufolge, nach Angaben von X, so X, wie X sagte, heißt es."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from quellenlage.annotate.clauses import Tree, main_verb, noun_phrase
from quellenlage.annotate.phrases import NOMINATIVE, OBLIQUE, opens_phrase, phrase_end, relative_clause
from quellenlage.annotate.statements.cues import Cue, finite_cues, joined_cues, participle_cues
from quellenlage.annotate.statements.units import is_quote
from quellenlage.annotate.words import (
    Word,
    closed_class,
    could_be_adjective,
    is_function,
    is_media_noun,
    is_news_noun,
    is_role,
)
from quellenlage.domain.annotations import Entity
from quellenlage.german.tense import shows

_HAVE = ("hat", "habe", "haben", "hatte", "hatten")
_DEFINITE = frozenset(("der", "dem", "den"))
_SHORTEST_NAMED = 5
"""Words before *zufolge* where a role and a name between commas stand there: *Dem Chef, Holm, zufolge*."""
_FURTHEST_BACK = 9
"""Words a phrase in front of *zufolge* may have."""
_SHORTEST_CLAUSE = 4
_DATIVE = closed_class("dative")
_DETERMINERS = closed_class("before_news_nouns")
_POSSESSIVES = closed_class("possessives_of_speakers")
_VIEWS = closed_class("views")
_EMERGES = closed_class("emerges")
_OPINIONS = tuple(sorted(closed_class("opinions")))
_GOES = frozenset(("geht", "ging"))
_NOBODY = frozenset(("Vernehmen", "Anschein"))
_BODIES = tuple(sorted(closed_class("bodies")))
_UNDERTAKINGS = tuple(sorted(closed_class("undertakings")))
_TOPICS = closed_class("topics")
_AND = frozenset(("und", "sowie"))
_OWNED_DOCUMENTS = tuple(sorted(closed_class("owned_documents")))
_DOCUMENTS = tuple(sorted(closed_class("documents")))
SAYS = Cue("angeben", "an", "i", "asserts", "unknown")
"""What a phrase without a verb tells of the speaker."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A phrase that names the source: items `[start, end)`, words of the cue, the source's range, the kind of phrase.

    `bracket` is true if it stands apart, between commas (", so Berg,"), and so may close a quotation.
    """

    start: int
    end: int
    cues: tuple[int, ...]
    source: tuple[int, int] | None
    kind: str
    cue: Cue
    bracket: bool = False


def attributions(items: Sequence[Word], names: Mapping[int, Entity]) -> list[Attribution]:
    """The attributions of a unit, left to right, none inside another."""
    found: list[Attribution] = []
    for at in range(len(items)):
        if (found and at < found[-1].end) or is_quote(items[at]):
            continue
        for rule in (_laut, _geht_hervor, _nach, _zufolge, _so, _wie, _heisst_es, _demnach):
            one = rule(items, at, names)
            if one is not None and not (found and one.start < found[-1].end):
                found.append(one)
                break
    return found


def _laut(items: Sequence[Word], at: int, names: Mapping[int, Entity]) -> Attribution | None:
    """*laut Polizei*, *gemäß einem Bericht der Zeitung X*."""
    if items[at].lower not in ("laut", "gemäß") or at + 1 >= len(items):
        return None
    end = phrase_end(items, at + 1, len(items), names)
    if end is None or (items[at].lower == "gemäß" and not _is_source(items, at + 1, end)):
        return None
    noun = next(i for i in range(at + 1, end + 1) if i == end or items[i].capital)
    end = _with_maker(items, noun, end, names)
    whose = _whose(items, noun, end) if noun < end and is_news_noun(items[noun].text) else None
    if whose is None:
        return Attribution(at, end, (at,), (at + 1, end), items[at].lower, SAYS)
    return Attribution(at, end, tuple(range(at, noun + 1)), (whose, end), items[at].lower, SAYS)


def _with_maker(items: Sequence[Word], noun: int, end: int, names: Mapping[int, Entity]) -> int:
    """The end of *einer Zählung der Agentur Nordpress*, *einer Studie der Stadt und des Landes*: the phrase with who
    made the document that the noun at `noun` is, by the tree."""
    if noun >= end or end >= len(items) or not items[noun].lower.endswith(_OWNED_DOCUMENTS):
        return end
    tree = Tree(items)
    token = items[noun].token
    for child in token.children if token is not None else ():
        if child.dep_ != "nmod" or child.i not in tree.places or tree.places[child.i] < noun:
            continue
        loose = frozenset(c.i for c in child.subtree if c.dep_ in ("acl", "acl:relcl", "punct", "parataxis"))
        start, stop = tree.subtree(child, loose)
        case = next((c.lower_ for c in child.children if c.dep_ == "case"), None)
        genitive = case is None and child.morph.get("Case", []) == ["Gen"]
        if end > noun + 1 and (items[end].lower not in _AND or start == end):
            continue  # the tree may hang what the verb says on the name: "nach Zählung der Veranstalter 300 Leute"
        if noun < start <= end < stop and (genitive or case in ("von", "vom")):
            last = max((n.end for w in items[noun + 1 : stop] if (n := names.get(w.start)) is not None), default=0)
            while stop < len(items) and items[stop].start < last:
                stop += 1  # the tree hangs the end of a name elsewhere: "Bundesagentur für Arbeit"
            return stop if all(w.text != "," for w in items[end:stop]) else end
    return end


def _is_source(items: Sequence[Word], start: int, end: int) -> bool:
    """True for *einem Bericht der Zeitung*, *der Harltaler Zeitung*; not for *den Regeln*."""
    return any(is_news_noun(w.text) or is_media_noun(w.text) for w in items[start:end])


def _nach(items: Sequence[Word], at: int, names: Mapping[int, Entity]) -> Attribution | None:
    """*nach Angaben der Polizei*, *nach eigenen Angaben*, *nach US-Angaben*, *aus Sicht der Stadt*."""
    if items[at].lower not in ("nach", "aus") or at + 1 >= len(items):
        return None
    noun = next((i for i in range(at + 1, min(len(items), at + 5)) if items[i].capital), None)
    if noun is None or not _tells(items, at, noun):
        return None
    if any(is_function(w) and w.lower not in _DETERMINERS for w in items[at + 1 : noun]):
        return None
    end = phrase_end(items, at + 1, len(items), names)
    if end is None:
        return None
    end = _with_maker(items, noun, end, names)
    whose = _whose(items, noun, end)
    if whose is not None:
        return Attribution(at, end, tuple(range(at, noun + 1)), (whose, end), "nach", SAYS)
    if noun == at + 2 and items[at + 1].lower in _DEFINITE and not is_news_noun(items[noun].text):
        return None  # "nach der Steuerschätzung im Mai": later than it
    if items[at + 1].lower == "eigenen" and noun == at + 2:
        owner = _whose_own(items, at)
        if owner is not None:
            return Attribution(at, end, tuple(range(at, end)), owner, "nach", SAYS)
    if items[at + 1].lower in _POSSESSIVES:
        # nach seinen Angaben
        return Attribution(at, end, (at, *range(at + 2, noun + 1)), (at + 1, at + 2), "nach", SAYS)
    return Attribution(at, end, (at,), (at + 1, end), "nach", SAYS)


def _whose_own(items: Sequence[Word], at: int) -> tuple[int, int] | None:
    """The subject of the clause, whose *eigene Angaben* they are, if it is a name or somebody's role."""
    tree = Tree(items)
    verb = main_verb(items)
    place = tree.places.get(verb.i) if verb is not None else None
    head = tree.subject((place,)) if place is not None else None
    if head is None:
        return None
    word = items[head]
    token = word.token
    speaks = (token is not None and token.pos_ in ("PROPN", "PRON")) or is_role(word.text)
    if not speaks and not word.lower.endswith(_BODIES):
        return None
    start, end = noun_phrase(tree, head)
    return None if start <= at < end else (start, end)


def _tells(items: Sequence[Word], at: int, noun: int) -> bool:
    """True for nouns that tell what somebody says behind *nach* (*nach einer Studie*, but *nach der Studie* may be
    about time) or *aus* (*aus Sicht*)."""
    word = items[noun].text
    if items[at].lower == "aus":
        return word in _VIEWS
    if word.lower().endswith(_UNDERTAKINGS):
        return items[at + 1].lower in ("einer", "einem", "dieser", "diesem")
    return (is_news_noun(word) or word.lower().endswith(_OPINIONS)) and word != "Medien"


def _whose(items: Sequence[Word], noun: int, end: int) -> int | None:
    """Where the speaker's own phrase starts in *Angaben der Polizei*, *den Worten von Anna Berg*; None if the noun is
    all there is (*US-Angaben*), or if it is a document, which speaks itself (*einem Bericht der Zeitung*)."""
    if noun + 1 >= end or items[noun].text.lower().endswith(_DOCUMENTS):
        return None
    first = items[noun + 1]
    if first.lower in ("von", "vom"):
        return noun + 2 if noun + 2 < end else None
    genitive = first.lower in OBLIQUE or first.lower in NOMINATIVE or first.lower.endswith("er") or first.capital
    return noun + 1 if genitive else None


def _zufolge(items: Sequence[Word], at: int, names: Mapping[int, Entity]) -> Attribution | None:
    """*Berichten zufolge*, *einer Sprecherin der Klinik zufolge*, *den Angaben nach*, *dem Vernehmen nach*."""
    lower = items[at].lower
    nach = (
        lower == "nach"
        and at
        and (
            items[at - 1].text in ("Vernehmen", "Angaben", "Berichten", "Anschein", "Bericht")
            or is_news_noun(items[at - 1].text)
        )
    )
    folge = lower == "zu" and at + 1 < len(items) and items[at + 1].text == "Folge"
    if at == 0 or not (lower == "zufolge" or nach or folge):
        return None
    if nach and items[at - 1].text in _NOBODY:
        start = at - 1 - (items[at - 2].lower in _DATIVE if at > 1 else 0)
        return Attribution(start, at + 1, tuple(range(start, at + 1)), None, "zufolge", SAYS)
    if nach and at > 1 and items[at - 2].lower in _POSSESSIVES and (items[at - 2].first or not items[at - 2].capital):
        # seiner Meinung nach
        return Attribution(at - 2, at + 1, (at - 1, at), (at - 2, at - 1), "zufolge", SAYS)
    named = _named_behind(items, at, names) if lower == "zufolge" else None
    if named is not None:
        return Attribution(named, at + 1, (at,), (named, at - 1), "zufolge", SAYS)
    start_in_tree = _phrase_in_tree(items, at)
    if start_in_tree is not None:
        return Attribution(
            start_in_tree, at + 1 + folge, (at, at + 1) if folge else (at,), (start_in_tree, at), "zufolge", SAYS
        )
    for start in range(max(0, at - _FURTHEST_BACK), at):
        word = items[start]
        if (
            is_quote(word)
            or word.text in (",", ":")
            or not (word.capital or could_be_adjective(word) or word.lower in _DATIVE)
        ):
            continue
        if (
            start
            and items[start - 1].lower in ("von", "vom", "des", "der", "dem", "den", "in", "im", "einem", "einer")
            and start > max(0, at - _FURTHEST_BACK)
        ):
            continue
        if phrase_end(items, start, at, names, apposition=False) == at:
            return Attribution(start, at + 1 + folge, (at, at + 1) if folge else (at,), (start, at), "zufolge", SAYS)
    return None


def _named_behind(items: Sequence[Word], at: int, names: Mapping[int, Entity]) -> int | None:
    """Where *Der Chefin des Hafens, Runa Holm, zufolge* starts: a role with its bearer's name between commas."""
    if at < _SHORTEST_NAMED or items[at - 1].text != ",":
        return None
    comma = next((i for i in range(at - 2, max(0, at - _FURTHEST_BACK), -1) if items[i].text == ","), None)
    bearer = names.get(items[comma + 1].start) if comma is not None else None
    if comma is None or bearer is None or bearer.type != "PER" or bearer.end != items[at - 2].end:
        return None
    for start in range(max(0, comma - _FURTHEST_BACK), comma):
        opens = start == 0 or items[start - 1].text in (",", ":") or items[start].lower in ("dem", "der")
        if (
            opens
            and items[start].lower in _DATIVE
            and phrase_end(items, start, comma, names, apposition=False) == comma
        ):
            return start if any(is_role(w.text) for w in items[start:comma]) else None
    return None


def _phrase_in_tree(items: Sequence[Word], at: int) -> int | None:
    """Where the phrase starts whose postposition stands at `at`, by the tree, if it reaches up to it."""
    token = items[at].token
    if token is None or token.dep_ != "case" or token.head.i >= token.i:
        return None
    tree = Tree(items)
    head = tree.places.get(token.head.i)
    if head is None:
        return None
    start, end = tree.subtree(token.head)
    if 0 < start < at and items[start].lower in ("des", "der") and is_news_noun(items[start - 1].text):
        start -= 1  # the head of a genitive: Angaben des Instituts zufolge
        while start > 0 and (t := items[start - 1].token) is not None and t.pos_ in ("DET", "ADJ"):
            start -= 1
    return start if end == at + 1 and not any(is_quote(w) or w.text in ",:;" for w in items[start:at]) else None


def _so(items: Sequence[Word], at: int, names: Mapping[int, Entity]) -> Attribution | None:
    """*, so Berg*; *, so die Sprecherin am Montag*; *So der Minister:* stays a matter of the verb."""
    if items[at].lower != "so" or at == 0 or at + 1 >= len(items):
        return None
    if not (items[at - 1].text in (",", "–", "-", "(") or is_quote(items[at - 1])):
        return None
    if not opens_phrase(items, at + 1, len(items)) or items[at + 1].lower in ("viele", "sehr", "einige"):
        return None
    end = phrase_end(items, at + 1, len(items), names)
    if end is None:
        return None
    rest = end
    while (
        rest < len(items)
        and items[rest].text not in (",", ".", ":", ";", "!", "?", "–", ")")
        and not is_quote(items[rest])
    ):
        rest += 1
    if any(
        finite_cues(w.lower) or w.lower in ("ist", "sind", "hat", "haben", "wird", "war", "dass", "kann", "soll")
        for w in items[end:rest]
        if w.text[0].islower()
    ):
        return None
    return Attribution(at, rest, (at,), (at + 1, end), "so", SAYS, bracket=True)


def _wie(items: Sequence[Word], at: int, names: Mapping[int, Entity]) -> Attribution | None:
    """*Wie die Polizei mitteilte*, *, wie Berg dem Sender sagte*: a verb of saying at the end of the clause."""
    opened = at == 0 or items[at - 1].text in (",", "–", "(") or is_quote(items[at - 1])
    if items[at].lower != "wie" or not (opened or (at == 1 and items[0].lower in ("denn", "und", "doch", "aber"))):
        return None
    known = _wie_aus(items, at, names)
    if known is not None:
        return known
    start = at + 1
    while (
        start < len(items)
        and (
            items[start].lower in ("es", "auch", "zuvor", "bereits", "schon", "zuerst", "unter", "aus")
            or items[start].lower == "berichtet"
        )
        and not opens_phrase(items, start, len(items))
    ):
        start += 1
    if start >= len(items) or not opens_phrase(items, start, len(items)) or items[start].lower in ("wir", "ich"):
        return None  # wie wir wissen: nobody's statement
    end = next(
        (
            i
            for i in range(start, len(items))
            if (items[i].text in (",", ".", ":", ";", "–", ")") and not _comma_inside(items, i, start, names))
            or is_quote(items[i])
        ),
        len(items),
    )
    verbs = _final_verb(items, start, end)
    if verbs is None:
        return None
    cue, places = verbs
    if not ("d" in cue.frames or "i" in cue.frames):
        return None  # wie er sich selbst nannte
    source_end = phrase_end(items, start, places[0], names)
    if source_end is None or items[start].lower == "es":
        return None
    return Attribution(at, end, (at, *places), (start, source_end), "wie", cue, bracket=True)


def _wie_aus(items: Sequence[Word], at: int, names: Mapping[int, Entity]) -> Attribution | None:
    """*Wie aus dem Bericht hervorgeht*, *wie aus der Partei zu hören ist*, *wie sich aus den Akten ergab*."""
    start = at + 1 + (at + 1 < len(items) and items[at + 1].lower == "sich")
    if start + 1 >= len(items) or items[start].lower != "aus":
        return None
    stop = phrase_end(items, start + 1, len(items), names, apposition=False)
    if stop is None or stop >= len(items):
        return None
    stop = _with_maker(items, next((i for i in range(start + 1, stop) if items[i].capital), stop), stop, names)
    end = next((i for i in range(stop, len(items)) if items[i].text in ",.:;–)" or is_quote(items[i])), len(items))
    words = [w.lower for w in items[stop:end]]
    if not words or not (words[-1] in _EMERGES or words[-3:] == ["zu", "hören", "ist"]):
        return None
    first = end - 1 if words[-1] in _EMERGES else end - 3
    return Attribution(at, end, (at, *range(first, end)), (start + 1, stop), "wie", SAYS, bracket=True)


def _comma_inside(items: Sequence[Word], at: int, start: int, names: Mapping[int, Entity]) -> bool:
    """True if the comma belongs to an apposition of the subject (wie der Sprecher, John Kirby, sagte)."""
    if items[at].text != ",":
        return False
    end = phrase_end(items, start, len(items), names)
    if end is None or at > end:
        return False
    if at < end:
        return True
    # "wie der Sprecher, Jan Ott, gestern mitteilte": the verb comes behind the comma
    stop = next((i for i in range(at + 1, len(items)) if items[i].text in ",.:;–)" or is_quote(items[i])), len(items))
    return _final_verb(items, at, stop) is not None and not _is_relative(items, at + 1)


def _is_relative(items: Sequence[Word], at: int) -> bool:
    token = items[at].token if at < len(items) else None
    return token is not None and shows(token, "PronType", "Rel")


def _final_verb(items: Sequence[Word], start: int, end: int) -> tuple[Cue, tuple[int, ...]] | None:
    """The verb of saying that ends `items[start:end]`: *mitteilte*, *bekannt gab*, *gesagt hatte*, *berichtet*."""
    for last in range(end - 1, max(start, end - 6), -1):
        lower = items[last].lower
        if lower in _HAVE and last - 1 > start and participle_cues(items[last - 1].lower):
            return participle_cues(items[last - 1].lower)[0], (last - 1, last)
        joined = joined_cues(lower)
        if joined:
            return joined[0], (last,)
        cues = finite_cues(lower)
        if cues and items[last].text[0].islower():
            split = next((c for c in cues if c.particle and items[last - 1].lower == c.particle), None)
            if split is not None:
                return split, (last - 1, last)
            simple = next((c for c in cues if not c.particle), None)
            if simple is not None:
                return simple, (last,)
        if items[last].capital and last < end - 3:
            break
    return None


def _geht_hervor(items: Sequence[Word], at: int, names: Mapping[int, Entity]) -> Attribution | None:  # noqa: ARG001
    """*Aus einer Studie der Stadt geht hervor, dass …*, *Es geht aus dem Bericht hervor, dass …*: the document says
    what the clause tells; with *daraus* it is not named."""
    if at or items[0].lower not in ("aus", "es", "daraus", "hieraus"):
        return None
    comma = next((i + 1 for i in range(1, len(items) - 1) if items[i].lower == "hervor"), len(items))
    if comma + _SHORTEST_CLAUSE > len(items) or items[comma].text not in (",", ":"):
        return None
    verb = next((i for i in range(1, comma - 1) if items[i].lower in _GOES), None)
    if verb is None or any(w.text in ":;" or is_quote(w) for w in items[:comma]):
        return None
    cues = (verb, comma - 1)
    if items[0].lower == "aus":
        end = next((i for i in range(1, verb) if items[i].text == ","), verb)
        return Attribution(0, comma, cues, (1, end), "hervorgehen", SAYS) if end > 1 else None
    if items[0].lower != "es":
        return Attribution(0, comma, cues, None, "hervorgehen", SAYS) if verb == 1 else None
    out_of = next((i for i in range(verb + 1, comma - 2) if items[i].lower == "aus"), None)
    if verb != 1 or out_of is None:
        return None
    return Attribution(0, comma, cues, (out_of + 1, comma - 1), "hervorgehen", SAYS)


def _heisst_es(items: Sequence[Word], at: int, names: Mapping[int, Entity]) -> Attribution | None:
    """*, heißt es in dem Bericht*, *hieß es aus Kreisen der Partei*, *verlautete aus dem Amt*; also *In dem Brief
    heißt es:*."""
    after = items[at + 1].lower if at + 1 < len(items) else ""
    heard = items[at].lower in ("verlautet", "verlautete") and after in ("aus", "es")
    if not heard and not (items[at].lower in ("heißt", "hieß") and after == "es"):
        return None
    end = at + 1 + (after == "es")
    while end < len(items) and items[end].lower in (
        "dazu",
        "weiter",
        "wörtlich",
        "zudem",
        "dort",
        "auch",
        "jedoch",
        "aber",
    ):
        end += 1
    source = None
    if end < len(items) and items[end].lower in ("in", "im", "aus", "bei", "vom", "von", "beim", "seitens"):
        stop = phrase_end(items, end + 1, len(items), names)
        if stop is not None and items[end + 1].text not in _TOPICS:
            source = (end + 1, stop)
            end = stop
    bracket = at > 0 and (items[at - 1].text in (",", "–") or is_quote(items[at - 1]))
    start = at
    if source is None and not bracket:
        while start > 0 and items[start - 1].text not in (",", ":", ";") and not is_quote(items[start - 1]):
            start -= 1
        if start < at - 1 and items[start].lower in ("in", "im", "aus", "bei", "beim", "von"):
            stop = phrase_end(items, start + 1, at, names)
            source = None if stop is None or items[start + 1].text in _TOPICS else (start + 1, stop)
    if source is None and bracket and items[at - 1].text == "," and items[0].lower in ("in", "im", "aus"):
        # In dem Bericht, der gestern erschien, heißt es
        stop = phrase_end(items, 1, at, names, apposition=False)
        if stop is not None and stop < at and relative_clause(items, stop, at) == at - 1:
            start, source, bracket = 0, (1, stop), False
    cues = (at, at + 1) if after == "es" else (at,)
    return Attribution(start, end, cues, source, "heißt es", SAYS, bracket=bracket)


def _demnach(items: Sequence[Word], at: int, names: Mapping[int, Entity]) -> Attribution | None:  # noqa: ARG001
    """*Demnach sinkt der Pegel*: points to the source named in the sentence before."""
    if at or items[0].lower not in ("demnach", "demzufolge") or len(items) < _SHORTEST_CLAUSE:
        return None
    return Attribution(0, 1, (0,), None, "demnach", SAYS)


def media_in(items: Sequence[Word], start: int, stop: int, names: Mapping[int, Entity]) -> Iterator[tuple[int, int]]:
    """Ranges of media and agencies named in `items[start:stop]` (*in einem Interview mit Bloomberg*)."""
    at = start
    while at < stop:
        word = items[at]
        entity = names.get(word.start)
        if (
            entity is not None
            and entity.type == "ORG"
            and (
                "agency" in entity.by.reason
                or "medium" in entity.by.reason
                or entity.by.reason.startswith("after: ")
                or is_media_noun(entity.text.rpartition(" ")[2])
                or (at > 0 and is_media_noun(items[at - 1].text))
            )
        ):
            end = at
            while end < stop and items[end].start < entity.end:
                end += 1
            yield at, end
            at = end
        elif is_media_noun(word.text) and (
            at + 1 >= stop or (items[at + 1].start not in names and items[at + 1].text not in '„"»«')
        ):
            end = at + 1 + (at + 1 < stop and _is_name_of(items[at + 1], word))
            yield at, end
            at = end
        else:
            at += 1


def _is_name_of(word: Word, noun: Word) -> bool:
    """True for the word behind a noun for a medium that belongs to it as its name (*die Agentur Mitte*)."""
    token = word.token
    named = token is not None and noun.token is not None and token.head.i == noun.token.i
    return named and word.capital and token is not None and token.dep_ in ("appos", "flat", "flat:name", "nmod")
