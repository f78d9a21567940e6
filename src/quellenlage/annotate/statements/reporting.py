"""Verbs of saying in a unit: their parts, their subject, whom they speak to, and the clause that holds what was said.

German word order decides: the verb is second in a main clause, last after a subordinating word, first in a bracketed
cue (", sagte Berg,"). What stands alone before a verb in second place is its subject unless form or meaning forbids.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from quellenlage.annotate.clauses import Tree, noun_phrase
from quellenlage.annotate.phrases import OBLIQUE, opens_phrase, phrase_end, relative_clause
from quellenlage.annotate.statements.cues import Cue, finite_cues
from quellenlage.annotate.statements.indefinite import is_nobody
from quellenlage.annotate.statements.subject_ends import may_be_relative, without_adverbs, without_object
from quellenlage.annotate.statements.units import is_quote
from quellenlage.annotate.statements.verbs_of_saying import BREAKS, FINITE_SIGNS, sharing_participle, verb_at
from quellenlage.annotate.words import Word, closed_class, could_be_adjective, is_function, is_media_noun, is_news_noun
from quellenlage.domain.annotations import Entity
from quellenlage.german.lexicon import load_words
from quellenlage.german.tense import shows

_MUTE = closed_class("mute")
_HAVE = closed_class("have")
_ACCUSATIVE_ADDRESSEE = closed_class("accusative_addressee")
_GENITIVES = frozenset(("der", "des", "einer", "eines"))
_POINTERS = frozenset(("das", "dies", "es", "was"))
_JOINERS = closed_class("joiners")
_HYPOTHETICAL = closed_class("hypothetical")
_OPEN_QUESTIONS = frozenset(("ob", "inwieweit", "inwiefern"))
_CONDITIONS = frozenset(("wenn", "falls", "sofern", "sobald"))
_MARKS = frozenset('„“”»«"')


@dataclass(frozen=True, slots=True)
class Saying:
    """A verb of saying in a unit, as indices into its items. `verbs` are the words of the cue, `subject` and
    `addressee` half-open ranges; `first` is true for a bracketed cue, `final` for a verb at the end of its clause,
    `back` for *Das sagte Berg*, which points to the sentence before."""

    cue: Cue
    verbs: tuple[int, ...]
    subject: tuple[int, int] | None
    addressee: tuple[int, int] | None
    opening: int
    end: int
    first: bool
    final: bool
    inverted: bool
    reason: str
    passive: bool = False
    back: bool = False
    elided: bool = False
    """True for a participle that shares the auxiliary of the verb before it; `opening` is behind the conjunction."""


def sayings(items: Sequence[Word], names: Mapping[int, Entity]) -> list[Saying]:
    """The verbs of saying of a unit, left to right."""
    found: list[Saying] = []
    tree = Tree(items)
    at = 0
    while at < len(items):
        word = items[at]
        if is_quote(word) or (word.capital and not word.first):
            at += 1
            continue
        shared = _with_shared_auxiliary(tree, found, at)
        if shared is not None:
            found.append(shared)
            at += 1
            continue
        verb = verb_at(items, at)
        if verb is not None and not (found and at in found[-1].verbs):
            cue, verbs, passive = verb
            saying = _by_tree(tree, cue, verbs, _with_subject(items, names, cue, verbs, found, passive), passive)
            if saying is not None and not _mute(items, saying.subject) and not _unsaid(items, saying):
                found.append(_addressed(tree, _cited_instead(tree, _ended(items, names, saying))))
        at += 1
    return found


def _with_shared_auxiliary(tree: Tree, before: Sequence[Saying], at: int) -> Saying | None:
    """*hat den Vorwurf dementiert, aber eine Prüfung zugesagt*: the second participle, with the first one's subject."""
    token = tree.token(at)
    if token is None or token.dep_ != "conj" or not shows(token, "VerbForm", "Part"):
        return None
    if any(c.dep_ in ("aux", "aux:pass", "nsubj", "nsubj:pass") for c in token.children):
        return None
    for verb in reversed(before):
        predicate = tree.predicate(verb.verbs)
        if verb.passive or verb.final or tree.items[verb.verbs[0]].lower not in _HAVE or predicate is None:
            continue
        last = verb.verbs[-1]
        if last >= at or token not in predicate.conjuncts or predicate.i > token.i:
            continue
        joint = next(
            (p for c in token.children if c.dep_ == "cc" and last < (p := tree.places.get(c.i, -1)) < at), None
        )
        if joint is None:
            joint = next((i for i in range(at - 1, last, -1) if tree.items[i].text == ","), None)
        cue = sharing_participle(tree.items, joint, at) if joint is not None else None
        if joint is not None and cue is not None:
            return Saying(
                cue.cue, cue.words, verb.subject, None, joint + 1, at + 1, False, False, False,
                "subject shared with the verb before", elided=True,
            )  # fmt: skip
    return None


def _by_tree(tree: Tree, cue: Cue, verbs: tuple[int, ...], ruled: Saying | None, passive: bool) -> Saying | None:
    """The reading by word order, with the subject that the tree gives where word order gives none or less of it."""
    head = tree.subject(verbs) if not passive and any(map(tree.is_finite, verbs)) else None
    if head is None or tree.items[head].lower in _POINTERS or parted_by_mark(tree.items, verbs[0], head):
        return ruled
    token = tree.token(head)
    if token is None or token.morph.get("Case", []) not in ([], ["Nom"]):
        return ruled
    subject = noun_phrase(tree, head)
    if tree.items[subject[0]].lower in OBLIQUE or any(subject[0] <= v < subject[1] for v in verbs):
        return ruled
    if ruled is None or ruled.subject is None:
        return _placed(tree, cue, verbs, subject)
    old = ruled.subject
    if subject[0] <= old[0] and old[1] < subject[1] and tree.items[old[1]].lower in _GENITIVES:
        # word order knows whom it was told: "schrieb die Leitung der Nordsalz GmbH der Belegschaft"
        subject = (subject[0], old[1])
    if subject[0] == old[0] and subject[1] < old[1]:
        after = tree.token(subject[1])
        if after is not None and after.dep_ in ("obj", "iobj", "obl:arg") and after.head.i == token.head.i:
            # "fordern die Vereine Bürger auf": whom they ask; "verlangte die Polizei Akten": what it asks for
            asked = cue.addressee == "acc" or cue.lemma in _ACCUSATIVE_ADDRESSEE or after.dep_ != "obj"
            told = (subject[1], old[1]) if asked and ruled.addressee is None else ruled.addressee
            return replace(ruled, subject=subject, addressee=told)
    if subject[0] <= old[0] and old[1] <= subject[1] and subject != old:
        return replace(ruled, subject=subject, end=max(ruled.end, subject[1] if ruled.inverted else 0))
    if (old[1] <= subject[0] or subject[1] <= old[0]) and not ruled.inverted and not ruled.first:
        return _placed(tree, cue, verbs, subject)
    return ruled


def parted_by_mark(items: Sequence[Word], verb: int, head: int) -> bool:
    """True if one of two words stands in quotation marks and the other outside, or a colon between them: neither is
    the other's subject."""
    between = items[min(verb, head) : max(verb, head)]
    return sum(w.text in _MARKS for w in between) % 2 == 1 or any(w.text == ":" for w in between)


def _cited_instead(tree: Tree, saying: Saying) -> Saying:
    """*Die Zeitung zitiert den Minister mit den Worten*: the object speaks, the subject is the channel."""
    predicate = tree.predicate(saying.verbs)
    if saying.cue.lemma != "zitieren" or saying.passive or saying.subject is None or predicate is None:
        return saying
    for child in predicate.children:
        # trees take an object that shows no case for a second subject now and then
        named = child.dep_ in ("obj", "nsubj") and child.pos_ in ("NOUN", "PROPN", "PRON")
        if named and child.i in tree.places:
            cited = noun_phrase(tree, tree.places[child.i])
            if not any(cited[0] <= v < cited[1] for v in saying.verbs) and cited[0] >= saying.subject[1]:
                return replace(saying, subject=cited, addressee=None, reason="object of the verb")
    return saying


def _ended(items: Sequence[Word], names: Mapping[int, Entity], saying: Saying) -> Saying:
    """With the subject up to where the verb's object begins (*verlangte die Gewerkschaft Reformen*)."""
    if saying.subject is None or not saying.inverted:
        return saying
    subject = without_object(items, names, saying.cue, saying.subject)
    if subject == saying.subject:
        return saying
    return replace(saying, subject=subject, end=max(subject[1], *(v + 1 for v in saying.verbs)))


def _addressed(tree: Tree, saying: Saying) -> Saying:
    """With the object of a verb that names whom it addresses in the accusative (*forderte alle Bürger auf*)."""
    predicate = tree.predicate(saying.verbs)
    accusative = saying.cue.addressee == "acc" or saying.cue.lemma in _ACCUSATIVE_ADDRESSEE
    if saying.addressee is not None or saying.passive or not accusative or predicate is None:
        return saying
    for child in predicate.children:
        if child.dep_ == "obj" and child.i in tree.places and child.pos_ in ("NOUN", "PROPN"):
            told = noun_phrase(tree, tree.places[child.i])
            if not any(told[0] <= v < told[1] for v in saying.verbs):
                return replace(saying, addressee=told)
    return saying


def _placed(tree: Tree, cue: Cue, verbs: tuple[int, ...], subject: tuple[int, int]) -> Saying:
    """A reading whose subject comes from the tree; word order tells the rest."""
    items, verb = tree.items, verbs[0]
    opening = verb
    while opening > 0 and items[opening - 1].text not in BREAKS and not is_quote(items[opening - 1]):
        opening -= 1
    inverted = subject[0] > verb
    end = max(max(verbs) + 1, subject[1] if inverted else 0)
    return Saying(
        cue,
        verbs,
        subject,
        None,
        opening,
        end,
        opening == verb and inverted,
        tree.is_subordinate(verbs),
        inverted,
        "subject of the verb in the tree",
    )


def _mute(items: Sequence[Word], subject: tuple[int, int] | None) -> bool:
    """True if the subject's first noun is something that never speaks (*seine Funktion verlangt, …*)."""
    if subject is None:
        return False
    noun = next((w for w in items[subject[0] : subject[1]] if w.capital and not is_function(w)), items[subject[0]])
    return noun.lower in _MUTE


def _unsaid(items: Sequence[Word], verb: Saying) -> bool:
    """True where nobody is told to have said it: *weder … noch*, *wenn sie sagt, …*, *niemand sagt, …*."""
    if verb.subject is not None:
        first = items[verb.subject[0]]
        if first.text == "Sie" and not first.first and verb.subject[1] - verb.subject[0] == 1:
            return True  # whom the speaker talks to
        if is_nobody(items, verb.subject):
            return True
    opener = items[verb.opening].lower
    if opener in _OPEN_QUESTIONS and not verb.inverted:
        return True  # "diskutieren, inwieweit die Stadt bereit ist, …": it is not known
    if verb.final and opener in _HYPOTHETICAL and not (opener in _CONDITIONS and is_past(items[verb.verbs[-1]])):
        return True
    return _neither(items, verb) or _garbled(items, verb.subject)


def _garbled(items: Sequence[Word], subject: tuple[int, int] | None) -> bool:
    """True if a finite verb stands in what was taken for the subject, no comma before it: two clauses run together."""
    if subject is None:
        return False
    comma = next((i for i in range(*subject) if items[i].text in ",("), subject[1])
    tokens = (w.token for w in items[subject[0] : comma])
    return any(t is not None and t.pos_ in ("VERB", "AUX") and shows(t, "VerbForm", "Fin") for t in tokens)


def is_past(word: Word) -> bool:
    """True for a preterite in the indicative."""
    return word.token is not None and shows(word.token, "Tense", "Past") and not shows(word.token, "Mood", "Sub")


def _neither(items: Sequence[Word], verb: Saying) -> bool:
    """True for *bestätigte den Bericht weder*, *hat das weder bestätigt noch dementiert*: nothing was said."""
    at = min(verb.opening, verb.verbs[0])
    while at < len(items) and (at <= verb.verbs[-1] or not (items[at].text in BREAKS or is_quote(items[at]))):
        if items[at].lower == "weder":
            return True
        at += 1
    return False


def _with_subject(
    items: Sequence[Word],
    names: Mapping[int, Entity],
    cue: Cue,
    verbs: tuple[int, ...],
    before: Sequence[Saying],
    passive: bool,
) -> Saying | None:
    verb = verbs[0]
    if passive:
        return Saying(
            cue, verbs, _by_whom(items, names, verbs), None, verb, verbs[-1] + 1, False, False, False, "passive", True
        )
    opening = verb
    while opening > 0 and items[opening - 1].text not in BREAKS and not is_quote(items[opening - 1]):
        opening -= 1
    first = opening == verb
    start = opening
    while start < verb and items[start].lower in _JOINERS and start + 1 < verb:
        start += 1
    subject: tuple[int, int] | None = None
    inverted = final = False
    reason = ""
    after = verb + 1
    if first:
        phrase = _bracketed_subject(items, names, verb)
        if phrase is not None:
            subject, first, reason = phrase, False, "subject before an insertion"
            opening = phrase[0]
        elif _subject_after(items, names, verb)[0] is not None:
            inverted = True
        else:
            subject = _shared_subject(items, names, opening, before, verb)
            first, reason = False, "subject shared with the verb before"
    elif (
        start == verb
        or items[verb - 1].lower in ("und", "aber", "oder", "doch", "sowie")
        or items[start].lower in _JOINERS
    ):
        subject = _shared_subject(items, names, opening, before, verb)
        reason = "subject shared with the verb before"
        if subject is None and verb + 1 < len(items) and _subject_after(items, names, verb)[0] is not None:
            inverted = True
    elif _subordinate(items, start, verb):
        final = True
        begin = start + 1
        if items[start].lower in ("in", "mit", "bei", "auf", "aus", "von", "an", "zu", "nach"):
            begin = start + 2
        pronoun = items[start].lower in ("der", "die", "das", "welche", "welcher", "welches") and begin == start + 1
        if pronoun and not (
            items[begin].lower in ("er", "sie", "man")
            or (items[begin].start in names and names[items[begin].start].type == "PER")
        ):
            return None  # the relative pronoun itself is the subject
        if begin < verb and opens_phrase(items, begin, verb):
            end = phrase_end(items, begin, verb, names)
            subject = None if end is None else (begin, end)
            reason = "subject of a subordinate clause"
        if subject is None:
            return None
    elif (opens_phrase(items, start, verb) or _opens_with_name(items, names, start)) and not _object_first(
        items, names, start, verb
    ):
        end = phrase_end(items, start, verb, names)
        if end is None:
            return None
        subject = (start, without_adverbs(items, end, verb))
        reason = "subject before the verb"
    else:
        inverted = True
    addressee = None
    end = max(verbs) + 1 if len(verbs) > 1 else after
    if inverted:
        subject, addressee = _subject_after(items, names, verb)
        reason = "subject behind the verb"
        if subject is None:
            return None
        end = max(end, subject[1])
    elif subject is not None:
        addressee = _addressee(items, names, after)
        if addressee is None and cue.lemma in _ACCUSATIVE_ADDRESSEE and not final and after < len(items):
            stop = phrase_end(items, after, verbs[-1] if len(verbs) > 1 else len(items), names, apposition=False)
            addressee = None if stop is None else (after, stop)
        end = max(end, addressee[1] if addressee else after)
    if inverted and subject is not None:
        addressee = addressee or _addressee(
            items, names, subject[1] + (subject[1] < len(items) and items[subject[1]].text == ",")
        )
        end = max(end, addressee[1] if addressee else end)
    if subject is None:
        return None
    back = inverted and verb - opening == 1 and items[opening].lower in ("das", "dies")
    return Saying(cue, verbs, subject, addressee, opening, end, first, final, inverted, reason, passive, back)


def _opens_with_name(items: Sequence[Word], names: Mapping[int, Entity], at: int) -> bool:
    """True for *Von der Heyde sagte*: a name whose first word is a particle."""
    entity = names.get(items[at].start)
    return entity is not None and entity.type == "PER" and items[at].first and " " in entity.text


def _by_whom(items: Sequence[Word], names: Mapping[int, Entity], verbs: tuple[int, ...]) -> tuple[int, int] | None:
    """*wird von Kritikern vorgeworfen*: whom *von* names in a passive clause, or the document that says so."""
    begin = verbs[0]
    while begin > 0 and items[begin - 1].text not in BREAKS and not is_quote(items[begin - 1]):
        begin -= 1
    for at in range(begin, verbs[-1]):
        if items[at].lower in ("von", "vom"):
            end = phrase_end(items, at + 1, verbs[-1], names)
            return None if end is None else (at + 1, end)
    for at in range(begin, verbs[-1]):
        # "In einem Bericht der Zeitung wird vermutet"
        if items[at].lower in ("in", "im") and at not in verbs:
            end = phrase_end(items, at + 1, verbs[-1], names, apposition=False)
            if end is not None and any(is_news_noun(w.text) for w in items[at + 1 : end]):
                return at + 1, end
    return None


def _bracketed_subject(items: Sequence[Word], names: Mapping[int, Entity], verb: int) -> tuple[int, int] | None:
    """The subject in *John Berg, der Sprecher, sagte*, *Ein Mann, der es sah, sagte*: before a comma at the verb."""
    if verb < 2 or items[verb - 1].text != ",":
        return None
    start = verb - 1
    while start > 0 and not is_quote(items[start - 1]) and items[start - 1].text not in (":", ";", "–"):
        start -= 1
    if start < verb and items[start].text == ",":
        return None
    while start < verb and items[start].lower in _JOINERS:
        start += 1
    if start >= verb - 1 or not opens_phrase(items, start, verb):
        return None
    end = phrase_end(items, start, verb - 1, names)
    if end is None:
        return None
    comma = next(i for i in range(start, verb) if items[i].text == ",")
    if (
        end < comma
        and not any(
            w.text[0].islower()
            and (w.lower in FINITE_SIGNS or finite_cues(w.lower) or w.lower in load_words("subjunctive_forms"))
            for w in items[end:comma]
        )
        and is_function(items[end])
        and comma < verb - 1
    ):
        # a longer phrase (Der Vorsitzende im Landtag, Max Frey, sagte): go on at its comma
        rest = phrase_end(items, comma + 1, verb - 1, names)
        if rest == verb - 1 and comma + 1 < verb - 1 and items[comma + 1].capital:
            return start, rest
    if end == verb - 1:
        # a whole quoted or reported clause can look like a phrase only if it has no verb
        return (start, end) if any(i.text == "," for i in items[start:end]) else None
    closes = relative_clause(items, end, verb)
    return (start, end) if closes == verb - 1 and may_be_relative(items, end + 1) else None


def _shared_subject(
    items: Sequence[Word], names: Mapping[int, Entity], opening: int, before: Sequence[Saying], verb: int
) -> tuple[int, int] | None:
    """The subject of *X wies das zurück und sagte*: that of the first verb of the unit."""
    if before and before[-1].subject is not None and before[-1].verbs[0] < verb:
        return before[-1].subject
    start = 0
    while start < opening and items[start].lower in _JOINERS:
        start += 1
    begin = start if start < verb and opens_phrase(items, start, verb) else opening
    if not opens_phrase(items, begin, verb):
        return None
    end = phrase_end(items, begin, verb, names)
    return (
        None
        if end is None or end >= verb or (items[end].text == "," and relative_clause(items, end, verb) is None)
        else (begin, end)
    )


def _subordinate(items: Sequence[Word], start: int, verb: int) -> bool:
    lower = items[start].lower
    if (
        lower in load_words("subordinators")
        and lower not in ("um", "seit", "bis", "ohne", "statt", "anstatt", "während", "als", "wie")
    ) or lower in ("dass", "daß", "ob", "wo", "warum", "wer", "was"):
        return True
    if (
        lower in ("während", "als", "wie", "seit", "bis")
        and start + 1 < len(items)
        and (
            not items[start].first
            or (verb + 1 < len(items) and items[verb + 1].text == "," and lower in ("während", "als"))
        )
    ):
        return True
    if (
        start
        and items[start - 1].text == ","
        and lower in ("der", "die", "das", "dem", "den", "dessen", "deren", "denen", "welcher", "welche")
        and start + 1 < len(items)
        and not (items[start + 1].capital or could_be_adjective(items[start + 1]))
    ):
        return True
    return (
        start > 0
        and items[start - 1].text == ","
        and is_function(items[start])
        and start + 1 < len(items)
        and items[start + 1].lower in ("der", "die", "das", "dem", "den", "denen", "dessen", "deren")
        and start + 2 < len(items)
        and not items[start + 2].capital
        and not could_be_adjective(items[start + 2])
    )


def _object_first(items: Sequence[Word], names: Mapping[int, Entity], start: int, verb: int) -> bool:
    """True if what stands before the verb is not its subject: *Das sagte Berg*, *Der Zeitung sagte er*."""
    if verb + 1 >= len(items):
        return False
    behind = items[verb + 1]
    if behind.lower in ("er", "man", "ich", "wir"):
        return True
    named = behind.start in names and names[behind.start].type == "PER"
    if (behind.lower in ("sie", "der", "die", "das") or named) and _disagree(items, start, verb):
        return True
    if _must_be_subject(items, verb + 1) and not _nominative(items, start):
        return True
    if items[start].lower in ("das", "dies", "es", "was") and verb - start == 1:
        return behind.capital or behind.lower in ("der", "die", "das", "sie", "ein", "eine")
    if items[start].lower in ("der", "den") and any(is_media_noun(w.text) for w in items[start:verb]):
        return named or behind.lower in ("der", "die", "ein", "eine", "sie")
    return False


def _must_be_subject(items: Sequence[Word], at: int) -> bool:
    """True for *der Rechnungshof*: the article *der* before a masculine noun in the singular is a nominative."""
    if items[at].lower != "der":
        return False
    tokens = (w.token for w in items[at + 1 : at + 4])
    noun = next((t for t in tokens if t is not None and t.pos_ in ("NOUN", "PROPN")), None)
    if noun is None or noun.pos_ != "NOUN" or is_media_noun(noun.text):
        return False
    return shows(noun, "Gender", "Masc") and shows(noun, "Number", "Sing")


def _nominative(items: Sequence[Word], start: int) -> bool:
    """True for a phrase that the article *der* opens before a masculine noun, or a pronoun in the nominative."""
    return _must_be_subject(items, start) or items[start].lower in ("er", "ich", "wir", "man")


def _disagree(items: Sequence[Word], start: int, verb: int) -> bool:
    """True if the first noun in front of the verb differs from it in number (*Berichte wies sie zurück*)."""
    finite = items[verb].token
    noun = next((w.token for w in items[start:verb] if w.token is not None and w.token.pos_ in ("NOUN", "PROPN")), None)
    if finite is None or noun is None:
        return False
    numbers = finite.morph.get("Number", []), noun.morph.get("Number", [])
    return all(numbers) and numbers[0] != numbers[1]


def _subject_after(
    items: Sequence[Word], names: Mapping[int, Entity], verb: int
) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """Subject and addressee behind the verb: *sagte der Minister*, *sagte gestern dem Sender X ein Sprecher*."""
    stop = len(items)
    at = verb + 1
    addressee: tuple[int, int] | None = None
    spare: tuple[int, int] | None = None
    steps = 0
    while at < stop and steps < 12:
        steps += 1
        word = items[at]
        if is_quote(word) or word.text in (":", ";", ".", ",", "–"):
            break
        if word.lower in ("er", "sie", "man", "wir", "ich"):
            return (at, at + 1), addressee
        if word.lower in ("sich", "es", "ihm", "ihnen", "ihn", "uns", "mir"):
            at += 1
        elif word.lower == "der" and is_media_noun(_noun(items, at + 1)):
            end = phrase_end(items, at, stop, names, apposition=False)
            if end is None:
                break
            spare = (at, end)
            addressee = (at, end)
            at = end
        elif word.lower in OBLIQUE:
            end = phrase_end(items, at, stop, names, apposition=False)
            if end is None:
                break
            addressee = (at, end)
            at = end
        elif opens_phrase(items, at, stop) and not _adverbial(word):
            end = phrase_end(items, at, stop, names)
            return ((at, end) if end is not None else spare), (
                addressee if addressee != spare or end is not None else None
            )
        elif is_function(word) and at + 1 < stop and not _adverbial(word):
            end = phrase_end(items, at + 1, stop, names, apposition=False)
            at = end if end is not None else at + 1
        else:
            at += 1
    return spare, None if addressee == spare else addressee


def _adverbial(word: Word) -> bool:
    return word.text[0].islower() and word.lower.endswith(
        ("wörtlich", "weiter", "zudem", "auch", "jedoch", "dazu", "daraufhin", "lediglich")
    )


def _noun(items: Sequence[Word], at: int) -> str:
    return next((w.text for w in items[at : at + 5] if w.capital), "")


def _addressee(items: Sequence[Word], names: Mapping[int, Entity], at: int) -> tuple[int, int] | None:
    """Whom the speaker talks to, directly behind the verb or the subject: *dem Sender X*, *gegenüber der Presse*."""
    while at < len(items) and items[at].lower in ("am", "heute", "gestern", "auch", "zudem") and at + 1 < len(items):
        at += 2 if items[at].lower == "am" else 1
    if at + 1 >= len(items):
        return None
    word = items[at]
    if word.lower == "gegenüber":
        end = phrase_end(items, at + 1, len(items), names, apposition=False)
        return None if end is None else (at + 1, end)
    medium = is_media_noun(_noun(items, at + 1))
    # "bestätigte das Amt dieser Zeitung"
    ours = medium and word.lower in ("dieser", "diesem", "unserer", "unserem")
    if ours or (
        word.lower in ("der", "dem", "den")
        and (
            medium
            or (items[at + 1].start in names and names[items[at + 1].start].type == "ORG")
            or items[at + 1].text in '„"»'
        )
    ):
        end = phrase_end(items, at, len(items), names, apposition=False)
        if end is not None and end < len(items) and items[end].lower in ("zufolge", "nach"):
            return None
        return None if end is None else (at, end)
    return None
