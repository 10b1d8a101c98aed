"""Names of the wizard's steps that are the same in every project."""

UNIT, REVIEW, OUTPUT = "unit", "review", "output"
