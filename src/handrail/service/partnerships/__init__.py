"""The bodies, their areas, who belongs to which, from when to when; the days new law began in each area."""
