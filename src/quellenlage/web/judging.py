"""Entering a correction: what somebody asks for, checked, written to the journal, and the analysis that follows it.

A form and a program come the same way. What was asked for stands in the journal before the answer is given; results
follow in a job of their own. Two people who correct the same thing: whoever had not seen the other's correction is told
of it first, and nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import get_args

from quellenlage.corpus import Corpus
from quellenlage.domain.judgement import LONGEST_NAME, LONGEST_REASON, UNFIT, Judgement, Kind, taken_back
from quellenlage.errors import NotFound, UsageError
from quellenlage.report.shown import one_line
from quellenlage.report.translate import msg
from quellenlage.web.book import Book
from quellenlage.web.desk import Desk
from quellenlage.web.faults import Refusal
from quellenlage.web.index import Index
from quellenlage.web.jobs import Job

FEW = 3
"""Stories of somebody in which the places are looked up that a correction holds on to."""
GERMAN_DAY = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
"""A day as people write it where a browser has no field for days."""

ALREADY = {
    "merge": msg("These two are one already."),
    "split": msg("Choose some of the articles: somebody must be left in the others."),
    "same": msg("These two are one claim already."),
    "different": msg("These two are the same statement: choose another one."),
}
"""What to say where there is nothing to correct."""

GONE = msg("What this is about is not there any more: an analysis has told it anew. Load the page again.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody asks for. `about` is the id of what is corrected (a statement, claim, article, person, story, or
    the judgement to undo), `other` that of the second side; `apart` are articles in which somebody else is meant;
    `value` is a name or a day. `story` says where ids of claims are looked up (empty: everywhere, which takes long in
    a large corpus); `seen` is how long the journal was that the page showed, None if that is no matter."""

    kind: str
    about: str
    author: str
    reason: str
    value: str = ""
    nobody: bool = False
    other: str = ""
    apart: tuple[str, ...] = ()
    story: str = ""
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class Entered:
    """The row as it stands in the journal, and the job that has the results follow it: None for a note, which changes
    none."""

    judgement: Judgement
    job: Job | None


class Twice(Exception):
    """The same row stands there already: a form that was sent twice."""

    def __init__(self, judgement: Judgement) -> None:
        super().__init__(judgement.id)
        self.judgement = judgement


def enter(desk: Desk, book: Book, wish: Wish) -> Entered:
    """Enter what was asked for. Raises Refusal with the one line that says what is wrong, CorpusBusy where another
    program keeps on writing."""
    fault = unfit(wish)
    if fault is not None:
        raise fault
    if wish.kind == "undo" and wish.about in taken_back(book.entries().rows):
        raise Refusal("bad_parameter", "about", msg("This is taken back already."))
    known = desk.index()
    within = stories_of(desk.corpus, known, wish)

    def judge(corpus: Corpus) -> Judgement:
        def check(made: Judgement) -> None:
            if wish.seen is not None:
                look_again(made, corpus.journal.entered()[wish.seen :])

        journal = corpus.journal.checked(check)
        if within is not None:
            journal = journal.within(within)
        author, reason = wish.author, wish.reason
        acts: dict[str, Callable[[], Judgement]] = {
            "merge": lambda: journal.merge(wish.about, wish.other, author=author, reason=reason),
            "split": lambda: journal.split(wish.about, wish.apart or (wish.other,), author=author, reason=reason),
            "speaker": lambda: journal.set_speaker(
                wish.about, None if wish.nobody else wish.value.strip(), author=author, reason=reason
            ),
            "same": lambda: journal.same(wish.about, wish.other, author=author, reason=reason),
            "different": lambda: journal.different(wish.about, wish.other, author=author, reason=reason),
            "date": lambda: journal.set_date(wish.about, iso(wish.value), author=author, reason=reason),
            "outlet": lambda: journal.set_outlet(wish.about, wish.value.strip(), author=author, reason=reason),
            "reject": lambda: journal.reject(wish.about, author=author, reason=reason),
            "note": lambda: journal.note(wish.about, reason, author=author),
            "undo": lambda: journal.undo(wish.about, author=author, reason=reason),
        }
        return acts[wish.kind]()

    try:
        judgement = book.write(judge)
    except Twice as twice:
        judgement = twice.judgement
    except NotFound:
        raise Refusal("not_found", "about", GONE) from None
    except UsageError as error:
        raise told(wish, str(error)) from None
    if judgement.kind == "merge":
        book.moved |= {i: judgement for i in (wish.about, wish.other) if known.actor(i)}
    changes = judgement.kind != "note" and not undoes_note(judgement, book)
    return Entered(judgement, desk.jobs.refresh() if changes else None)


def unfit(wish: Wish) -> Refusal | None:
    """What is wrong with the words that were given; None if nothing is."""
    if wish.kind not in get_args(Kind):
        return Refusal("bad_parameter", "kind", msg("There is no such kind of correction."))
    if not one_line(wish.author):
        return Refusal("bad_parameter", "author", msg("Say who you are: every correction carries a name."))
    if len(wish.author) > LONGEST_NAME:
        message = msg("The name is too long: {n} characters, {most} at most.")
        return too_long("author", message, wish.author, LONGEST_NAME)
    if not one_line(wish.reason):
        return Refusal("bad_parameter", "reason", msg("Say why: a correction without a reason is not entered."))
    if len(wish.reason) > LONGEST_REASON:
        message = msg("The reason is too long: {n} characters, {most} at most.")
        return too_long("reason", message, wish.reason, LONGEST_REASON)
    if len(wish.value) > LONGEST_NAME:
        message = msg("The entry is too long: {n} characters, {most} at most.")
        return too_long("value", message, wish.value, LONGEST_NAME)
    if not wish.about.strip():
        return Refusal("bad_parameter", "about", msg("Say what is to be corrected."))
    lacking = {
        "speaker": not wish.nobody and not one_line(wish.value) and msg("Say who said it, or that nobody is named."),
        "outlet": not one_line(wish.value) and msg("Say which outlet published it."),
        "date": not one_line(wish.value) and msg("Say when it came out."),
        "merge": not wish.other and msg("Choose who is the same."),
        "split": not (wish.apart or wish.other) and msg("Choose the articles in which somebody else is meant."),
        "same": not wish.other and msg("Choose the claim that is the same."),
        "different": not wish.other and msg("Choose the statement that says something else."),
    }.get(wish.kind)
    if lacking:
        return Refusal("bad_parameter", "value" if wish.kind in ("speaker", "outlet", "date") else "other", lacking)
    return None


def too_long(parameter: str, message: str, given: str, most: int) -> Refusal:
    """How long it is, and how long it may be."""
    return Refusal("bad_parameter", parameter, message, n=str(len(given)), most=str(most))


def told(wish: Wish, message: str) -> Refusal:
    """Why the journal does not take it."""
    if not message.startswith(UNFIT):
        return Refusal("bad_parameter", "other", ALREADY.get(wish.kind, msg("This cannot be corrected so.")))
    if wish.kind == "date":
        return Refusal("bad_parameter", "value", msg("This is no day: write it like 2025-05-31."))
    fault = message.removeprefix(UNFIT)
    parameter = next((name for name in ("author", "reason") if fault.startswith(name)), "value")
    phrase, _colon, detail = fault.partition(": ")
    return Refusal("bad_parameter", parameter, phrase, detail=detail)


def stories_of(corpus: Corpus, index: Index, wish: Wish) -> list[str] | None:
    """The stories in which what is meant is looked up, None for all of them."""
    stories: list[str] = [wish.story] if wish.story else []
    articles = list(wish.apart)
    for reference in (wish.about, wish.other, *wish.apart):
        actor = index.actor(reference)
        if actor is not None:
            stories += actor.stories[:FEW]
        elif ":" in reference:
            articles.append(reference.rpartition(":")[0])
    stories += corpus.stories_of(articles).values()
    # a place, an article and a judgement are found without any story
    placed = ":" in wish.about or wish.kind in ("date", "outlet", "undo")
    return list(dict.fromkeys(stories)) or ([] if placed else None)


def look_again(made: Judgement, since: Iterable[Judgement]) -> None:
    """Raises Refusal if somebody judged the same thing since, and Twice if it is this very judgement."""
    for row in since:
        if replace(row, id="", at="") == replace(made, id="", at=""):
            raise Twice(row)
        if clashes(row, made):
            raise Refusal(
                "conflict",
                "seen",
                msg("In the meantime {who} corrected this: “{why}” Look at it; send once more to overrule it."),
                who=one_line(row.author),
                why=one_line(row.reason)[:200],
            )


FAMILIES: tuple[frozenset[str], ...] = (
    frozenset(["merge", "split"]),
    frozenset(["speaker", "reject"]),
    frozenset(["same", "different"]),
    frozenset(["date"]),
    frozenset(["outlet"]),
)
"""Kinds that decide about the same thing."""


def clashes(row: Judgement, made: Judgement) -> bool:
    """True if both decide about the same thing: the same places, or the same judgement undone."""
    if row.kind == "undo" or made.kind == "undo":
        return row.kind == made.kind and row.value == made.value
    if not any(row.kind in family and made.kind in family for family in FAMILIES):
        return False
    return any(
        a.article == b.article and a.span.overlaps(b.span)
        for a in (*row.evidence, *row.other)
        for b in (*made.evidence, *made.other)
        if row.kind in ("merge", "split", "same", "different") or (a in row.evidence and b in made.evidence)
    )


def undoes_note(judgement: Judgement, book: Book) -> bool:
    """True for an undo, of whatever depth, that ends at a note."""
    rows, seen = book.entries().by_id, judgement
    while seen.kind == "undo" and (target := rows.get(seen.value or "")) is not None:
        seen = target
    return seen.kind == "note"


def iso(given: str) -> str:
    """A day as a field for days sends it, or as people write it; what is neither stays as it is, to be refused."""
    found = GERMAN_DAY.fullmatch(given.strip())
    return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else given.strip()
