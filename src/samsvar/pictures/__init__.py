"""Pictures: what a run saw, compared with what was accepted and with what the twin's run saw."""
