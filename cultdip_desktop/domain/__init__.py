"""The nouns of the work and their rules: frozen values without database, files or windows.

Every other room speaks in these. Sources of the rules are named where they stand: "R" numbers and
sections are those of the project's domain notes, clauses those of Decree 30/2020.
"""
