"""What the file itself refuses, with the plugin or without it, in QGIS or elsewhere."""

SOURCES_CITED = """CREATE TRIGGER sources_cited BEFORE DELETE ON sources
    WHEN EXISTS (SELECT 1 FROM claims WHERE source_uid = OLD.uid)
    BEGIN SELECT RAISE(ABORT, 'Claims name this source; give them another one first.'); END"""
"""A source stays as long as claims name it: nothing else says who told what.

QGIS shows the sentence in what it tells of the failed commit; the layer stays in edit mode with all that was edited.
"""
