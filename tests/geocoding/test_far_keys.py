"""Names that differ by more than one consonant still share a key of the index."""

import pytest

from libya_incident_mapper.geocoding.folding import fold
from libya_incident_mapper.geocoding.keys import asked_far_keys, far_keys
from libya_incident_mapper.geocoding.likeness import difference


@pytest.mark.parametrize(("asked", "known"), [
    ("Hadasi", "Khadas"),  # a vowel at the end, and another consonant
    ("Marasidi", "Marsit"),  # of four consonants one is other, and the vowels stand elsewhere
    ("Sarjad", "سراد"),  # a consonant too many, and no short vowels in Arabic
])
def test_they_meet(asked, known):
    assert asked_far_keys(fold(asked).own) & far_keys(fold(known).own)


def test_other_names_do_not_meet():
    assert not asked_far_keys(fold("Marasidi").own) & far_keys(fold("Khurmuz").own)


def test_j_at_the_end_of_slavic_spellings_is_a_y():
    assert difference(fold("Hamidija").own, fold("Hamidiyah").own) < 0.5
