"""Page matter that only the corpus gives away."""

import pytest

from quellenlage.compare.recurring import find_early, find_recurring, lines_of, mark

APP = "Alle Meldungen aus dem Harz gibt es kostenlos in unserer neuen App."
BODIES = [
    "In Goslar hat der Rat über den Haushalt gestritten.\nDie Mehrheit steht weiterhin auf wackligen Beinen.",
    "Ein Luchs wurde bei Braunlage gesehen.\nDie Förster freuen sich über den seltenen Besuch.",
    "Die Brockenbahn fährt wieder.\nNach dem Sturm lagen vierzig Bäume auf den Gleisen.",
    "Am Okerstausee sinkt der Pegel.\nBadestellen bleiben trotzdem geöffnet, sagt der Verband.",
]


def mark_recurring(articles):
    pages = find_recurring([lines_of(a) for a in articles])
    return [mark(a, pages.get(a.article.id, ())) for a in articles]


def marked(member):
    return [m.span.of(member.article.text) for m in member.annotations.furniture]


def test_a_line_under_three_articles_of_an_outlet_is_page_matter(article):
    found = mark_recurring([article(f"{b}\n{APP}", id=str(i)) for i, b in enumerate(BODIES[:3])])
    assert [marked(a) for a in found] == [[APP]] * 3
    assert {f.by.reason for a in found for f in a.annotations.furniture} == {"recurs in articles of the outlet: 3"}


def test_one_article_more_that_has_a_line_changes_nothing_in_the_many_that_have_it(article):
    many = [article(f"Heft {n} erschien.\nEs hat {n * n} Seiten.\n{APP}", id=f"{n:02d}") for n in range(100, 114)]
    nine, twelve, all_ = (mark_recurring(many[:n]) for n in (9, 12, 14))
    assert all_[:12] == twelve
    assert {f.by.reason for a in twelve for f in a.annotations.furniture} == {"recurs in articles of the outlet: 10+"}
    assert {f.by.reason for a in nine for f in a.annotations.furniture} == {"recurs in articles of the outlet: 9"}


@pytest.mark.parametrize(
    ("line", "outlets", "expected"),
    [
        (APP, ["Bote", "Bote", "Kurier"], [[APP], [APP], []]),
        ("Das Wetter im Harz bleibt heiter", ["Bote", "Bote", "Kurier"], [[], [], []]),
        (APP, [None, None, None], [[], [], []]),
        ("Ihr Team", ["Bote", "Bote", "Bote"], [[], [], []]),
    ],
)
def test_two_articles_are_enough_only_for_a_notice_at_the_edge(article, line, outlets, expected):
    found = mark_recurring(
        [article(f"{b}\n{line}", id=str(i), outlet=o) for i, (b, o) in enumerate(zip(BODIES, outlets, strict=False))]
    )
    assert [marked(a) for a in found] == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Dieser Text erschien in unserer App am {}.05.2025 um 7 Uhr", True),
        ("Die Talsperre am Oker ist heute zu {} Prozent voll", False),
    ],
)
def test_the_date_of_a_notice_may_change(article, line, expected):
    found = mark_recurring([article(f"{b}\n{line.format(n + 10)}", id=str(n)) for n, b in enumerate(BODIES[:3])])
    assert [marked(a) for a in found] == [[line.format(n + 10)] if expected else [] for n in range(3)]


def test_copies_of_one_text_repeat_everything_and_say_nothing(article):
    body = "\n".join(BODIES)
    found = mark_recurring([article(f"{body}\nFassung {n}\n{APP}", id=str(n)) for n in range(4)])
    assert [marked(a) for a in found] == [[]] * 4


def test_versions_count_once(article):
    members = [article(f"{BODIES[0]}\n{APP}", id="a")]
    members += [article(f"{BODIES[n]}\n{APP}", id=f"a~{n + 1}", version_of="a") for n in (1, 2)]
    assert [marked(a) for a in mark_recurring(members)] == [[]] * 3


def test_a_line_that_quotes_somebody_by_name_stays_prose(article):
    quote = "„Kommen Sie in unsere neue App“"
    line = f"{quote}, sagte Hanno Becker am Abend."
    members = [
        article(f"{b}\n{line}", id=str(i), said=({"quote": quote, "by": "Hanno Becker"},))
        for i, b in enumerate(BODIES[:3])
    ]
    assert [marked(a) for a in mark_recurring(members)] == [[]] * 3


def test_a_long_explanation_is_prose_however_often_it_recurs(article):
    long = "Der Luchs galt im Mittelgebirge lange als ausgerottet. " * 6
    found = mark_recurring([article(f"{b}\n{long.strip()}", id=str(i)) for i, b in enumerate(BODIES[:3])])
    assert [marked(a) for a in found] == [[]] * 3


def test_marks_inside_are_flagged_and_the_rest_is_untouched(article):
    members = [article(f"{b}\n{APP}", id=str(i), places=("Harz",)) for i, b in enumerate(BODIES[:3])]
    members.append(article(BODIES[3], id="3"))
    found = mark_recurring(members)
    assert [e.in_furniture for a in found[:3] for e in a.annotations.entities] == [True] * 3
    assert [e.in_furniture for a in members[:3] for e in a.annotations.entities] == [False] * 3
    assert found[3] is members[3]


def test_order_is_kept_and_a_second_run_changes_nothing(article):
    members = [article(f"{b}\n{APP}", id=str(i)) for i, b in enumerate(BODIES)]
    once = mark_recurring(members)
    assert [a.article.id for a in once] == ["0", "1", "2", "3"]
    assert mark_recurring(once) == once
    assert mark_recurring(members[::-1])[::-1] == once


def test_what_a_publication_says_of_itself_is_nobodys_statement(article):
    line = "In eigener Sache: Der Bote schreibt über den Harz, ohne auf unsere Anzeigenkunden zu achten."
    found = [
        article(f"{body}\n{line}", id=str(i), said=({"quote": line, "by": by, "speaker": "Der Bote"},))
        for i, (body, by) in enumerate(zip(BODIES[:2], ("Bote", "Bote"), strict=True))
    ]
    assert [marked(a) for a in mark_recurring(found)] == [[line]] * 2
    # somebody else who is quoted in the same words twice is quoted
    found = [
        article(f"{body}\n{line}", id=str(i), said=({"quote": line, "by": "Ida Lorenz"},))
        for i, body in enumerate(BODIES[:2])
    ]
    assert [marked(a) for a in mark_recurring(found)] == [[], []]


def test_later_articles_change_nothing_in_what_earlier_ones_give_away(article):
    lines = [
        lines_of(article(f"{body}\n{APP}", id=str(n), day=f"2025-05-{n + 10}", outlet="Bote"))
        for n, body in enumerate(BODIES)
    ]
    early = [sorted(find_early(lines[: n + 1])) for n in range(len(lines))]
    # a notice at the edge of two articles is page matter from the second day on
    assert early == [[], ["1"], ["1", "2"], ["1", "2", "3"]]
