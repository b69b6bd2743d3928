"""What is seen of people, their posts, the bodies they work for, and of signing in."""
