"""Thin adapters to QGIS: settings, translation, version differences."""
