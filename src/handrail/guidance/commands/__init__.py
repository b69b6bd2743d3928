"""The commands `handrail replay` and `handrail law`: the law on the command line, without web or database."""
