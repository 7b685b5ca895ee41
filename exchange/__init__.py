"""Rows of other formats into the model and back: plain Python, no QGIS."""
