"""The documents beside the period's report (R25): programme, dossier, matrix, money, press, registers, visit, hand-over.

Each module says what one kind of document holds, as the neutral blocks of `reports.story`; nothing here reads a store.
"""
