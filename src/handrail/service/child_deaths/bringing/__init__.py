"""A file of deaths that a spreadsheet or another system held: its columns, its words, and what each line tells."""
