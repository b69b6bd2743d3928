"""The folder, its papers' lines, its facts and clocks; what is due; the chronology."""
