"""The names of governance models in an article: quoted, unquoted, and which one the article is about."""

from extract.models.finder import ModelFinder

__all__ = ["ModelFinder"]
