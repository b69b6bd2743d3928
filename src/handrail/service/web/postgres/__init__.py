"""Starts and stops the PostgreSQL that comes with Handrail, so that nobody has to install a database."""

from handrail.service.web.postgres.cluster import Cluster, NotStarted, cluster_in, running, start, start_if_gone, stop

__all__ = ["Cluster", "NotStarted", "cluster_in", "running", "start", "start_if_gone", "stop"]
