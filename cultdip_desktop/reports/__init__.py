"""Pages and tables from plain domain values: the period's report (PDF), the event table (XLSX, CSV), the package's index.

The language is an argument. Nothing here knows the store, the media vault, packages or windows; ReportLab,
pikepdf, Pillow and XlsxWriter are loaded at the first build, never at import.
"""
