"""The only place that opens inputs: files, folders, globs, standard input -> `Article`."""

from quotecheck.reading.article import ArticleDefaults
from quotecheck.reading.read import read_article, read_articles

__all__ = ["ArticleDefaults", "read_article", "read_articles"]
