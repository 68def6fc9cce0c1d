"""Evidence: what a run leaves behind, in standard formats, for publishing to read."""
