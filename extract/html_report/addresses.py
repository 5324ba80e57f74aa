"""Where the report shows each fact: the number of its article and the key of its mark."""

from collections.abc import Mapping, Sequence

from schemas.facts import Article, Document
from schemas.report import Addressed


def addresses_of(documents: Sequence[Document]) -> Mapping[str, Addressed]:
    """By id, every article, figure and model. After a document's articles comes what stands in none of them."""
    found: dict[str, Addressed] = {}
    number = 0
    for document in documents:
        for article in document.articles:
            found |= {fact: (number, key) for fact, key in keys_of(article).items()}
            found[article.id] = number, ""
            number += 1
        number += 1
    return found


def keys_of(article: Article) -> Mapping[str, str]:
    """The keys of an article's figures and models, by id."""
    figures = {figure.id: f"f{number}" for number, figure in enumerate(article.indicators)}
    return figures | {model.id: f"m{number}" for number, model in enumerate(article.models)}
