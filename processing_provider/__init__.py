"""The plugin's verbs as Processing algorithms, and so its command line through qgis_process; no windows here."""
