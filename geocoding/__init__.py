"""Words to places: name folding, the gazetteer and its search, relation phrases, districts, coordinates. No qgis."""
