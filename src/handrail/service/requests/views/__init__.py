"""The screens of requests: asking, and answering."""
