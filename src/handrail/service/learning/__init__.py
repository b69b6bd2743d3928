"""Actions that reviews call for, and evidence that anything changed."""
