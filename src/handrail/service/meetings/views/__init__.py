"""The screens of meetings: reading, planning, inviting and holding."""
