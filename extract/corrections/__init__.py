"""A user's corrections of single facts, read from a file and applied to what the stages have found.

`loading` reads the file, `applying` changes a document and its records, `stale` tells which corrections no longer
apply.
"""

from extract.corrections.applying import RULE, apply
from extract.corrections.loading import NONE, Corrections, load_corrections
from extract.corrections.stale import StaleCorrection, stale

__all__ = ["NONE", "RULE", "Corrections", "StaleCorrection", "apply", "load_corrections", "stale"]
