"""The same child in two folders: found by a job, shown to whoever may open both, decided by people."""
