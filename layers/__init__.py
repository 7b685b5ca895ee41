"""A casefile as styled QGIS layers: symbols, labels, time, forms, map tips and the map below them."""
