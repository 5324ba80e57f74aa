"""Other people's test suites, read by our number and place reading.

A case agrees, disagrees, or is refused: it follows a convention that is not ours, and `refused.toml` says which and
why. A refused case is not asked, whatever we should answer.
"""
