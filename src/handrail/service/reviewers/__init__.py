"""The register of reviewers, and what is commissioned from them."""
