"""Words, dates, numbers, lists, lunar days, search and sort keys in the two languages of the product.

No Qt, no files besides the catalogs and the table of territory names, nothing about events or packages.
"""
