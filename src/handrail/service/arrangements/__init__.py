"""What a partnership has agreed and published: who works together, how, and which schools take part."""
