"""Texts and bytes that nobody would write on purpose, against every room that reads or shows them."""
