"""The second wall: row-level security in the database, generated from the rooms' access tables."""
