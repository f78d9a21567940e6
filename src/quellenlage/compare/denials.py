"""Denials: what somebody says and somebody else denies, and what is set against it without a verb of denying."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from functools import cache

from quellenlage.compare.circumstances import CLAUSE_END
from quellenlage.compare.content import content_words
from quellenlage.compare.contradicted import contradicted
from quellenlage.compare.dispute_rows import Told, row_of
from quellenlage.compare.root_kinds import kind_of_speaker
from quellenlage.compare.utterances import is_one_utterance
from quellenlage.compare.words import WORD, even, words_of
from quellenlage.domain.annotations import AnnotatedArticle, Statement
from quellenlage.domain.dossier import Claim, Dispute, Side
from quellenlage.domain.span import Evidence, Span
from quellenlage.domain.standing import denying_members
from quellenlage.german.lemmas import lemma_of, noun_lemma
from quellenlage.german.lexicon import load_words, word_class
from quellenlage.german.together import parted

MEDIA = frozenset(("medium", "state_medium", "agency"))
"""Kinds of speakers whose words are a report."""

TOLD = 2
"""Content words that what is denied shares with what somebody else said, where the denial's own sentence says what it
denies (*widerspricht dem Vorwurf, in Kiel seien mehr erkrankt*)."""
LEAD = 8
"""Words before a denial in its sentence, up to which it points to the sentence before (*Im Rundfunk wies er das
zurück*)."""
CHARGED = 2
"""Sentences back to a charge that is denied as such (*wies die Vorwürfe zurück*): charges go on over several."""
FAR_BACK = 4
"""Sentences back to what is told of the one who denies it (*die Darstellung*), and to what a medium reported."""
NAMING = 4
"""Letters of a word that says whose name it is."""
HEADINGS = frozenset(("title", "subhead", "caption"))
"""Sections whose denials are told below, not above."""
SHORT = 4
"""Words of a statement up to which it is shown with its speaker and cue: *das*, *frei erfunden* say nothing alone."""


def find_denials(claims: Sequence[Claim], story: Told) -> Iterator[Dispute]:
    """Claims that a member contradicts: who says it, and who denies it."""
    told: set[str] = set()
    for claim in sorted(claims, key=lambda c: not c.sure):
        denied = denying_members(claim)
        members = whole(claim, story)
        for_it = [i for i in members if i not in denied]
        denying = [i for i in members if i in denied and not any(_negates_too(i, other, story) for other in for_it)]
        denying = [i for i in denying if not _denies_nothing(*story.statements[i])]
        # a row that is unsure repeats what a sure one has told
        if not for_it or not denying or told & set(denying) or _only_himself(for_it, denying, story):
            continue
        told |= set(denying)
        sure = claim.sure and _is_denial(for_it, denying, story)
        if sure:
            for_it += sorted({i for d in denying for i in _added(*story.statements[d])} - set(members))
        sides = [_said(for_it, story), _said(denying, story, instead=True)]
        yield row_of("denial", claim.text, sides, _who_denies(denying, story), sure=sure)


def whole(claim: Claim, story: Told) -> list[str]:
    """The statements of a claim without the words quoted inside one of them."""
    ids = [m.statement for m in claim.members if m.statement in story.statements]
    return [i for i in ids if story.statements[i][1].parent not in ids]


def _is_denial(for_it: Sequence[str], denying: Sequence[str], story: Told) -> bool:
    """True where somebody denies in the words of the outlet, or two who are named contradict each other: a negation in
    one of two wordings alone (*kaum Umsatz*, *fast kein Umsatz*) sets nobody against anybody."""
    denials = [i for i in denying if story.statements[i][1].stance == "denies"]
    if denials:
        return any(_may_mean(i, for_it, story) for i in denials)
    names = [{story.statements[i][1].speaker_name for i in side} for side in (for_it, denying)]
    return None not in names[0] | names[1] and not names[0] & names[1]


def _denies_nothing(member: AnnotatedArticle, statement: Statement) -> bool:
    """True where the verb of denying is negated itself (*schloss es nicht aus*, *bestritt nicht*)."""
    return not load_words("negations").isdisjoint(_beside_the_verb(member, statement))


def _in_part(member: AnnotatedArticle, statement: Statement) -> bool:
    """True where somebody denies a part, and nobody says which (*weist das nur teilweise zurück*)."""
    return not word_class("in_part").isdisjoint(_beside_the_verb(member, statement))


def _beside_the_verb(member: AnnotatedArticle, statement: Statement) -> Sequence[str]:
    """The words of the clause of the verb of denying, without those of what is denied; none if it has no such verb."""
    text = member.article.text
    if statement.stance != "denies" or not statement.cue:
        return ()
    start, end = min(s.start for s in statement.cue), max(s.end for s in statement.cue)
    following = CLAUSE_END.search(text, end)
    end = following.start() if following else end
    own = "".join(" " if any(s.covers(i) for s in statement.quote) else text[i] for i in range(start, end))
    return words_of(own)


def _may_mean(denial: str, for_it: Sequence[str], story: Told) -> bool:
    """False where nobody is named who denies, or he says himself what is denied; where only a part is denied; where the
    sentence of a denial says what it denies, and that is something else; where it points back to something else; where
    it denies what a medium reported, or a charge, and nobody of the other side reports or charges."""
    member, statement = story.statements[denial]
    others = [story.statements[i] for i in for_it]
    others = [o for o in others if _is_told(*o) and not _is_his_own(o, (member, statement))]
    if not others or not (statement.speaker or statement.speaker_name) or statement.section in HEADINGS:
        return False
    if _in_part(member, statement):
        return False
    sentence = story.sentence(member.article.id, statement.span.start)
    words = [set(content_words(_quoted(*other))) for other in others]
    told = set(content_words(_told_behind(member, statement, sentence)))
    if told and all(len(told & said) < TOLD for said in words):
        return False
    denied = {noun_lemma(w) for w in WORD.findall(_quoted(member, statement)) if w[:1].isupper()}
    own = set(content_words(_quoted(member, statement)))
    if all(own.isdisjoint(said) for said in words):
        # what it denies has no word in common with what was said: it points there, or is of something else
        between = len(_added(member, statement)) > 0
        near = any(_stands_before(o, (member, statement), _back(denied, o, statement, story) + between) for o in others)
        near = near or member.annotations.sentence_at(statement.span.start) == 0
        if len(_things(member, statement) - _pointing()) >= TOLD or not near:
            return False
    if denied & load_words("media_reports"):
        return any(x.via or kind_of_speaker(m, x) in MEDIA for m, x in others)
    if denied & load_words("accusing_nouns"):
        return any(_accuses(m, x, story) for m, x in others)
    return True


def _is_told(member: AnnotatedArticle, statement: Statement) -> bool:
    """False for an open question and for what something is done for (*ob ...*, *um ... zu stärken*)."""
    return load_words("left_open").isdisjoint(words_of(_quoted(member, statement))[:1])


def _is_his_own(other: tuple[AnnotatedArticle, Statement], denial: tuple[AnnotatedArticle, Statement]) -> bool:
    """True where the speaker of the one statement is that of the denial, however he is called there, or both are one
    quotation."""
    said, denies = other[1], denial[1]
    if said.mode == denies.mode == "direct" and is_one_utterance(other, denial):
        return True
    if other[0] is denial[0] and _sentence_of(*other) == _sentence_of(*denial):
        return False
    called = [words_of(" ".join(s.of(m.article.text) for s in x.speaker)) for m, x in (other, denial)]
    named = [words_of(x.speaker_name or "")[-1:] for x in (said, denies)]
    return any(name and name[0] in words for name, words in zip(named, reversed(called), strict=True))


def _back(denied: Set[str], other: tuple[AnnotatedArticle, Statement], denial: Statement, story: Told) -> int:
    """Sentences from a denial back to what it denies at most: a charge is told over several, most of all one that names
    who denies it; so is what a medium reported."""
    member, said = other
    sentence = words_of(story.sentence(member.article.id, said.span.start).of(member.article.text))
    name = denial.speaker_name or ""
    called = [w for w in words_of(name) if len(w) >= NAMING]
    of_him = any(w in sentence for w in called)
    if len(parted(name)) > 1 and all(w in sentence for w in called):
        return FAR_BACK  # what is said of two states is what the two deny
    reported = denied & (load_words("media_reports") | load_words("news_nouns"))
    by_medium = bool(said.via) or kind_of_speaker(member, said) in MEDIA
    if (reported and by_medium) or (of_him and denied & _pointing()):
        return FAR_BACK
    return CHARGED if denied & load_words("accusing_nouns") else 1


def _added(member: AnnotatedArticle, denial: Statement) -> list[str]:
    """What the outlet holds possible besides in the sentence before a denial that only points back, by ids (*wirft ihm
    Betrug vor. Möglich scheint auch, dass er ... Er bestreitet dies*): it is denied with what it adds to."""
    marks, text = member.annotations, member.article.text
    here = marks.sentence_at(denial.span.start)
    if not here or not load_words("pointing_words").issuperset(words_of(_words(member, denial))):
        return []
    before, own = (marks.sentences[i].span for i in (here - 1, here))
    adds = not load_words("additive_words").isdisjoint(words_of(before.of(text)))
    if not adds or "\n" in text[before.end : own.start]:
        return []
    inside = (s for s in marks.statements if before.contains(s.span) and not s.in_furniture)
    return [s.id for s in inside if s.mode == "narration" and s.stance == "speculates"]


def _things(member: AnnotatedArticle, statement: Statement) -> set[str]:
    """The nouns of what a denial says itself, names and times left out (*die Behauptungen von Harms am Freitag*)."""
    marks = member.annotations
    left_out = [e.span for e in marks.entities if statement.span.overlaps(e.span)]
    left_out += [t.span for t in marks.times if statement.span.overlaps(t.span)]
    first, last = (bisect_left(marks.tokens, at, key=lambda t: t.start) for at in statement.span)
    inside = (
        t for t in marks.tokens[first:last] if t.pos == "NOUN" and any(q.covers(t.start) for q in statement.quote)
    )
    return {noun_lemma(t.text) for t in inside if not any(s.covers(t.start) for s in left_out)}


def _sentence_of(member: AnnotatedArticle, statement: Statement) -> int | None:
    return member.annotations.sentence_at(statement.span.start)


def _stands_before(
    other: tuple[AnnotatedArticle, Statement], denial: tuple[AnnotatedArticle, Statement], back: int
) -> bool:
    """True where a statement stands in the sentence of a denial or right before it, at most `back` sentences, and the
    denial has nothing else before it that it may point to (*von einer Verschiebung berichtete ein Portal, das bestritt
    der Sprecher*)."""
    (member, said), (other_member, denies) = other, denial
    marks, text = member.annotations, member.article.text
    if member.article.id != other_member.article.id:
        return False
    here = marks.sentence_at(denies.span.start)
    there = marks.sentence_at(said.span.end - 1)
    if here is None or there is None or not 0 <= here - there <= back:
        return False
    if here == there:
        return True
    begin = min(s.start for s in (*denies.quote, *denies.cue, *denies.speaker))
    return len(words_of(text[marks.sentences[here].start : begin])) <= LEAD


@cache
def _pointing() -> frozenset[str]:
    """Nouns that stand for what was said before: *Darstellung*, *Vorwurf*, *Bericht*."""
    return load_words("pointing_nouns") | load_words("accusing_nouns") | load_words("media_reports")


def _accuses(member: AnnotatedArticle, statement: Statement, story: Told) -> bool:
    """True for a charge: somebody criticises, or what stands around his words speaks of a charge (*wirft ihm vor*); not
    for what would only be a charge under a condition (*wenn der Bericht Bedenken weckt, dass ...*)."""
    if _is_conditional(member, statement):
        return False
    if statement.stance == "criticises":
        return True
    text, sentence = member.article.text, story.sentence(member.article.id, statement.span.start)
    around = "".join(
        " " if any(q.covers(i) for q in statement.quote) else text[i] for i in range(sentence.start, sentence.end)
    )
    words = {form for w in WORD.findall(around) for form in (lemma_of(w), noun_lemma(w))}
    return not words.isdisjoint(load_words("accusing_nouns") | load_words("accusing_verbs"))


def _is_conditional(member: AnnotatedArticle, statement: Statement) -> bool:
    """True where the words stand below a clause with *wenn* or *falls*."""
    tokens = member.annotations.tokens
    openers = load_words("conditional_openers") | word_class("if")
    first, last = (bisect_left(tokens, at, key=lambda t: t.start) for at in statement.quote[0])
    sentence = member.annotations.sentence_at(statement.span.start)
    start = 0 if sentence is None else member.annotations.sentences[sentence].start
    begin = bisect_left(tokens, start, key=lambda t: t.start)
    marks = {t.head for t in tokens[begin:first] if t.dep == "mark" and t.text.lower() in openers}
    at = first if first < len(tokens) else None
    for _ in range(last - begin):
        head = None if at is None else tokens[at].head
        if head is None or head == at:
            return False
        if head in marks and head < first:
            return True
        at = head
    return False


def _told_behind(member: AnnotatedArticle, denial: Statement, sentence: Span) -> str:
    """The clause behind a denial that says what is denied; empty where none follows, or one that says something else
    (*nachdem ...*)."""
    text, tokens = member.article.text, member.annotations.tokens
    end = max(s.end for s in (*denial.quote, *denial.cue))
    rest = text[end : sentence.end].strip()
    if not rest.startswith(","):
        return ""
    first, last = (bisect_left(tokens, at, key=lambda t: t.start) for at in (end, sentence.end))
    words = [t.text.lower() for t in tokens[first:last] if t.pos != "PUNCT"]
    reported = any("Mood=Sub" in (t.morph or "") for t in tokens[first:last])
    telling = bool(words) and (words[0] in load_words("telling_conjunctions") or words[0] == "was")
    return rest if reported or telling else ""


def _quoted(member: AnnotatedArticle, statement: Statement) -> str:
    return " ".join(s.of(member.article.text) for s in statement.quote)


def _only_himself(for_it: Sequence[str], denying: Sequence[str], story: Told) -> bool:
    """True where one person is on both sides alone: who says a thing twice denies nothing."""
    names = [{story.statements[i][1].speaker_name for i in side} for side in (for_it, denying)]
    return names[0] == names[1] and len(names[0]) == 1 and None not in names[0]


def _negates_too(denial: str, other: str, story: Told) -> bool:
    """True where the words of a denial are themselves negated, and the other statement has the same words: both say
    that it is not so (*distanziert sich: das sei nicht die Linie*, *es heißt, das sei nicht die Linie*)."""
    forms = (story.statements[denial], story.statements[other])
    words = words_of(" ".join(s.of(forms[0][0].article.text) for s in forms[0][1].quote))
    return any(w in load_words("negations") or w == "weder" for w in words) and is_one_utterance(*forms)


def place_of(member: AnnotatedArticle, statement: Statement, story: Told) -> Evidence:
    """Where a statement stands as part of a side: with its speaker and cue where it is short or denies."""
    span = statement.span
    if _needs_cue(member, statement):
        span = _with_cue(statement, story.sentence(member.article.id, span.start))
    return Evidence(member.article.id, *span)


def _is_short(member: AnnotatedArticle, statement: Statement) -> bool:
    return len(words_of(_words(member, statement))) <= SHORT


def _needs_cue(member: AnnotatedArticle, statement: Statement) -> bool:
    return statement.stance == "denies" or _is_short(member, statement)


def _words(member: AnnotatedArticle, statement: Statement) -> str:
    """The words of a statement; parts that stand apart are joined by an ellipsis."""
    return " … ".join(even(s.of(member.article.text)) for s in statement.quote)


def _said(statements: Sequence[str], story: Told, *, instead: bool = False) -> Side:
    """Statements as one side, each with speaker and cue where it is short or denies; `instead`: where it only points
    back (*bestreitet das*), with what the speaker says then. The fullest is the position."""
    found: dict[Evidence, str] = {}
    for i in statements:
        member, statement = story.statements[i]
        place = place_of(member, statement, story)
        following = _instead(member, statement) if instead and _is_short(member, statement) else None
        if following is not None:
            place = Evidence(place.article, *place.span.hull(following.span))
        found[place] = story.words(place) if _needs_cue(member, statement) else _words(member, statement)
    position = min(found.values(), key=lambda words: (-len(words_of(words)), words))
    return Side(position, tuple(sorted(found)))


def _instead(member: AnnotatedArticle, denial: Statement) -> Statement | None:
    """What who denies something says right behind it, in the same sentence or the next one: *bestreitet das. Es gebe
    keinen Beleg dafür*. It is his where nobody else is named, or who speaks for somebody."""
    text, marks = member.article.text, member.annotations
    here = marks.sentence_at(denial.span.end - 1)
    for each in marks.statements:
        there = marks.sentence_at(each.span.start)
        if each.span.start < denial.span.end or each.in_furniture or not each.quote or each.mode == "narration":
            continue
        near = here is not None and there is not None and there - here <= 1
        if not near or "\n" in text[denial.span.end : each.span.start].strip(" "):
            return None
        same = each.speaker_name is not None and each.speaker_name == denial.speaker_name
        words = words_of(" ".join(s.of(text) for s in each.speaker))
        same = same or (bool(words) and words == words_of(" ".join(s.of(text) for s in denial.speaker)))
        speaks_for = any(w.endswith(tuple(load_words("speaking_for"))) for w in words)
        nobody = not each.speaker and each.mode == "free_indirect" and each.speaker_name in (None, denial.speaker_name)
        return each if same or speaks_for or nobody else None
    return None


def _with_cue(statement: Statement, sentence: Span) -> Span:
    """From the speaker or cue to the end of the words, or of the cue; the whole sentence where none stands in it."""
    spans = [s for s in (*statement.speaker, *statement.cue) if sentence.contains(s)]
    if not spans:
        return sentence.hull(statement.span)
    for span in (*spans[1:], statement.span):
        spans[0] = spans[0].hull(span)
    return spans[0]


def _who_denies(statements: Sequence[str], story: Told) -> Iterator[str]:
    names = dict.fromkeys(n for i in statements if (n := story.statements[i][1].speaker_name))
    if names:
        yield f"denied by: {', '.join(names)}"


def find_contradicted(ordered: Sequence[AnnotatedArticle], story: Told, known: Sequence[Dispute]) -> Iterator[Dispute]:
    """What is set against a statement without a verb of denying, or by one that only points back, unless a sure denial
    tells it already."""
    told = {e for row in known if row.sure for side in row.sides for e in side.evidence}
    for one, other, reason, sure in contradicted(ordered):
        sides = [
            _said([s.id for s in side], story, instead=side is other and any(s.stance == "denies" for s in side))
            for side in (one, other)
        ]
        if any(told.isdisjoint(side.evidence) for side in sides):
            yield row_of("denial", sides[0].position, sides, [reason], sure=sure)


def without_repeated(rows: Sequence[Dispute]) -> list[Dispute]:
    """The denials, without unsure ones whose denial and a statement it is of stand in a sure one."""
    sure = [[set(side.evidence) for side in row.sides] for row in rows if row.sure]
    return [row for row in rows if row.sure or not any(_is_told_by(row, sides) for sides in sure)]


def _is_told_by(row: Dispute, sides: Sequence[Set[Evidence]]) -> bool:
    # the words that a denial goes on with may be left out in one of them
    starts = [{(e.article, e.start) for e in side} for side in sides]
    own = [{(e.article, e.start) for e in side.evidence} for side in row.sides]
    return len(own) == len(starts) and all(a & b for a, b in zip(own, starts, strict=True))
