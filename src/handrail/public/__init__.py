"""The public site: what a partnership has published, made from an exported bundle and from nothing else."""
