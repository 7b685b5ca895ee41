"""Online services, asked for one name at a time and only when somebody asks for it; they know no QGIS and no network.

Whoever asks hands in a `Web`, so that every connection is made where QGIS's proxy and credentials are.
"""
