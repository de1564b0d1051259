"""How fast the program is, as ratios to plain work measured in the same run; `python bench/run.py`."""
