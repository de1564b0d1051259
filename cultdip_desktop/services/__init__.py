"""Use cases of a mission, one file per noun, named with the user's verbs.

Services know the store, the vault, packages and reports, and nothing of windows or of the command line.
Each takes a `Desk`; a user's action is one transaction and answers with what it changed.
"""
