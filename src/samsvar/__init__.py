"""samsvar: user guides that cannot drift.

Guides are Gherkin features, one per language. Every step is executed against a portal; what
passes, in every language, is published with pictures from that very run. The package knows
nothing about the portal that the guides describe: words for its steps come from the project's
`steps/` folder, words for its buttons from the portal's own label catalogue.
"""
