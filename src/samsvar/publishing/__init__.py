"""Publishing: guides and their evidence as plain Markdown trees, and those as a site."""
