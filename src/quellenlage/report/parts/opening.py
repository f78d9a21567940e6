"""What stands above the parts of a story: where its title comes from, what is not known about its articles, and what
the words mean that every part uses."""

from __future__ import annotations

from collections.abc import Mapping

from quellenlage.domain.dossier import Story
from quellenlage.report.evidence import Library
from quellenlage.report.shown import number, one_line
from quellenlage.report.translate import Translator, msg

LEGEND = (
    (
        msg("independent"),
        msg(
            "Sources that do not have it from one another. A body and who speaks for it count as one, and a copied"
            " agency text adds none. “1 to 2” means: at least one, at most two."
        ),
    ),
    (msg("denial"), msg("Somebody says that it is not so. Who is right, the program does not judge.")),
    (
        msg("uncertain"),
        msg("The program doubts its own finding. Uncertain entries are hidden at first and bear nothing out."),
    ),
)
"""Words of the dossier that a reader may take otherwise."""

EXPLAINED = {
    "statements": msg("What one speaker says in the same words in several articles stands here once."),
    "gaps": msg(
        "Claims that at least two outlets carry in words of their own and that were not found in others which wrote at"
        " the same time or up to three days later. That is no reproach: only the articles at hand were searched."
    ),
    "reuse": msg("“First” means: first among these articles. An agency’s own text is older than any of its copies."),
}
"""By what rule a part lists what it lists."""


def cautions(story: Story, library: Library) -> tuple[str, ...]:
    """Where the title comes from, and for how many articles the outlet and the day are not known; versions of one
    article count once."""
    _ = library.translate
    articles = {library.first_version(i) for i in story.articles}
    nameless = sum(not library.name_of(i) for i in articles)
    undated = sum(not ((when := library.date(i)) and when.day) for i in articles)
    found = [title_from(story, library)] if len(story.articles) > 1 else []
    if nameless:
        form = _.plural("The outlet of one article is unknown.", "The outlet of {n} articles is unknown.", nameless)
        found.append(form.format(n=number(nameless, _.ui)))
    if undated:
        form = _.plural(
            "The day of one article is unknown: what comes first or last may be open.",
            "The day of {n} articles is unknown: what comes first or last may be open.",
            undated,
        )
        found.append(form.format(n=number(undated, _.ui)))
    return tuple(words for words in found if words)


def title_from(story: Story, library: Library) -> str:
    """Whose words the story's title is: one article's, which others may contradict; empty where no article has it."""
    _ = library.translate
    title = one_line(story.title)
    article = next((i for i in story.articles if title and library.title(i) == title), "")
    if not article:
        return ""
    source = library.source(article)
    return _("The title is that of one article: {outlet}, {day}.").format(outlet=source.outlet, day=source.day)


def legend(_: Translator) -> tuple[tuple[str, str], ...]:
    """The words and what they mean, in the interface's language."""
    return tuple((_(word), _(meaning)) for word, meaning in LEGEND)


def explained(_: Translator) -> Mapping[str, str]:
    """The rule of each part that needs one, by its key."""
    return {key: _(words) for key, words in EXPLAINED.items()}
