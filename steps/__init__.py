"""The vocabulary of the guides: bilingual step functions by subject, and the world they act in.

Only this package knows both samsvar and systemtilgang.
"""
