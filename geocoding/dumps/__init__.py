"""Files of place names that others publish, GeoNames' and NGA's, as places."""
