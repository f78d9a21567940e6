"""What a speaker does with what is said, and how sure it is: from the cue, and where that is neutral from the content.

The cue's entry comes first (*forderte*, *bestritt*). A neutral cue (*sagte*, *laut*) leaves it to the words said: a
main clause that denies (*habe nie*), demands (*müsse*), promises (*man werde prüfen*), judges or weakens (*dürfte*).

Stance is what the speaker does, `polarity` whether he holds the words of the quote:

- *bestritt, dass Öl auslief*, *dementierte, Öl abgelassen zu haben*: stance denies, polarity negative. The quote is
  what others claim; the speaker disputes that claim.
- *sagte, es sei nie Öl ausgelaufen*: stance denies, polarity positive. The denial is part of the quote, and the
  speaker holds it: a claim of his own that he supports. It contradicts a claim that Öl auslief, and does not dispute
  itself.
- *lehnte ab, ein Datum zu nennen*, *sagte nicht, ob …*: stance other, polarity positive. Nothing is claimed or denied
  but that he refuses, and the quote holds the words of the refusal (`refusals.py`); where no tree tells them it is what
  was not said, polarity negative.

So a claim is disputed by a member of negative polarity and stance denies, or by a member that contradicts it; stance
denies alone does not say so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from spacy.tokens import Doc, Token

from quellenlage.annotate.statements.completions import is_chance
from quellenlage.annotate.statements.content_clauses import Clause, Reader
from quellenlage.annotate.statements.cues import Cue, cue_of, noun_cue, phrase_cues
from quellenlage.annotate.words import closed_class, is_role
from quellenlage.domain.annotations import By, Certainty, Mode, Polarity, Stance, Statement
from quellenlage.german.lexicon import load_table
from quellenlage.german.tense import shows

_REFUSALS = closed_class("refusals")
_BODIES = tuple(sorted(closed_class("bodies")))
_NEUTRAL: tuple[Stance, ...] = ("asserts", "other")
_OWN = frozenset(("ich", "wir", "er", "sie", "man"))
_ACTING = frozenset(("wir", "man", "es", "jetzt"))
_NAMED = frozenset(("PER", "ORG", "LOC"))
_POINTERS = frozenset(("das", "dies", "es", "alles", "nichts"))
_NOBODY = frozenset(("niemand", "keiner"))
_NO_PLAN = closed_class("no_plan")
_ADMITTING = closed_class("admitting")
_THANKS = closed_class("thanks")
_BEFORE_THANKS = (*sorted(closed_class("thanking_words")), "viele")
_THANKS_WITHIN = 4
"""Words, the quotation mark among them, within which a word of thanks stands."""
_ADDRESSED = frozenset(("sie", "ihr", "du"))
_HABITS = frozenset({("immer", "wieder"), *((w,) for w in closed_class("habits"))})
_NAMING = ("nennen", "bezeichnen", "betiteln", "als ", "für ")
"""Cues whose content is a judgement (nannte den Bericht falsch)."""
_INDICATIVE_MODES: tuple[Mode, ...] = ("direct", "attributed")
"""Where a plural such as *könnten* is a weakened statement; in indirect speech it stands in for *können*."""
_ORDER: tuple[Certainty, ...] = ("certain", "unknown", "probable", "possible")


@dataclass(frozen=True, slots=True)
class Sign:
    """What the content tells: the stance, how sure, and the words that tell it."""

    stance: Stance
    words: str
    certainty: Certainty | None = None


def of_cue(cue: Cue, negated: bool, mode: Mode) -> tuple[Stance, Polarity, Certainty]:
    """What the cue alone tells; `negated` if *nicht* stands with it. Who does not deny (*bestritt nicht*) or refuses
    to act (*lehnte ab, ein Datum zu nennen*) denies nothing."""
    against = cue.stance in ("denies", "criticises")
    if negated:
        stance, certainty = cue.negated or (cue.stance, cue.certainty)
        if stance == "denies" and not cue.negated:
            stance = "other"
        return stance, "positive" if against else "negative", certainty
    if cue.lemma in _REFUSALS and (mode == "indirect" or cue.stance != "denies"):
        return "other", "negative", cue.certainty
    return cue.stance, "negative" if cue.stance == "denies" else "positive", cue.certainty


def settle_stances(doc: Doc, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements with the stance and certainty that their content tells where the cue does not, and what weakens
    them (`hedge`). Their order and spans stay."""
    reader = Reader(doc)
    return tuple(_settled(reader, s) for s in statements)


def _settled(reader: Reader, statement: Statement) -> Statement:
    clauses = reader.clauses(statement.quote)
    said = reader.tokens(statement.quote)
    statement = _of_phrase(reader, statement)
    hedge, weakest = _hedge(statement, clauses, said)
    certainty = statement.certainty
    if weakest is not None and _ORDER.index(weakest) > _ORDER.index(certainty):
        certainty = weakest
    statement = replace(statement, certainty=certainty, hedge=statement.hedge or hedge)
    if statement.stance not in _NEUTRAL or statement.polarity == "negative":
        return statement
    sign = _asked(statement, said) or _thanked(statement, said) or _judged(statement, said)
    sign = sign or next((s for c in clauses for r in _RULES if (s := r(c, statement))), None)
    if sign is None or sign.stance == statement.stance:
        return statement
    by = _also(statement.by, sign.words)
    weaker = max(certainty, sign.certainty or certainty, key=_ORDER.index)
    return replace(statement, stance=sign.stance, certainty=weaker, by=by)


def _also(by: By, words: str) -> By:
    """The reason with the words that told the stance, after what it says already."""
    return replace(by, reason=f"{by.reason}{',' if ': ' in by.reason else ':'} {words}")


def _of_phrase(reader: Reader, statement: Statement) -> Statement:
    """Stance and certainty that the noun of an attribution tells: *nach Einschätzung*, *Gerüchten zufolge*."""
    if statement.mode not in ("attributed", "direct") or "source" not in statement.by.reason:
        return statement
    told = [
        row
        for t in reader.tokens((*statement.cue, *statement.speaker[:1]))[:6]
        if (row := _source_words().get(t.lower_)) is not None and row["certainty"] != "unknown"
    ]
    if not told:
        return statement
    row = max(told, key=lambda r: _ORDER.index(r["certainty"]))
    by = _also(statement.by, row["word"])
    return replace(statement, stance=row["stance"], certainty=row["certainty"], by=by)  # type: ignore[arg-type]


# how sure


def _hedge(
    statement: Statement, clauses: Sequence[Clause], said: Sequence[Token]
) -> tuple[str | None, Certainty | None]:
    """The word that weakens a statement most: an adverb of a main clause, or a modal; without a model an adverb."""
    table = _signs("hedge") | _signs("evidential")
    chance = _chance(said) if statement.mode in ("indirect", "reported") else None
    if chance is not None:
        return chance, "possible"
    if statement.mode == "direct" and len(clauses) > 1:
        clauses = clauses[:1]
    if not clauses and statement.mode != "direct":
        # without a main clause (a summed-up object, no model) only the words can tell
        word = next((t for t in said if (t.lower_,) in table), None)
        return (word.text, table[(word.lower_,)].certainty) if word is not None else (None, None)
    for clause in clauses:
        words = clause.adverb(frozenset(table))
        if words:
            return _as_written(clause, words), table[tuple(words.split())].certainty
        weak = _weak_modal(clause, statement)
        if weak is not None:
            return clause.finite.text, weak
    return None, None


def _chance(said: Sequence[Token]) -> str | None:
    """The noun in *die Gefahr, dass der Damm bricht* if what is said begins with it; none for *keine Gefahr*."""
    noun = next((n for n, t in enumerate(said[:5]) if t.pos_ == "NOUN"), None)
    if noun is None or noun + 1 >= len(said) or not is_chance(said[noun].text) or said[noun + 1].text != ",":
        return None
    # "das Risiko, dass es brennt, steige": a sentence about the risk
    governed = not said[noun].dep_.startswith("nsubj") and not said[0].i <= said[noun].head.i <= said[-1].i
    return said[noun].text if governed and not any(t.lower_.startswith("kein") for t in said[:noun]) else None


def _as_written(clause: Clause, words: str) -> str:
    """The words with their capitals."""
    at = clause.find(frozenset((tuple(words.split()),)))
    return words if at is None else " ".join(w.text for w in clause.words[at[0] : at[1]])


def _weak_modal(clause: Clause, statement: Statement) -> Certainty | None:
    """*könnte* and *dürfte* weaken; a plural in indirect speech only stands in for *können*, *dürfen*."""
    lower = clause.finite.lower_
    if statement.mode not in _INDICATIVE_MODES and lower.endswith("n"):
        return None
    if clause.negated or any(c.lower_ == "hätte" for c in clause.words):
        return None
    if lower.startswith("könnte") and not clause.perfect:
        return "possible" if clause.subject is None or clause.subject.lower_ not in ("ich", "wir", "man") else None
    if lower.startswith("könnte") or lower == "mag":
        return "possible" if clause.perfect else None
    return "probable" if lower.startswith("dürfte") else None


# what the content tells


def _asked(statement: Statement, said: Sequence[Token]) -> Sign | None:
    """A quotation that is one question."""
    ends = [t.text for t in said if t.text in (".", "!", "?", "…")]
    return Sign("asks", "?", "unknown") if statement.mode == "direct" and ends == ["?"] else None


def _thanked(statement: Statement, said: Sequence[Token]) -> Sign | None:
    """A quotation that begins with thanks: *„Danke an alle“*, *„Vielen Dank“*, *„Ein großes Dankeschön“*."""
    if statement.mode != "direct":
        return None
    for word in (t for t in said[:_THANKS_WITHIN] if t.text[0].isalnum()):
        if word.lower_ in _THANKS and word.pos_ != "ADP":
            return Sign("praises", word.text)
        if not (word.pos_ in ("ADJ", "ADV") or word.lower_.startswith(_BEFORE_THANKS)):
            return None
    return None


def _judged(statement: Statement, said: Sequence[Token]) -> Sign | None:
    """*nannte den Bericht frei erfunden*, *bezeichnete das als Skandal*, *hielt den Preis für zu hoch*."""
    detail = statement.by.reason.rpartition(": ")[2]
    if statement.mode != "reported" or not detail.startswith(_NAMING):
        return None
    for kind in ("false", "wrong", "bad", "good"):
        table = _signs(kind)
        word = next((t for t in said if _sign_of(t, table)), None)
        if word is not None:
            found = table[_sign_of(word, table)]
            return replace(found, words=word.text)
    too = next((b for a, b in pairwise(said) if a.lower_ == "zu" and b.pos_ == "ADJ"), None)
    return None if too is None else Sign("criticises", f"zu {too.text}")


def _untrue(clause: Clause, _: Statement) -> Sign | None:
    """*Das sei frei erfunden*, *das ist nicht wahr*, *das stimmt nicht*, *der Bericht ist falsch*."""
    if clause.copula or shows(clause.root, "VerbForm", "Part"):
        found = _predicate(clause, "false")
        if found is not None and not clause.negated and _about_words(clause):
            return found
        wrong = _predicate(clause, "wrong")
        if wrong is not None and not clause.negated and _about_words(clause):
            return wrong
    denied = any(w in ("nicht", "keineswegs", "mitnichten") for w in clause.lower)
    if denied and _about_words(clause):
        return _predicate(clause, "untrue")
    return None


def _about_words(clause: Clause) -> bool:
    """True if the clause is about something that was said: a pronoun, a noun of saying, a clause."""
    subject = clause.subject
    if subject is None:
        return any(c.dep_ in ("ccomp", "csubj") for c in clause.root.children)
    if subject.lower_ in _POINTERS or subject.dep_.startswith("csubj"):
        return True
    noun = noun_cue(subject.text)
    return noun is not None and noun.stance in ("asserts", "criticises", "speculates")


def _never(clause: Clause, _: Statement) -> Sign | None:
    """*Man habe nie gespart*, *weder gebe es einen Beschluss noch einen Käufer*: no bygone, no *noch nie*."""
    at = clause.find(frozenset(_signs("never")))
    if at is None:
        return None
    before = clause.lower[at[0] - 1] if at[0] else ""
    behind = clause.lower[at[1]] if at[1] < len(clause.lower) else ""
    words = " ".join(clause.lower[at[0] : at[1]])
    if before in ("noch", "fast", "beinahe") or behind in ("wieder", "mehr", "zuvor"):
        return None
    if not _looks_back(clause) and not (clause.copula and words not in ("nie", "niemals")):
        return None
    if any(w in ("dürfen", "sollen", "würde", "würden") for w in clause.lower):
        return None
    return Sign("denies", words)


def _looks_back(clause: Clause) -> bool:
    """True for a perfect or a preterite, and for *es gibt*."""
    if clause.finite.lemma_ in ("haben", "sein") and clause.finite.i != clause.root.i:
        return True
    return clause.finite.lemma_ == "geben" or (
        shows(clause.finite, "Tense", "Past") and not shows(clause.finite, "Mood", "Sub")
    )


def _attitude(clause: Clause, statement: Statement) -> Sign | None:
    """The speaker's own stance, named in what is said: *er fürchte*, *wir fordern*, *man sei bereit*."""
    if not _own(clause, statement) or shows(clause.finite, "Tense", "Past"):
        return None
    negated = any(w in ("nicht", "nie", "keineswegs") for w in clause.lower)
    for cue in phrase_cues(clause.finite.lower_) + phrase_cues(clause.finite.lemma_):
        if _holds(clause, cue):
            stance, _, certainty = of_cue(cue, negated, "indirect")
            return None if stance in _NEUTRAL else Sign(stance, cue.lemma, certainty)
    entry = cue_of(clause.lemma)
    if entry is None or clause.passive or clause.finite.i != clause.root.i:
        return None
    if entry.lemma == "erwarten" and any(w.lower_ in ("dass", "daß") for w in _below(clause)):
        return Sign("demands", entry.lemma)
    stance, _, certainty = of_cue(entry, negated, "indirect")
    if negated and not entry.negated:
        return None
    return None if stance in _NEUTRAL else Sign(stance, entry.lemma, certainty)


def _below(clause: Clause) -> list[Token]:
    return [g for c in clause.root.children if c.dep_ in ("ccomp", "xcomp") for g in c.children]


def _own(clause: Clause, statement: Statement) -> bool:
    """True if the subject is the speaker: a pronoun, or the name that the statement has for its speaker."""
    subject = clause.subject
    if subject is None:
        return False
    if subject.lower_ in _OWN:
        return subject.lower_ in ("ich", "wir", "man") or statement.mode != "direct"
    return bool(statement.speaker_name) and subject.text in (statement.speaker_name or "").split()


def _holds(clause: Clause, cue: Cue) -> bool:
    """True if all words of a phrase stand in the clause in their order (adjectives may stand between)."""
    at = 0
    words = clause.lower
    for word in cue.fixed:
        if word == "sich":
            if not any(w in ("sich", "mich", "mir", "uns") for w in words):
                return False
            continue
        while at < len(words) and words[at] != word:
            at += 1
        if at == len(words):
            return False
    return bool(cue.fixed)


def _needed(clause: Clause, statement: Statement) -> Sign | None:
    """*Nötig sei ein Konzept*, *es brauche mehr Geld*, an imperative."""
    if clause.negated:
        return None
    if statement.mode == "direct" and shows(clause.finite, "Mood", "Imp"):
        return Sign("demands", clause.finite.text)
    if clause.root.lemma_ in ("brauchen", "benötigen") and clause.subject is not None:
        if clause.subject.lower_ in ("es", "wir", "man") and shows(clause.finite, "Tense", "Pres"):
            return Sign("demands", clause.finite.text)
        return None
    return _predicate(clause, "need") if clause.copula and not _past(clause) else None


def _obliged(clause: Clause, statement: Statement) -> Sign | None:
    """*Die Regierung müsse handeln*, *das darf nicht wahr werden*, *Wien sollte zahlen*; *es müsse gebrannt haben*
    is a guess."""
    lower = clause.finite.lower_
    if clause.modal == "müssen" and not lower.startswith("musst"):
        if clause.perfect:
            return Sign("speculates", clause.finite.text, "probable")
        acts = not clause.negated and _can_act(clause, statement.mode)
        return Sign("demands", clause.finite.text) if acts else None
    if clause.modal == "sollen" and lower.startswith("sollte") and not clause.perfect:
        condition = clause.words[0].i == clause.finite.i
        return Sign("demands", clause.finite.text) if not condition and _can_act(clause, statement.mode) else None
    if clause.modal == "dürfen" and not lower.startswith(("dürfte", "durfte")) and clause.negated:
        return Sign("demands", clause.finite.text)
    return None


def _can_act(clause: Clause, mode: Mode) -> bool:
    """True if the duty falls on somebody who can act, or on nobody named (*man*, *es*, a passive), or on whom the
    speaker talks to (*„Sie sollten helfen“*), and is no habit (*müsse immer wieder zahlen*) and no thought (*man müsse
    damit rechnen*)."""
    subject = clause.subject
    if clause.has(_HABITS) or clause.root.lemma_ in _ADMITTING:
        return False
    if mode == "direct" and subject is not None and subject.lower_ in _ADDRESSED:
        return True
    if clause.passive or (subject is not None and subject.lower_ in _ACTING):
        return True
    if subject is None:
        return False
    if subject.ent_type_ in _NAMED or is_role(subject.text):
        return True
    return subject.lower_.endswith(_BODIES)


def _promised(clause: Clause, statement: Statement) -> Sign | None:
    """*Er werde die Frage mitnehmen*, *wir wollen helfen*: an act of the speaker's own to come."""
    if clause.finite.lemma_ not in ("werden", "wollen") or clause.finite.i == clause.root.i or clause.negated:
        return None
    if shows(clause.finite, "Tense", "Past") or clause.passive or clause.perfect or clause.copula:
        return None
    if not _own(clause, statement) or not shows(clause.root, "VerbForm", "Inf") or clause.root.lemma_ in _NO_PLAN:
        return None
    return Sign("promises", clause.finite.text)


def _wants_to_know(clause: Clause, statement: Statement) -> Sign | None:
    """*Man wolle wissen, woran das liege*."""
    known = clause.modal == "wollen" and clause.root.lemma_ == "wissen" and _own(clause, statement)
    return Sign("asks", clause.finite.text) if known and not clause.negated and not _past(clause) else None


def _doubted(clause: Clause, _: Statement) -> Sign | None:
    """*Das glaubt hier niemand*."""
    subject = clause.subject
    cue = cue_of(clause.lemma)
    if subject is None or subject.lower_ not in _NOBODY or cue is None or cue.negated is None:
        return None
    return Sign("denies", subject.text) if cue.negated[0] == "denies" else None


def _worried(clause: Clause, _: Statement) -> Sign | None:
    """*Die Sorge bestehe*, *es drohe der Verlust*."""
    subject = clause.subject
    if clause.negated and "nur" not in clause.lower:
        return None
    if (clause.root.lemma_,) in _signs("danger") and shows(clause.finite, "Tense", "Pres"):
        entity = subject is not None and subject.ent_type_ == "PER"
        return None if entity else Sign("warns", clause.finite.text)
    if subject is None or clause.root.lemma_ not in ("bestehen", "wachsen", "geben", "sein", "bleiben"):
        return None
    noun = noun_cue(subject.text)
    return Sign("warns", subject.text, noun.certainty) if noun is not None and noun.stance == "warns" else None


def _valued(clause: Clause, _: Statement) -> Sign | None:
    """*Das sei ein Skandal*, *die Entscheidung ist vorbildlich*."""
    if not clause.copula or clause.negated or clause.subject is None or clause.modal or _named_by_others(clause):
        return None
    return _predicate(clause, "bad") or _predicate(clause, "good")


def _named_by_others(clause: Clause) -> bool:
    """True with *wie Kritiker es nennen*: the word is theirs."""
    verbs = (t for t in clause.root.subtree if t.lemma_ in ("nennen", "bezeichnen"))
    return any(c.lower_ == "wie" for v in verbs for c in v.children)


def _weakened(clause: Clause, statement: Statement) -> Sign | None:
    """*Er dürfte wohl kommen*, *das könnte teuer werden*, *das scheine sicher*."""
    table = _signs("hedge")
    words = clause.adverb(frozenset(table))
    if words:
        return replace(table[tuple(words.split())], words=words)
    weak = _weak_modal(clause, statement)
    if weak is not None:
        return Sign("speculates", clause.finite.text, weak)
    if clause.finite.lemma_ == "scheinen" and not _past(clause):
        return Sign("speculates", clause.finite.text, "possible")
    return None


def _past(clause: Clause) -> bool:
    return shows(clause.finite, "Tense", "Past") and not shows(clause.finite, "Mood", "Sub")


_RULES: tuple[Callable[[Clause, Statement], Sign | None], ...] = (
    _wants_to_know,
    _untrue,
    _doubted,
    _never,
    _attitude,
    _needed,
    _obliged,
    _promised,
    _worried,
    _weakened,
    _valued,
)
"""What a main clause can tell, the surest first."""


# the lexicon


@cache
def _signs(kind: str) -> dict[tuple[str, ...], Sign]:
    return {
        tuple(row["sign"].split()): Sign(row["stance"] or "asserts", row["sign"], row["certainty"])  # type: ignore[arg-type]
        for row in load_table("stance_signs")
        if row["kind"] == kind
    }


@cache
def _source_words() -> dict[str, dict[str, str]]:
    return {row["word"]: row for row in load_table("source_phrases")}


def _predicate(clause: Clause, kind: str) -> Sign | None:
    """The sign of that kind that the clause's predicate is, or has in it."""
    table = _signs(kind)
    found = _sign_of(clause.root, table) or ((clause.lemma,) if (clause.lemma,) in table else ())
    if found:
        return replace(table[found], words=clause.root.text)
    # *Nötig sei ein Konzept*: trees take the noun for the predicate now and then
    first = clause.words[0]
    in_front = clause.copula and first.pos_ in ("ADJ", "ADV") and first.i + 1 == clause.finite.i
    if in_front and (found := _sign_of(first, table)):
        return replace(table[found], words=first.text)
    several = frozenset(s for s in table if len(s) > 1)
    words = clause.has(several)
    return replace(table[tuple(words.split())], words=words) if words else None


def _sign_of(token: Token, table: dict[tuple[str, ...], Sign]) -> tuple[str, ...]:
    """The sign that a word is, inflected or not; empty if none."""
    return next(((form,) for form in (token.lower_, token.lemma_.lower()) if (form,) in table), ())
