"""The record store: one GeoPackage is one casefile, and every write goes through its repository."""
