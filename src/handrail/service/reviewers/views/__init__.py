"""The register, the commissions of a folder with their fees, and what a reviewer sees of their own."""
