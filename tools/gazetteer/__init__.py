"""What builds `resources/gazetteer`: pinned packages and our supplement in, one table of places and the districts out."""
