"""The shapes of everything: what rule files may say, what stages hand on, what is written."""
