"""The versions of the arrangements, the writing and the reading of one, and the schools of the area."""
