"""The pages of actions, and of a tracker that is taken in."""
