"""Clauses in the stored parse of an article: what a word belongs to, and whether it is told as past or as ahead.

`german/tense.py` reads the same from spaCy's tokens while an article is annotated; this reads it from what is kept.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from quellenlage.domain.annotations import Token
from quellenlage.domain.span import Span
from quellenlage.german.lexicon import load_words, word_class

Looks = Literal["past", "future"] | None

LONGEST_CLIMB = 40
"""Steps up the tree to a verb; no sentence of news is deeper."""
MOST_WORDS = 9
"""Words between *seit* and a date that belongs to it."""
NEXT = 6
"""Characters between *nicht* and a date that it denies, with a preposition between them: *nicht am Freitag*."""
_IN_PHRASE = frozenset(("ADP", "DET", "ADJ", "NOUN", "PROPN", "NUM"))
_AUXILIARIES = frozenset(("aux", "aux:pass", "cop"))
_PARTS = _AUXILIARIES | {"compound:prt", "nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:arg"}
"""What belongs to a verb itself."""
_CUT = frozenset(("ccomp", "advcl", "acl", "acl:relcl", "parataxis", "csubj"))
"""Children that open a clause of their own."""


ARTICLES_HELD = 256
"""Articles whose trees are kept: each step of telling a story asks for those of all its articles."""


def clauses_of(tokens: Sequence[Token]) -> Clauses:
    """The trees of the tokens of an article, made once for all who ask for them one after the other."""
    return _kept(_Asked(tokens))


class Clauses:
    """The tokens of an article as trees. Without a parse every answer is None or empty."""

    __slots__ = ("_kids", "_starts", "tokens")

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tuple(tokens)
        self._starts = [t.start for t in self.tokens]
        self._kids: dict[int, list[int]] = {}
        for i, token in enumerate(self.tokens):
            if token.head is not None and token.head != i:
                self._kids.setdefault(token.head, []).append(i)

    def within(self, spans: Sequence[Span]) -> list[int]:
        """The words of `spans`, as places in `tokens`."""
        return [i for s in spans for i in range(bisect_left(self._starts, s.start), bisect_left(self._starts, s.end))]

    def last_in(self, span: Span) -> int | None:
        """The word of `span` that the others hang on."""
        first, end = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return next((i for i in range(first, end) if self._outside(i, first, end)), None)

    def behind(self, span: Span) -> int | None:
        """The first word behind `span`; None at the end of the text."""
        at = bisect_left(self._starts, span.end)
        return at if at < len(self.tokens) else None

    def _outside(self, i: int, first: int, end: int) -> bool:
        head = self.tokens[i].head
        return head is not None and (head == i or not first <= head < end)

    def verb_above(self, at: int) -> int | None:
        """The head of the clause around `at`: a verb, or a predicate with a finite verb."""
        for _ in range(LONGEST_CLIMB):
            token = self.tokens[at]
            if token.pos == "VERB" or self._finite(at) is not None:
                return at
            if token.head is None or token.head == at:
                return None
            at = token.head
        return None

    def root_of(self, at: int) -> int:
        """The word at the top of the tree that `at` stands in."""
        for _ in range(LONGEST_CLIMB):
            head = self.tokens[at].head
            if head is None or head == at:
                break
            at = head
        return at

    def noun_above(self, at: int, span: Span) -> int | None:
        """The noun outside `span` that the word at `at` hangs on, directly or by a name that belongs to that noun (*die
        Wahl in Ostrum im Mai*)."""
        head = self.tokens[at].head
        if head is None or span.covers(self.tokens[head].start):
            return None
        above = self.tokens[head].head
        if self.tokens[head].pos == "PROPN" and above is not None and above < head:
            head = above
        return head if self.tokens[head].pos == "NOUN" else None

    def in_attribute(self, at: int, span: Span) -> bool:
        """True where the word at `at` belongs to an adjective or participle in front of a noun: *die ab 2022 laufenden
        Tests*, *der 1998 eröffnete Hafen*."""
        head = self.tokens[at].head
        if head is None or head == at or span.covers(self.tokens[head].start):
            return False
        above = self.tokens[head].head
        token = self.tokens[head]
        return token.dep == "amod" and token.pos == "ADJ" and above is not None and head < above

    def in_relative(self, at: int) -> bool:
        """True where the clause around `at` is a relative one: *das Werk, das 1998 gebaut wurde*."""
        return self.relative_above(at) is not None

    def relative_above(self, at: int) -> int | None:
        """The head of the relative clause around `at`, the word that hangs on a noun; None in any other clause."""
        for _ in range(LONGEST_CLIMB):
            token = self.tokens[at]
            if token.dep in ("acl", "acl:relcl"):
                return at
            if token.pos == "VERB" or token.head is None or token.head == at:
                return None
            at = token.head
        return None

    def in_aside(self, at: int) -> bool:
        """True in a relative clause that the sentence goes on behind, so that its verb tells something else: *der Kran,
        der am Montag umgestürzt war, gehört der Stadt*. One that ends a sentence may well be its news."""
        relative = self.relative_above(at)
        verb = None if relative is None else self._verb_around(relative)
        if relative is None or verb is None:
            return False
        behind = (k for k in self._kids.get(verb, ()) if self.tokens[k].dep in _PARTS)
        return max((verb, *behind)) > relative

    def outside_relative(self, at: int) -> int | None:
        """The verb of the clause that the relative clause around `at` belongs to; None outside relative clauses."""
        relative = self.relative_above(at)
        return None if relative is None else self._verb_around(relative)

    def _verb_around(self, relative: int) -> int | None:
        noun = self.tokens[relative].head
        return None if noun is None or noun == relative else self.verb_above(noun)

    def prefix(self, verb: int) -> str:
        """The separable prefix of a verb (*nahm ... teil*), empty without one."""
        return next((t.text.lower() for t in self.below(verb) if t.dep == "compound:prt"), "")

    def below(self, at: int) -> list[Token]:
        """The words that hang on the one at `at`."""
        return [self.tokens[k] for k in self._kids.get(at, ())]

    def kids(self, at: int) -> Sequence[int]:
        """The places of the words that hang on the one at `at`."""
        return self._kids.get(at, ())

    def spans(self, head: int) -> list[Span]:
        """The words of the clause that `head` heads, without clauses inside it; of a noun all that belongs to it."""
        cut = _CUT if self.tokens[head].pos != "NOUN" else frozenset()
        found, waiting = [], [head]
        while waiting:
            at = waiting.pop()
            found.append(at)
            for kid in self._kids.get(at, ()):
                token = self.tokens[kid]
                if token.dep in cut or (token.dep == "conj" and token.pos == "VERB"):
                    continue
                waiting.append(kid)
        return [Span(self.tokens[i].start, self.tokens[i].end) for i in sorted(found)]

    def looks(self, at: int) -> Looks:
        """How the clause around `at` tells what the word there belongs to: as past (preterite, perfect, *seit*), as
        ahead (*wird*, *soll*, *will*, *ist geplant*), or None where it leaves that open. A date that depends on a noun
        is told by nothing but *seit* in front of it."""
        if self.since(at):
            return "past"
        head = self.tokens[at].head
        if head is None:
            return None
        verb = at if head == at else head
        if self.tokens[verb].pos not in ("VERB", "AUX") and self._finite(verb) is None:
            return None
        finite = self._finite(verb)
        if finite is None or self._another_verb_between(at, verb, finite):
            return None
        looks = self._tense(verb, finite)
        return None if looks == "past" and self._bounded(at) else looks

    def announced(self, at: int) -> bool:
        """True where the verb stands ahead in whatever mood but the conditional: *werde man im Juli beraten*."""
        verb, finite = self._told_by(at)
        if verb is not None and finite is None and self.tokens[verb].dep == "xcomp":
            # "will sie auslaufen lassen"
            verb = self.tokens[verb].head
            finite = None if verb is None else self._finite(verb)
        if verb is None or finite is None or finite == verb:
            return False
        token = self.tokens[finite]
        lemma = (token.lemma or token.text).lower()
        return (
            lemma in load_words("looking_ahead")
            and token.dep == "aux"
            and "Tense=Past" not in (token.morph or "")
            and ("VerbForm=Part" not in (self.tokens[verb].morph or "") or self._passive_infinitive(verb))
        )

    def hearsay(self, at: int) -> bool:
        """True where the clause around `at` passes on what is said to have happened: *soll 2019 geplant haben*, *will
        davon nichts gewusst haben*. Duden grammar, evidential use of modal verbs."""
        verb, finite = self._told_by(at)
        if verb is None or finite is None or finite == verb:
            return False
        token = self.tokens[finite]
        modal = (token.lemma or token.text).lower() in load_words("hearsay_modals") and "Tense=Pres" in (
            token.morph or ""
        )
        return modal and any(
            t.dep == "aux" and t is not token and t.text.lower() in ("haben", "sein") for t in self.below(verb)
        )

    def pluperfect(self, at: int) -> bool:
        """True where the clause around `at` is told in the pluperfect: *hatte 2019 besucht*, *war gestorben*."""
        verb, finite = self._told_by(at)
        if verb is None or finite is None or finite == verb:
            return False
        token = self.tokens[finite]
        return (
            token.dep == "aux"
            and token.text.lower() in load_words("pluperfect_auxiliaries")
            and "VerbForm=Part" in (self.tokens[verb].morph or "")
        )

    def told_as(self, verb: int) -> Looks:
        """How the clause that a verb heads is told: as past, as ahead, or None where that is open."""
        finite = self._finite(verb)
        return None if finite is None else self._tense(verb, finite)

    def former_plan(self, at: int) -> str | None:
        """The adverb by which the clause around `at` tells of a plan that holds no more: *sollte ursprünglich im Mai
        öffnen*; None without one."""
        verb, finite = self._told_by(at)
        if verb is None or finite is None or "Tense=Past" not in (self.tokens[finite].morph or ""):
            return None
        if (self.tokens[finite].lemma or "").lower() not in load_words("modal_verbs"):
            return None
        return next((t.text for t in self.below(verb) if t.text.lower() in load_words("former_plans")), None)

    def is_present(self, at: int) -> bool:
        """True where the clause around `at` is told in the present: *spricht*, *wird gesperrt*, *soll öffnen*."""
        verb, finite = self._told_by(at)
        if verb is None or finite is None or "Tense=Pres" not in (self.tokens[finite].morph or ""):
            return False
        return self._tense(verb, finite) != "past"

    def is_of_oneself(self, at: int) -> bool:
        """True where the subject of the clause around `at` is *ich*, with no auxiliary: *ich schlafe*, not *ich werde
        unterschreiben*."""
        verb, finite = self._told_by(at)
        below = self.below(verb) if verb is not None and finite == verb else ()
        subjects = (t for t in below if (t.dep or "").startswith("nsubj"))
        return any(t.text.lower() in word_class("oneself") for t in subjects)

    def unreal(self, at: int) -> bool:
        """True where the clause around `at` tells what did not come about: *hätte 2018 bestehen müssen*."""
        verb, finite = self._told_by(at)
        if verb is None or finite is None:
            return False
        modal = any((t.lemma or t.text).lower() in load_words("modal_verbs") for t in self.below(verb))
        return self.tokens[finite].text.lower() in ("hätte", "hätten") and modal

    def conditional(self, at: int) -> bool:
        """True where the clause around `at` has an auxiliary in Konjunktiv II: *wäre voll*, *könnte sinken*. In what
        somebody says it may stand for Konjunktiv I."""
        _, finite = self._told_by(at)
        if finite is None:
            return False
        morph = self.tokens[finite].morph or ""
        return "Mood=Sub" in morph and self.tokens[finite].text.lower() in load_words("conditional_auxiliaries")

    def possibility(self, at: int) -> bool:
        """True where the clause around `at` has a modal verb in Konjunktiv II, for itself or for the verb that it is
        joined to: *könnte schließen und abgerissen werden*."""
        verb, finite = self._told_by(at)
        while verb is not None and finite is None and self.tokens[verb].dep == "conj":
            verb = self.tokens[verb].head
            finite = None if verb is None else self._finite(verb)
        if finite is None or "Mood=Sub" not in (self.tokens[finite].morph or ""):
            return False
        token = self.tokens[finite]
        return token.text.lower() in load_words("conditional_auxiliaries") and (
            (token.lemma or token.text).lower() in load_words("modal_verbs")
        )

    def in_condition(self, at: int) -> bool:
        """True in a clause with *falls*, or with *wenn* and a negation: *wenn sie nicht am Montag zahlt*."""
        verb = self.verb_above(at)
        if verb is None:
            return False
        below = {t.text.lower() for t in self.below(verb)}
        opened = {t.text.lower() for t in self.below(verb) if t.dep == "mark"}
        if opened & load_words("conditional_openers"):
            return True
        return not opened.isdisjoint(word_class("when_not")) and not below.isdisjoint(load_words("negations"))

    def subjunctive_two(self, at: int) -> bool:
        """True where the clause around `at` has a finite auxiliary in Konjunktiv II: *würden überleben*, *könnte*."""
        _, finite = self._told_by(at)
        morph = "" if finite is None else self.tokens[finite].morph or ""
        return "Mood=Sub" in morph and "Tense=Past" in morph

    def doubted(self, at: int) -> bool:
        """True where an adverb of the clause around `at` leaves open whether it is so: *kam womöglich am Montag an*."""
        verb = self.verb_above(at)
        return verb is not None and any(t.text.lower() in load_words("doubting_adverbs") for t in self.below(verb))

    def negated(self, span: Span) -> bool:
        """True where the full verb above the date in `span` is told as past and negated: *meldeten das am Freitag
        nicht*. Not where the *nicht* is of the date or another phrase (*nicht am Freitag*, *nicht nur*), nor with a
        modal verb (*konnte nicht landen* tells a failure)."""
        at = self.last_in(span)
        verb = None if at is None else self.verb_above(at)
        if at is None or verb is None or self.tokens[verb].pos != "VERB" or self.is_modal(verb):
            return False
        if self.looks(at) != "past":
            return False
        for kid in self._kids.get(verb, ()):
            after = self.tokens[kid + 1] if kid + 1 < len(self.tokens) else None
            adverb = self.tokens[kid].pos in ("PART", "ADV")
            if not adverb or self.tokens[kid].text.lower() not in load_words("negations") or after is None:
                continue
            of_date = span.start - self.tokens[kid].end < NEXT and span.start > self.tokens[kid].start
            if not of_date and after.text.lower() not in load_words("widened_negations"):
                return True
        return False

    def tells(self, span: Span) -> bool:
        """False for words without a verb; True where nothing was parsed."""
        inside = [self.tokens[i] for i in self.within([span])]
        return any(t.pos in ("VERB", "AUX") for t in inside) or not any(t.pos for t in inside)

    def _told_by(self, at: int) -> tuple[int | None, int | None]:
        """The verb above `at` and its finite form."""
        verb = self.verb_above(at)
        return verb, None if verb is None else self._finite(verb)

    def spots(self, spans: Sequence[Span]) -> list[str]:
        """The nouns of `spans` that say where: behind *in*, *im*, *auf*, *am*, *bei*."""
        where = load_words("local_prepositions")
        found = []
        for i in sorted({bisect_left(self._starts, s.start) for s in spans}):
            if (
                i < len(self.tokens)
                and self.tokens[i].pos in ("NOUN", "PROPN")
                and any(t.dep == "case" and t.text.lower() in where for t in self.below(i))
            ):
                found.append(self.tokens[i].text)
        return found

    def preposition(self, at: int) -> str:
        """The preposition of the phrase whose noun stands at `at`, in small letters; empty without one."""
        return next((t.text.lower() for t in self.below(at) if t.dep == "case"), "")

    def behind_noun(self, at: int) -> bool:
        """True where the phrase of the date stands directly behind a noun that may own it, whichever of the two the
        parser hangs it on: *lehnte das Fest im März ab*. A subject owns none, and what happens at a thing happens when
        that does (*beim Fest im März werde gebaut*)."""
        first = min((k for k in self._kids.get(at, ()) if k < at), default=at)
        if not first or self.tokens[first - 1].pos != "NOUN":
            return False
        subject = (self.tokens[first - 1].dep or "").startswith("nsubj")
        return not subject and self.preposition(first - 1) not in load_words("local_prepositions")

    def is_modal(self, verb: int) -> bool:
        """True where a modal verb stands with the verb: *muss gesperrt werden*."""
        modals = load_words("modal_verbs")
        return any(t.dep in _AUXILIARIES and (t.lemma or t.text).lower() in modals for t in self.below(verb))

    def is_perfect(self, verb: int) -> bool:
        """True where *haben* stands with the verb: *habe geliefert*, *geliefert zu haben*."""
        return any(t.dep == "aux" and (t.lemma or t.text).lower() == "haben" for t in self.below(verb))

    def is_becoming(self, verb: int) -> bool:
        """True for *werde geöffnet*, *würden gestrichen*: now or ahead, the form leaves it open."""
        finite = self._finite(verb)
        if finite is None or finite == verb or "VerbForm=Part" not in (self.tokens[verb].morph or ""):
            return False
        return self.tokens[finite].text.lower() in word_class("becoming")

    def since(self, at: int) -> bool:
        """True where *seit* leads to the date, over nouns: seit 2020, seit der Schließung der Grenzen im Januar."""
        since, until = word_class("since"), word_class("until")
        for i in range(at, max(-1, at - MOST_WORDS), -1):
            token = self.tokens[i]
            if token.text.lower() in since:
                return True
            if token.pos not in _IN_PHRASE or token.text.lower() in until:
                return False
        return False

    def _another_verb_between(self, at: int, verb: int, finite: int) -> bool:
        """True if the tree goes over another clause: *2031 werde der Tunnel fertig, sagte sie* is not told as past."""
        between = range(min(at, finite) + 1, max(at, finite))
        return any("VerbForm=Fin" in (self.tokens[i].morph or "") for i in between if i not in (verb, finite))

    def _bounded(self, at: int) -> bool:
        """True for a date behind a preposition that leads on from the past (*bis*, *für*, *auf*, *ab*): told as past is
        the plan, not the date."""
        cases = {t.text.lower() for t in self.below(at) if t.dep in ("case", "advmod", "mark")}
        before = self.tokens[at - 1].text.lower() if at else ""
        return not (cases | {before}).isdisjoint(load_words("open_before_dates"))

    def _finite(self, head: int) -> int | None:
        """The finite verb of the clause that `head` heads; None if there is none."""
        if "VerbForm=Fin" in (self.tokens[head].morph or ""):
            return head
        return next(
            (
                k
                for k in self._kids.get(head, ())
                if self.tokens[k].dep in _AUXILIARIES and "VerbForm=Fin" in (self.tokens[k].morph or "")
            ),
            None,
        )

    def _tense(self, verb: int, finite: int) -> Looks:
        token, morph = self.tokens[finite], self.tokens[finite].morph or ""
        lemma = (token.lemma or token.text).lower()
        participle = "VerbForm=Part" in (self.tokens[verb].morph or "")
        if "Mood=Sub" in morph:
            # "habe er 2019 verkauft" is past in whatever mood; "hätte" and "würde" may never have come
            told = participle and token.dep == "aux" and token.text.lower() in ("habe", "sei", "seien")
            return "past" if told else None
        if finite != verb and lemma in load_words("looking_ahead"):
            # "sollte 2019 öffnen" was a plan; "wurde 2019 eröffnet" is the passive
            infinitive = "VerbForm=Inf" in (self.tokens[verb].morph or "") or self._passive_infinitive(verb)
            ahead = "Tense=Pres" in morph and infinitive
            return "future" if ahead else self._past(verb, finite)
        if finite != verb and token.dep == "aux:pass" and lemma == "sein":
            planned = (self.tokens[verb].lemma or "").lower() in load_words("planned_verbs")
            return "future" if planned and "Tense=Pres" in morph else None
        if "Tense=Past" in morph:
            return self._past(verb, finite)
        return "past" if participle and token.dep == "aux" and lemma in ("haben", "sein") else None

    def _passive_infinitive(self, verb: int) -> bool:
        """True for *geschlossen werden* and *geschlossen sein*, not for *geschlossen haben* and *geschlossen worden
        sein*."""
        return any(t.dep == "aux:pass" and t.text.lower() in ("werden", "sein") for t in self.below(verb))

    def _past(self, verb: int, finite: int) -> Looks:
        """Past, unless a modal makes a plan of it, or the participle is a plan (*war für 2019 geplant*)."""
        token = self.tokens[finite]
        if "Tense=Past" not in (token.morph or ""):
            return None
        lemmas = {(self.tokens[i].lemma or self.tokens[i].text).lower() for i in (verb, finite)}
        modal = finite != verb and lemmas & load_words("modal_verbs")
        return None if modal or lemmas & load_words("planned_verbs") else "past"


class _Asked:
    """The tokens of an article, known by which they are: to compare them one by one takes as long as to read them."""

    __slots__ = ("tokens",)

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and self.tokens is other.tokens

    def __hash__(self) -> int:
        return id(self.tokens)


@lru_cache(maxsize=ARTICLES_HELD)
def _kept(asked: _Asked) -> Clauses:
    return Clauses(asked.tokens)
