"""What a rule file may say: one module per kind of file, all built on `schemas.rules.base`."""
