"""`samsvar watch`: a project that is checked, and carried out in process, at each save."""
