"""Agenda, pack, attendance, minutes and decisions."""
