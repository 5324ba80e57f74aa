"""What holds for all tests: an example may take as long as it takes, since the first one loads what all others use."""

from hypothesis import settings

settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")
