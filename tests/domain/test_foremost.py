"""Which lines stand first: new before old, deeds before opinions, each matter once, nobody twice."""

from __future__ import annotations

from dataclasses import replace

from quellenlage.domain.dossier import Claim, Member, Period, Root, Story, TimelineRow
from quellenlage.domain.foremost import (
    Candidate,
    Head,
    content_words,
    foremost,
    lateness,
    of_claims,
    of_news,
    own_news,
)
from quellenlage.domain.span import Evidence

HEADS = {
    "a": Head("2025-04-01", "Bote", "Fähre vor Norderholm gestrandet"),
    "b": Head("2025-04-02", "Kurier", "Fähre Luise: Reederei räumt Fehler ein"),
    "c": Head("2025-04-03", "Rundfunk", "Gericht legt Fähre Luise still"),
}
FAR = 2000


def line(id_: str, text: str, article: str, *, start: int = FAR, who: str = "", bonus: float = 0.0) -> Candidate:
    return Candidate(id_, text, ((article, start),), frozenset([who] if who else []), bonus)


def claim(id_: str, text: str, article: str, *, start: int = FAR, **changes: object) -> Claim:
    member = Member(
        statement=id_, article=article, start=start, end=start + 40, speaker="Ove Brink", mode="indirect",
        stance="asserts",
    )  # fmt: skip
    root = Root(name="Ove Brink", kind="official", known=True, why="", evidence=())
    one = Claim(
        id=id_, text=text, status="single_source", weight=1, sources=1, sources_at_most=1, roots=(root,),
        members=(member,),
    )  # fmt: skip
    return replace(one, **changes)  # type: ignore[arg-type]


def story(*claims: Claim, timeline: tuple[TimelineRow, ...] = ()) -> Story:
    return Story(
        id="s", title="Die Fähre", from_="2025-04-01", to="2025-04-03", articles=("a", "b", "c"),
        outlets=("Bote", "Kurier", "Rundfunk"), claims=claims, timeline=timeline,
    )  # fmt: skip


def happened(text: str, article: str, start: int, **changes: object) -> TimelineRow:
    row = TimelineRow(
        id="t", date=Period("2025-04-03", "2025-04-03"), text=text, event_type=None, modality="factual",
        articles=(article,), evidence=(Evidence(article, start, start + len(text)),),
    )  # fmt: skip
    return replace(row, **changes)  # type: ignore[arg-type]


def test_what_is_newer_stands_first() -> None:
    old = line("old", "Der Kapitän alarmierte am Morgen die Küstenwache", "a")
    new = line("new", "Die Werft schleppte am Abend den Rumpf in das Dock", "c")
    assert foremost([old, new], HEADS) == ["new", "old"]


def test_what_an_opening_tells_stands_before_what_its_end_tells() -> None:
    end = line("end", "Der Kapitän alarmierte am Morgen die Küstenwache", "a")
    lead = line("lead", "Die Werft schleppte am Abend den Rumpf in das Dock", "a", start=60)
    assert foremost([end, lead], HEADS) == ["lead", "end"]


def test_what_several_outlets_carry_stands_before_what_one_does() -> None:
    one = line("one", "Der Kapitän alarmierte am Morgen die Küstenwache", "b")
    several = replace(
        line("several", "Die Werft schleppte den Rumpf in das Dock", "b"), places=(("a", FAR), ("b", FAR))
    )
    assert foremost([one, several], HEADS) == ["several", "one"]


def test_a_matter_stands_once_however_often_it_is_told() -> None:
    first = line("first", "Die Reederei Lund entlässt den Kapitän der Luise", "c", start=0)
    again = line("again", "Reederei Lund entlässt Kapitän", "c", start=0, who="Ove Brink")
    other = line("other", "Das Wrack verlor vier Tonnen Diesel vor Norderholm", "a")
    assert foremost([first, again, other], HEADS) == ["first", "other", "again"]


def test_a_speaker_stands_once_before_others_had_their_turn() -> None:
    heard = line("heard", "Der Kapitän bekommt einen Anwalt der Kammer", "c", start=0, who="Ove Brink")
    twice = line("twice", "Das Wrack verlor vier Tonnen Diesel", "c", start=0, who="Ove Brink")
    other = line("other", "Die Taucher fanden am Mittag ein Leck im Bug", "a", who="Ida Voss")
    assert foremost([heard, twice, other], HEADS)[-1] == "twice"


def test_an_outlet_has_two_lines_before_others_had_theirs() -> None:
    own = [
        line("1", "Der Kapitän bekommt einen Anwalt der Kammer", "c"),
        line("2", "Das Wrack verlor vier Tonnen Diesel", "c"),
        line("3", "Im Hafen lagern Kisten mit Konserven", "c"),
    ]
    other = line("other", "Die Taucher fanden am Mittag ein Leck im Bug", "a")
    found = foremost([*own, other], HEADS)
    assert found.index("other") == 2
    assert sorted(found) == ["1", "2", "3", "other"]


def test_a_fragment_stands_behind_what_can_be_read_alone() -> None:
    fragment, whole = (
        line("fragment", "ihn für alles", "c"),
        line("whole", "Der Kapitän rief die Küstenwache an Bord", "a"),
    )
    assert foremost([fragment, whole], HEADS) == ["whole", "fragment"]


def test_deeds_stand_before_opinions() -> None:
    guess = claim("guess", "Der Kapitän habe den Leuchtturm von Norderholm verwechselt", "b")
    guess = replace(guess, members=(replace(guess.members[0], stance="speculates", speaker="Ida Voss"),))
    deed = claim("deed", "Die Aufsicht habe dem Kapitän das Patent entzogen", "b")
    assert foremost(of_claims([guess, deed], story(guess, deed)), HEADS) == ["deed", "guess"]


def test_what_a_later_article_overtakes_steps_back() -> None:
    plan = claim("plan", "Die Luise laufe am Mittwoch aus der Werft nach Norderholm aus", "c", start=0)
    other = claim("other", "Die Taucher hätten im Bug der Fähre ein Leck gefunden", "a")
    reason = "a later article tells that it came about: Rundfunk, Die Luise lief aus."
    row = happened("Die Luise laufe am Mittwoch aus", "c", 0, modality="planned", reasons=(reason,))
    assert foremost(of_claims([plan, other], story(plan, other)), HEADS) == ["plan", "other"]
    overtaken = story(plan, other, timeline=(row,))
    assert foremost(of_claims([plan, other], overtaken), HEADS) == ["other", "plan"]


def test_the_news_that_an_outlet_tells_itself_is_a_candidate() -> None:
    row = happened("Die Fähre Luise darf seit Mittwoch nicht mehr fahren.", "c", 40)
    (found,) = own_news(story(timeline=(row,)), HEADS)
    assert of_news([found])[0].places == (("c", 40),)


def test_no_news_of_its_own_is_what_stands_far_below_or_is_said_or_of_another_matter_or_unsure() -> None:
    row = happened("Die Fähre Luise darf seit Mittwoch nicht mehr fahren.", "c", 40)
    said = claim("said", "Die Fähre Luise dürfe nicht mehr fahren", "c", start=40)
    assert own_news(story(timeline=(happened(row.text, "c", FAR),)), HEADS) == []
    assert own_news(story(said, timeline=(row,)), HEADS) == []
    assert own_news(story(timeline=(happened("Ich habe am Mittwoch Kuchen gegessen.", "c", 40),)), HEADS) == []
    assert own_news(story(timeline=(replace(row, sure=False),)), HEADS) == []
    assert own_news(story(timeline=(replace(row, background=True),)), HEADS) == []
    assert own_news(story(timeline=(replace(row, modality="planned"),)), HEADS) == []


def test_days_and_words() -> None:
    assert lateness(HEADS) == {"2025-04-01": 0.0, "2025-04-02": 0.5, "2025-04-03": 1.0}
    assert lateness({"a": HEADS["a"]}) == {}
    assert content_words("Die Fähren fuhren 1.200 Meter") == {"fähre", "1.200", "meter"}
