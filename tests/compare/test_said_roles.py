"""What actors are by the words beside their names."""

import pytest

from quellenlage.compare.actors import find_actors
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.article import Article
from quellenlage.pipeline import annotate


def roles(*texts):
    members = []
    for n, text in enumerate(texts):
        article = Article(id=f"a{n}", text=text, input=f"a{n}", language="de")
        members.append(AnnotatedArticle(article, annotate(article)))
    return {a.name: a.roles for a in find_actors(members)}


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Im Herbst bereitete Verkehrsminister Jan Kern die Reise vor.", "Jan Kern", ("Verkehrsminister",)),
        ("Das sagte Anna Berg, eine Historikerin, am Abend.", "Anna Berg", ("Historikerin",)),
        ("Das sagte Anna Berg, Leiterin des Stadtarchivs, am Abend.", "Anna Berg", ("Leiterin des Stadtarchivs",)),
        ("Es las Anna Berg, Nachfolgerin von Jan Kern, vor.", "Anna Berg", ("Nachfolgerin von Jan Kern",)),
        ("Jan Kern, kein Minister, sondern Bauer, las vor.", "Jan Kern", ()),
        ("Jan Kern, einst Minister in Oslo, las vor.", "Jan Kern", ()),
        ("Anna Berg las am Abend aus ihrem Buch.", "Anna Berg", ()),
        ("Am Abend trafen die beiden Minister auf Jan Kern.", "Jan Kern", ()),
    ],
)
def test_roles_beside_a_name(text, name, expected):
    assert roles(text)[name] == expected


def test_a_description_with_the_same_noun_is_enough():
    said = "Der finnische Verkehrsminister Jan Kern reiste ab. Später kehrte Verkehrsminister Jan Kern zurück."
    assert roles(said)["Jan Kern"] == ("finnische Verkehrsminister",)
