"""The dock and what is in it: views, and the presenters that connect them with a casefile."""
