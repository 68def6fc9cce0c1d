"""Mutation: guides, rules and screens changed on purpose, to learn what samsvar notices."""
