"""Disclosure control: which figures are kept back so that no small one can be worked out from the others."""
