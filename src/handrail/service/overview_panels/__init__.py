"""The overview panel: its members, its meetings, and deaths it reads without knowing whose they are."""
