"""The child and their identifiers; the only room that holds names of children."""
