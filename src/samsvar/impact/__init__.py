"""Impact: which chapters a change reaches, known from what each of them used when it last held."""
