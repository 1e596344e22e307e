"""Throws away the sessions that are over. Django has it in an app of which we keep no table."""

from django.contrib.sessions.management.commands.clearsessions import Command

__all__ = ["Command"]
