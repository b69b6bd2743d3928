"""Disclosure control: which figures must be kept back so that no small one can be worked out from those that are told."""
