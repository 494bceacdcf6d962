"""Documents that came together: bodies ranked, frequent findings, mix, what is missing, comparable targets."""
