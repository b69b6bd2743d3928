"""Whether two children of two folders may be one: what finds them, and what is said of it. People decide."""
