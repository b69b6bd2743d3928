"""What each agency did and saw, in one order, each line with its source."""
