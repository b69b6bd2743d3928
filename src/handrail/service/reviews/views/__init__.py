"""The screens of this room: reading, writing, sending, and the dialogue with the Panel."""
