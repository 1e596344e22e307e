"""Meetings that remember: the floor above agreements. The README says what is not built yet."""
