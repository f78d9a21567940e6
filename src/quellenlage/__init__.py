"""Quellenlage: the state of the sources.

Reads news articles about a developing story and says what is known, from whom, and how well it is supported.
Data flows one way, through folders named after what happens to it:

    read  ->  annotate  ->  compare  ->  store  ->  report, web

`domain` is what exists, `german` the language pack, `pipeline` the whole flow on one screen, `engine` where it runs,
`corpus` the facade that most programs want:

>>> from quellenlage import Corpus
>>> with Corpus.open("affair.db") as corpus:  # doctest: +SKIP
...     corpus.add(["articles/"])
...     corpus.analyse()
...     print(corpus.stories())
"""

__version__ = "0.1.0"
