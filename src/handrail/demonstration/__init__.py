"""Wend Valley: an invented partnership, its agencies, people and folders. Nobody here exists. Tests use it too."""
