"""spaCy's `DocBin`: the texts of analysed documents, and what their user data say of them."""

from __future__ import annotations

from collections.abc import Iterator

from quotecheck.errors import InputError
from quotecheck.models import Article
from quotecheck.reading.article import from_file_name, make_article
from quotecheck.reading.fields import about, recognise
from quotecheck.reading.find import Source
from quotecheck.reading.job import Job


def read_docbin(source: Source, job: Job) -> Iterator[Article]:
    """Read the articles of a ``.spacy`` file; outlet, date … come from ``doc.user_data`` if stored.

    Raises:
        InputError: It is no `DocBin`.
    """
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    with source.open() as stream:
        data = stream.read()
    try:
        docs = list(DocBin().from_bytes(data).get_docs(Vocab()))
    except Exception as error:  # zlib, msgpack and numpy each raise their own
        raise InputError(source.name, f"is no DocBin of this spaCy ({type(error).__name__})") from None
    for number, doc in enumerate(docs, 1):
        record = {key: value for key, value in doc.user_data.items() if isinstance(key, str)}
        known = about(record, recognise(record, job.fields)).over(job.defaults)
        try:
            yield make_article(f"{source.name}:{number}", doc.text, known.over(from_file_name(source.name)))
        except InputError as problem:
            job.on_problem(InputError(source.name, problem.problem, number))
