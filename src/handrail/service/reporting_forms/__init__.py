"""The forms of a child death review: versioned, asked of each agency, held side by side, and what leaves of them."""
