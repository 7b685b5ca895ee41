"""What builds `resources/gazetteer`: pinned packages and our supplement in, places and districts out."""
