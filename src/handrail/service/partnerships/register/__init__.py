"""Loads the public registers of authorities, forces, boards and groups, with the codes they have had and have."""
