"""What may be done about keeping: enter a period, hold, lift, propose, confirm, object, and let go."""
