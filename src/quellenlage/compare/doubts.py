"""Who speaks against what a statement says without denying it: *bezweifelt, dass*, *stellt in Frage*."""

from __future__ import annotations

from quellenlage.compare.words import words_of
from quellenlage.domain.annotations import AnnotatedArticle, Statement
from quellenlage.german.lexicon import load_words


def is_against(member: AnnotatedArticle, statement: Statement) -> bool:
    """True where the speaker denies what is said, or doubts it: he is no source of it."""
    return statement.stance == "denies" or is_doubt(member, statement)


def is_doubt(member: AnnotatedArticle, statement: Statement) -> bool:
    """True where the speaker doubts what is said, in the words of the outlet. Words quoted behind *zweifelt* are his
    own and say what he means; who doubts nothing (*zweifelt nicht daran*) does not."""
    if statement.stance != "criticises" or statement.certainty != "possible" or statement.mode == "direct":
        return False
    parts = tuple(load_words("doubting_parts"))
    return any(w.startswith(parts) for s in statement.cue for w in words_of(s.of(member.article.text)))
