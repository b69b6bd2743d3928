"""What a sentence means, as a vector: worked out on this machine, with no network and no outside service."""
