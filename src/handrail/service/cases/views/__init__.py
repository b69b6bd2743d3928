"""The screens of folders: what is due, the lists, the folder, its clocks, its notes and its keys."""
