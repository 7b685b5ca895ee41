"""What things are: records, dates, counts, actors, code lists and their faults. Standard library only."""
