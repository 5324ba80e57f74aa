"""The administrative divisions of China, by every name that they are known by.

The data is `rules/gazetteer.tsv.gz`, made by `extract.gazetteer.build`: a line per division, each before what is below
it: level, code, official name, short name, other and former names, mark. At its end stand names that many communities
bear.
"""

from extract.gazetteer.divisions import Division, Gazetteer, Level, Mark, Named, place_of
from extract.gazetteer.loading import FILE_NAME, load_gazetteer

__all__ = ["FILE_NAME", "Division", "Gazetteer", "Level", "Mark", "Named", "load_gazetteer", "place_of"]
